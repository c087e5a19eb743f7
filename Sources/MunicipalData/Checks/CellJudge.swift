import Primitives

/// Judges the cells of one column: a pure function of their bytes.
struct CellJudge {
    let plan: ColumnPlan
    /// The encoding of the bytes; UTF-16 has become UTF-8 by then.
    let encoding: TextEncoding
    /// The item's codes, sorted.
    let codes: [String]
    let codePlaces: [String: Int]
    let quick: QuickLook

    init(_ plan: ColumnPlan, _ encoding: TextEncoding) {
        self.plan = plan
        self.encoding = encoding == .cp932 ? .cp932 : .utf8
        codes = plan.item?.codes.keys.sorted() ?? []
        codePlaces = Dictionary(uniqueKeysWithValues: codes.enumerated().map { ($1, $0) })
        quick = QuickLook(plan, self.encoding)
    }

    /// Judges the content of a cell, its quotes undone.
    func judge(_ content: UnsafeBufferPointer<UInt8>) -> CellVerdict {
        var verdict = CellVerdict()
        if let zero = content.firstIndex(of: 0) {
            verdict.characters = -1
            report(.structure, at: zero, in: &verdict)
            return verdict
        }
        let text: String
        do throws(UndecodableBytes) {
            text = try encoding.decode(Array(content))
        } catch {
            verdict.characters = -1
            report(.undecodableByte, at: error.offset, in: &verdict)
            return verdict
        }
        lookAtCharacters(of: text, &verdict)
        if IndividualNumberScan.isFound(in: text) { report(.individualNumber, in: &verdict) }
        guard let item = plan.item else {
            verdict.isMissing = text.isEmpty
            return verdict
        }
        let value = item.normalization.reduce(text) { $1.apply($0, length: item.length) }
        addRoles(of: value, &verdict)
        verdict.isMissing = value.isEmpty || item.missing.contains(value)
        if verdict.isMissing {
            if item.isRequired { report(.missingValue, in: &verdict) }
            verdict.order = plan.order == nil ? nil : 0
        } else {
            addKey(of: value, &verdict)
            judge(value, item, &verdict)
        }
        return verdict
    }

    func report(
        _ kind: DataProblem.Kind, _ detail: DataProblem.Detail = .none, at offset: Int? = nil,
        in verdict: inout CellVerdict
    ) {
        // Of a dropped column it matters only whether the rules can be followed.
        let isUnreadable = kind == .undecodableByte || kind == .structure
        guard plan.isReported || (isUnreadable && plan.isRule),
            !verdict.findings.contains(where: { $0.kind == kind })
        else { return }
        verdict.findings.append(CellVerdict.Finding(kind: kind, detail: detail, offset: offset))
    }

    private func lookAtCharacters(of text: String, _ verdict: inout CellVerdict) {
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0xFE00...0xFE0F, 0xE0100...0xE01EF:
                report(.variationSequence, in: &verdict)
                continue
            case 0xE000...0xF8FF, 0xF0000...0xFFFFD, 0x100000...0x10FFFD:
                report(.gaiji, in: &verdict)
                if plan.isReported, !verdict.gaiji.contains(scalar) { verdict.gaiji.append(scalar) }
            default: break
            }
            verdict.characters += 1
        }
    }

    private func addRoles(of value: String, _ verdict: inout CellVerdict) {
        if let latest = plan.latest, value == latest { verdict.roles.insert(.latest) }
        if let residents = plan.residents, !residents.contains(value) { verdict.roles.insert(.nonResident) }
        guard let protection = plan.protection, protection.values.contains(value) else { return }
        switch protection.treatment {
        case .excluded: verdict.roles.insert(.excluded)
        case .generalized: break
        case .undecided:
            // Even of a column that is dropped: the decision is about the row.
            verdict.roles.insert(.excluded)
            verdict.findings.append(CellVerdict.Finding(kind: .protection))
        }
    }

    private func addKey(of value: String, _ verdict: inout CellVerdict) {
        if plan.unique != nil || plan.isHistoryKey {
            // The hash reads words of eight bytes.
            let padded = Array(value.utf8) + [UInt8](repeating: 0, count: 8)
            verdict.key = padded.withUnsafeBufferPointer { bytes in
                bytes.baseAddress.map { KeyHash($0, bytes.count - 8) } ?? .none
            }
        }
        if plan.order != nil {
            verdict.order = Self.order(of: value, isDate: plan.item?.type == .date)
        }
    }

    /// A value as a number among those of other rows: digits by their value, dates by their day.
    static func order(of value: String, isDate: Bool) -> UInt64? {
        if isDate {
            guard let date = try? WrittenDate(reading: value) else { return nil }
            let digits = date.iso.filter { $0 != "-" }
            return UInt64(digits + String(repeating: "0", count: max(0, 8 - digits.count)))
        }
        var number: UInt64 = 0
        for scalar in value.unicodeScalars {
            guard let digit = scalar.digit else { return nil }
            let (tenfold, isTooGreat) = number.multipliedReportingOverflow(by: 10)
            let (sum, isOver) = tenfold.addingReportingOverflow(UInt64(digit))
            guard !isTooGreat, !isOver else { return nil }
            number = sum
        }
        return number
    }
}
