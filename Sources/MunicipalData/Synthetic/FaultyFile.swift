/// A file with faults planted at known places, for tests and training: what a check must find, all of it and nothing else.
public struct FaultyFile: Sendable {
    /// How many faults of each kind are planted.
    public struct Faults: Hashable, Sendable {
        /// Cells of a name with a character of the municipality's own (F040…).
        public var gaiji = 3
        /// Cells with a byte without meaning.
        public var undecodableBytes = 2
        /// Cells with an individual number.
        public var individualNumbers = 1
        /// Dates that no calendar has.
        public var impossibleDates = 40
        /// Columns that nobody asked for.
        public var unrequestedColumns = 1

        /// As many as in the example of a bad day: 3, 2, 1, 40 and 1.
        public init() {}
    }

    /// The name of the first column that nobody asked for.
    public static let unrequestedColumn = "電話番号"

    /// The file.
    public private(set) var bytes: [UInt8] = []
    /// The same file without the faults.
    public let correctedBytes: [UInt8]
    /// What was planted, in the order of the file. Only kind, place and column name count.
    public private(set) var planted: [DataProblem] = []

    /// Plants faults in a CP932 file with a header and commas, without quotes, such as ``SyntheticRegister`` and
    /// ``SyntheticExport`` write.
    ///
    /// - Parameters:
    ///   - name: the column of names, which gets gaiji and undecodable bytes.
    ///   - date: the column of dates.
    ///   - number: the column where an individual number is misplaced.
    ///   - seed: another seed plants at other places.
    public init(
        _ corrected: [UInt8], name: String, date: String, number: String, faults: Faults = Faults(), seed: UInt64
    ) {
        correctedBytes = corrected
        var random = SeededRandom(seed: seed)
        let rowCount = corrected.reduce(0) { $0 + ($1 == UInt8(ascii: "\n") ? 1 : 0) } - 1
        let kinds: [DataProblem.Kind] =
            Array(repeating: .gaiji, count: faults.gaiji)
            + Array(repeating: .undecodableByte, count: faults.undecodableBytes)
            + Array(repeating: .individualNumber, count: faults.individualNumbers)
            + Array(repeating: .impossibleDate, count: faults.impossibleDates)
        var byRow: [Int: DataProblem.Kind] = [:]
        for kind in kinds.prefix(max(0, rowCount)) {
            var row = 1 + random.below(rowCount)
            while byRow[row] != nil { row = 1 + random.below(rowCount) }
            byRow[row] = kind
        }
        bytes.reserveCapacity(corrected.count + corrected.count / 8)
        plant(byRow, [name, date, number], faults.unrequestedColumns, &random)
    }

    private mutating func plant(
        _ faults: [Int: DataProblem.Kind], _ names: [String], _ extraColumns: Int, _ random: inout SeededRandom
    ) {
        var start = 0
        var row = 0
        var columns: [String: Int] = [:]
        while start < correctedBytes.count {
            var end = start
            while correctedBytes[end] != UInt8(ascii: "\r") { end += 1 }
            var fields = correctedBytes[start..<end].split(
                separator: UInt8(ascii: ","), omittingEmptySubsequences: false
            ).map { Array($0) }
            if row == 0 {
                for (index, field) in fields.enumerated() {
                    columns[(try? CP932.decode(field.span)) ?? ""] = index
                }
            }
            let fault = faults[row]
            let place = fault.flatMap { columns[names[Self.target(of: $0)]] }
            if let fault, let place { fields[place] = Self.faulty(fields[place], fault, &random) }
            var offset = bytes.count
            for (index, field) in fields.enumerated() {
                if let fault, index == place {
                    let byte = fault == .undecodableByte ? field.count - 1 : 0
                    planted.append(
                        DataProblem(
                            fault, row: row, column: index + 1, name: names[Self.target(of: fault)],
                            offset: offset + byte))
                }
                bytes += field
                bytes.append(UInt8(ascii: ","))
                offset = bytes.count
            }
            bytes.removeLast()
            for number in 0..<extraColumns { appendExtra(row: row, number: number, width: fields.count, &random) }
            bytes += [0x0D, 0x0A]
            start = end + 2
            row += 1
        }
    }

    private mutating func appendExtra(row: Int, number: Int, width: Int, _ random: inout SeededRandom) {
        bytes.append(UInt8(ascii: ","))
        let name = Self.unrequestedColumn + (number == 0 ? "" : String(number + 1))
        if row == 0 {
            planted.append(
                DataProblem(.unknownColumn, row: 0, column: width + number + 1, name: name, offset: bytes.count))
            bytes += (try? CP932.encode(name)) ?? []
        } else {
            bytes += "042-400-\(1000 + random.below(9000))".utf8
        }
    }

    private static func target(of kind: DataProblem.Kind) -> Int {
        switch kind {
        case .impossibleDate: 1
        case .individualNumber: 2
        default: 0
        }
    }

    private static func faulty(_ field: [UInt8], _ kind: DataProblem.Kind, _ random: inout SeededRandom) -> [UInt8] {
        switch kind {
        // The last row of the user-defined area and the first.
        case .gaiji: field + (random.chance(0.5) ? [0xF0, 0x40] : [0xF9, 0xFC])
        case .undecodableByte: field + [random.chance(0.5) ? 0x80 : 0xFF]
        case .individualNumber: SyntheticExport.individualNumber(random: &random)
        default: (try? CP932.encode(random.element(of: impossibleDates))) ?? field
        }
    }

    /// Days that their era or the calendar does not have.
    private static let impossibleDates = [
        "昭和64年1月8日", "平成31年5月1日", "平成12年2月30日", "昭和50年2月29日", "令和元年4月30日", "昭和30年13月1日", "平成5年4月31日",
        "大正15年12月25日",
    ]
}
