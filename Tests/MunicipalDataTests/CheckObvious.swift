import MunicipalData
import Primitives

/// A slow check of delimited files with a header, row after row and cell after cell: what the fast one must agree with.
struct ObviousCheck {
    struct Place: Hashable, Comparable {
        var row: Int
        var column: Int?
        var kind: DataProblem.Kind
        var offset: Int

        static func < (left: Place, right: Place) -> Bool {
            (left.row, left.column ?? 0, left.kind, left.offset) < (
                right.row, right.column ?? 0, right.kind, right.offset
            )
        }
    }

    struct Profile: Equatable {
        var filled = 0
        var missing = 0
        var faulty = 0
        var values: Set<String> = []
        var lengths: Set<Int> = []
        var years: Set<Int> = []
    }

    private(set) var places: [Place] = []
    private(set) var rows = 0
    private(set) var leftOut: [LeftOutReason: Int] = [:]
    private(set) var written: [UInt8] = []
    private(set) var writtenRows = 0
    private(set) var profiles: [Profile] = []
    private(set) var gaiji: [String: Int] = [:]
    private(set) var pairs = 0
    private(set) var lineFeeds = 0

    private let layout: Layout
    private let options: CheckOptions
    private var names: [String?] = []
    private var faulty: Set<[Int]> = []
    private let bytes: [UInt8]

    init(_ bytes: [UInt8], _ encoding: TextEncoding, _ layout: Layout, _ options: CheckOptions) {
        self.layout = layout
        self.options = options
        self.bytes = bytes
        guard case .delimited(let delimiter, true) = layout.form else { return }
        let reader = CheckObviousReader(bytes, encoding, delimiter: Unicode.Scalar(delimiter))
        if let fault = reader.fault {
            places.append(Place(row: fault.row, column: fault.column, kind: .structure, offset: fault.offset))
        }
        guard let header = reader.rows.first else {
            // Of the header's own faults the whole file is meant.
            places = places.map { Place(row: $0.row, column: nil, kind: $0.kind, offset: $0.offset) }
            return
        }
        readHeader(header)
        profiles = names.map { _ in Profile() }
        for row in reader.rows {
            if row.lineBreak == .pair { pairs += 1 }
            if row.lineBreak == .lineFeed { lineFeeds += 1 }
        }
        rows = reader.rows.count - 1
        if let expected = options.rows, expected != rows {
            places.append(Place(row: 0, column: nil, kind: .rowCount, offset: 0))
        }
        check(Array(reader.rows.dropFirst()), UInt8(delimiter), encoding)
        for column in names.indices { profiles[column].faulty = faulty.count { $0[1] == column } }
        places.sort()
    }

    private var handedOver: [String] { options.handedOver ?? layout.items.map(\.name) }

    private mutating func add(_ kind: DataProblem.Kind, _ row: Int, _ column: Int?, _ offset: Int) {
        places.append(Place(row: row, column: column.map { $0 + 1 }, kind: kind, offset: offset))
        if let column, row > 0, kind != .history { faulty.insert([row, column]) }
    }

    private mutating func readHeader(_ header: CheckObviousReader.Row) {
        for (column, cell) in header.cells.enumerated() {
            if let zero = cell.symbols.first(where: { $0.scalar == "\0" }) {
                add(.structure, 0, column, zero.offset)
                names.append(nil)
                continue
            }
            guard let name = cell.text else {
                add(.undecodableByte, 0, column, cell.symbols.first { $0.scalar == nil }?.offset ?? -1)
                names.append(nil)
                continue
            }
            if IndividualNumberScan.isFound(in: name) { add(.individualNumber, 0, column, cell.offset) }
            if name.isEmpty || names.contains(name) {
                add(.structure, 0, column, cell.offset)
                names.append(nil)
                continue
            }
            names.append(name)
            if !handedOver.contains(name), !options.dropsOthers { add(.unknownColumn, 0, column, cell.offset) }
        }
        var demanded = Set(handedOver)
        if options.dropsOthers {
            if let history = layout.history {
                demanded.insert(history.key)
                if let latest = history.latest {
                    demanded.insert(latest.item)
                } else {
                    demanded.formUnion(history.order)
                }
            }
            if let residency = layout.residency { demanded.insert(residency.item) }
            if let protection = layout.protection { demanded.insert(protection.item) }
        }
        for item in demanded where !names.contains(item) { add(.missingColumn, 0, nil, 0) }
    }

    /// The column of an item that rules may use.
    private func column(_ item: String?) -> Int? {
        guard let item, handedOver.contains(item) || options.dropsOthers else { return nil }
        return names.firstIndex(of: item)
    }

    private func value(_ row: CheckObviousReader.Row, _ column: Int) -> String? {
        guard let text = row.cells[column].text, !text.unicodeScalars.contains("\0"), let name = names[column],
            let item = layout.item(named: name)
        else { return nil }
        return item.normalization.reduce(text) { $1.apply($0, length: item.length) }
    }

    private func isMissing(_ value: String, _ item: LayoutItem?) -> Bool {
        value.isEmpty || (item?.missing.contains(value) ?? false)
    }

    private mutating func check(_ rows: [CheckObviousReader.Row], _ delimiter: UInt8, _ encoding: TextEncoding) {
        var firstRows: [[String]: Int] = [:]
        for (index, row) in rows.enumerated() {
            guard row.cells.count == names.count else {
                checkRagged(row, index + 1)
                continue
            }
            for column in names.indices { checkCell(row, index + 1, column) }
            for column in names.indices {
                guard let name = names[column], handedOver.contains(name), let item = layout.item(named: name),
                    item.isUnique, name != layout.history?.key || self.column(layout.history?.key) == nil,
                    let value = value(row, column), !isMissing(value, item)
                else { continue }
                if firstRows[[name, value]] != nil {
                    add(.duplicateKey, index + 1, column, row.cells[column].offset)
                } else {
                    firstRows[[name, value]] = index + 1
                }
            }
        }
        let good = rows.enumerated().filter { $0.element.cells.count == names.count }
        let latest = latestRows(good)
        write(good, latest, delimiter, encoding)
    }

    private mutating func checkRagged(_ row: CheckObviousReader.Row, _ number: Int) {
        add(.raggedRow, number, nil, row.offset)
        let isText = row.symbols.allSatisfy { $0.scalar != nil }
        var scalars = String.UnicodeScalarView()
        for symbol in row.symbols {
            let scalar = symbol.scalar ?? "x"
            scalars.append(isText || scalar.isASCII ? scalar : "x")
        }
        if IndividualNumberScan.isFound(in: String(scalars)) { add(.individualNumber, number, nil, row.offset) }
    }

    private mutating func checkCell(_ row: CheckObviousReader.Row, _ number: Int, _ column: Int) {
        let cell = row.cells[column]
        let name = names[column]
        let isKept = name.map(handedOver.contains) ?? false
        let protection = layout.protection
        if let protection, self.column(protection.item) == column, protection.treatment == .undecided,
            let value = value(row, column), protection.values.contains(value)
        {
            add(.protection, number, column, cell.offset)
        }
        guard isKept || !options.dropsOthers else { return lookAtDropped(cell, number, column) }
        let item = isKept ? name.flatMap { layout.item(named: $0) } : nil
        let key = cell.symbols.map { $0.scalar.map { String($0.value) } ?? "@\(bytes[$0.offset..<$0.end])" }
        func report(_ kind: DataProblem.Kind, _ check: inout ObviousCheck) {
            check.add(kind, number, column, cell.offset)
        }
        if let zero = cell.symbols.first(where: { $0.scalar == "\0" }) {
            add(.structure, number, column, zero.offset)
        } else if let fault = cell.symbols.first(where: { $0.scalar == nil }) {
            add(.undecodableByte, number, column, fault.offset)
        } else if let text = cell.text {
            let scalars = text.unicodeScalars
            let privateUse = Set(scalars.filter { $0.properties.generalCategory == .privateUse })
            if !privateUse.isEmpty { report(.gaiji, &self) }
            for scalar in privateUse { gaiji["\(column) \(scalar.value)", default: 0] += 1 }
            if scalars.contains(where: \.isSelector) { report(.variationSequence, &self) }
            if IndividualNumberScan.isFound(in: text) { report(.individualNumber, &self) }
            let value = item.map { $0.normalization.reduce(text) { $1.apply($0, length: item?.length) } } ?? text
            if isMissing(value, item) {
                profiles[column].missing += 1
                if item?.isRequired == true { report(.missingValue, &self) }
                return
            }
            profiles[column].lengths.insert(scalars.count { !$0.isSelector })
            if let item {
                for kind in Set(Self.kinds(value, item)) { report(kind, &self) }
                if item.type == .date, let date = try? WrittenDate(reading: value), date != .unknown {
                    profiles[column].years.insert(Int(date.iso.prefix(4)) ?? 0)
                }
            }
        }
        profiles[column].filled += 1
        profiles[column].values.insert(key.joined(separator: " "))
    }

    /// Of a dropped column it matters only whether the rules can be followed.
    private mutating func lookAtDropped(_ cell: CheckObviousReader.Cell, _ number: Int, _ column: Int) {
        var rules = [
            layout.history?.key, layout.history?.latest?.item, layout.residency?.item, layout.protection?.item,
        ]
        let isOrdered = layout.history?.order.allSatisfy { self.column($0) != nil } ?? false
        if layout.history?.latest == nil, self.column(layout.history?.key) != nil, isOrdered {
            rules += layout.history?.order ?? []
        }
        if self.column(layout.history?.key) == nil { rules[1] = nil }
        guard rules.contains(where: { $0 != nil && $0 == names[column] }) else { return }
        if let zero = cell.symbols.first(where: { $0.scalar == "\0" }) {
            add(.structure, number, column, zero.offset)
        } else if let fault = cell.symbols.first(where: { $0.scalar == nil }) {
            add(.undecodableByte, number, column, fault.offset)
        }
    }

    /// The kinds of problems of a value that is not missing.
    static func kinds(_ value: String, _ item: LayoutItem) -> [DataProblem.Kind] {
        var kinds: [DataProblem.Kind] = []
        if let length = item.length, value.unicodeScalars.count(where: { !$0.isSelector }) > length {
            kinds.append(.length)
        }
        if !item.codes.isEmpty, item.codes[value] == nil { kinds.append(.unmappedCode) }
        var checks = [item.check].compactMap { $0 }
        switch item.type {
        case .text, .address, .code: break
        case .flag: if item.codes.isEmpty, !["0", "1"].contains(value) { kinds.append(.type) }
        case .municipalityCode: checks.append(.municipalityCode)
        case .postalCode:
            let digits = value.split(separator: "-", omittingEmptySubsequences: false).map(String.init)
            let isForm = digits.map(\.count) == [7] || digits.map(\.count) == [3, 4]
            if !isForm || !digits.joined().allSatisfy({ "0123456789".contains($0) }) { kinds.append(.type) }
        case .date:
            do throws(DateProblem) {
                _ = try WrittenDate(reading: value)
            } catch {
                kinds.append(error == .unknownForm ? .type : .impossibleDate)
            }
        case .integer, .decimal:
            var body = value.narrowed[...]
            let signs = ["+", "-"]
            if let first = body.first, signs.contains(String(first)) { body.removeFirst() }
            let parts = body.split(separator: ".", omittingEmptySubsequences: false)
            let isNumber =
                parts.count <= (item.type == .decimal ? 2 : 1)
                && parts.allSatisfy { !$0.isEmpty && $0.allSatisfy { "0123456789".contains($0) } }
            if !isNumber {
                kinds.append(.type)
            } else if let number = Double(String(value.narrowed)) {
                if number < item.minimum ?? number || number > item.maximum ?? number { kinds.append(.range) }
            }
        }
        for check in checks {
            switch check.problem(in: value) {
            case .form: kinds.append(.type)
            case .checkDigit: kinds.append(.checkDigit)
            case nil: break
            }
        }
        return kinds
    }

    private mutating func latestRows(_ rows: [EnumeratedSequence<[CheckObviousReader.Row]>.Element]) -> Set<Int>? {
        guard let history = layout.history, let key = column(history.key) else { return nil }
        var persons: [String: [(row: Int, offset: Int, rank: [UInt64]?)]] = [:]
        var latest: Set<Int> = []
        let flag = column(history.latest?.item)
        let order = history.latest == nil ? history.order.map { column($0) } : []
        if flag == nil, order.isEmpty || order.contains(where: { $0 == nil }) { return nil }
        for (index, row) in rows {
            var rank: [UInt64]? = []
            if let flag, let rule = history.latest {
                rank = value(row, flag) == rule.value ? [1] : [0]
                if rank == [1] { latest.insert(index + 1) }
            } else {
                for case let column? in order {
                    let text = row.cells[column].text
                    let value = value(row, column)
                    // Values that need more than their share of 128 bits cannot be compared.
                    let most: UInt64 = order.count > 3 ? 1 << 32 : order.count > 2 ? 1 << 42 : .max
                    let number = value.flatMap { Self.order($0, names[column].flatMap { layout.item(named: $0) }) }
                        .flatMap { $0 < most || most == .max ? $0 : nil }
                    if text != nil, text?.unicodeScalars.contains("\0") == false, number == nil {
                        add(.history, index + 1, column, row.cells[column].offset)
                    }
                    rank = number.flatMap { number in rank.map { $0 + [number] } }
                }
            }
            guard let person = value(row, key), !isMissing(person, layout.item(named: history.key)) else { continue }
            persons[person, default: []].append((index + 1, row.cells[key].offset, rank))
        }
        for rows in persons.values {
            let ranked = rows.filter { $0.rank != nil }
            guard let best = ranked.compactMap(\.rank).max(by: { $0.lexicographicallyPrecedes($1) }) else { continue }
            let first = ranked.filter { $0.rank == best }
            if flag != nil, best == [0] {
                add(.history, rows[0].row, key, rows[0].offset)
            } else {
                latest.insert(first[0].row)
                for other in first.dropFirst() { add(.history, other.row, key, other.offset) }
            }
        }
        return latest
    }

    /// A value's number in the order of history rows.
    private static func order(_ value: String, _ item: LayoutItem?) -> UInt64? {
        if value.isEmpty || item?.missing.contains(value) == true { return 0 }
        if item?.type == .date {
            guard let date = try? WrittenDate(reading: value) else { return nil }
            let parts = date.iso.split(separator: "-").map(String.init) + ["00", "00", "00"]
            return UInt64(parts[0] + parts[1] + parts[2])
        }
        let digits = value.unicodeScalars.map { String($0).narrowed }
        return digits.allSatisfy { "0123456789".contains($0) } ? UInt64(digits.joined()) : nil
    }

    private mutating func write(
        _ rows: [EnumeratedSequence<[CheckObviousReader.Row]>.Element], _ latest: Set<Int>?, _ delimiter: UInt8,
        _ encoding: TextEncoding
    ) {
        let columns = handedOver.compactMap { names.firstIndex(of: $0) }
        var texts = [columns.map { (try? encoding.encode(names[$0] ?? "")) ?? [] }]
        for (index, row) in rows {
            let residence = column(layout.residency?.item).map { value(row, $0) ?? "\u{0}" }
            let flag = column(layout.protection?.item).flatMap { value(row, $0) }
            let isProtected =
                layout.protection.map { $0.treatment != .generalized && flag.map($0.values.contains) ?? false } ?? false
            let isReadable = residence != "\u{0}"
            if let latest, !latest.contains(index + 1) {
                leftOut[.history, default: 0] += 1
            } else if let residence, isReadable, layout.residency?.values.contains(residence) == false {
                leftOut[.nonResident, default: 0] += 1
            } else if isProtected {
                leftOut[.protected, default: 0] += 1
            } else {
                writtenRows += 1
                texts.append(columns.map { Array(bytes[row.cells[$0].raw]) })
            }
        }
        if encoding == .utf8WithMark { written = [0xEF, 0xBB, 0xBF] }
        let isWide = encoding == .utf16LittleEndian
        func sign(_ byte: UInt8) -> [UInt8] { isWide ? [byte, 0] : [byte] }
        for row in texts {
            written += Array(row.joined(separator: sign(delimiter))) + sign(13) + sign(10)
        }
        if encoding == .utf8WithMark, texts[0].count > 0 {
            // Each name was encoded with a mark of its own.
            written =
                [0xEF, 0xBB, 0xBF]
                + texts.enumerated().flatMap { index, row in
                    let cells = index == 0 ? row.map { Array($0.dropFirst(3)) } : row
                    return Array(cells.joined(separator: [delimiter])) + [13, 10]
                }
        }
    }
}

extension Unicode.Scalar {
    fileprivate var isSelector: Bool { (0xFE00...0xFE0F).contains(value) || (0xE0100...0xE01EF).contains(value) }
}
