import Primitives

extension CellJudge {
    /// Judges a value that is not missing by what the layout says of it.
    func judge(_ value: String, _ item: LayoutItem, _ verdict: inout CellVerdict) {
        if let length = item.length, characters(of: value, item, verdict) > length {
            report(.length, .limit(length), in: &verdict)
        }
        if !codes.isEmpty {
            verdict.code = codePlaces[value] ?? -1
            if verdict.code < 0 { report(.unmappedCode, .code(Self.shown(value)), in: &verdict) }
        }
        judgeType(value, item, &verdict)
        if let check = item.check { judge(value, check, &verdict) }
    }

    private func characters(of value: String, _ item: LayoutItem, _ verdict: CellVerdict) -> Int {
        if item.normalization.isEmpty { return verdict.characters }
        return value.unicodeScalars.count {
            !(0xFE00...0xFE0F).contains($0.value) && !(0xE0100...0xE01EF).contains($0.value)
        }
    }

    private func judgeType(_ value: String, _ item: LayoutItem, _ verdict: inout CellVerdict) {
        switch item.type {
        case .text, .address, .code: break
        case .flag:
            if codes.isEmpty, value != "0", value != "1" { report(.type, .expected(.flag), in: &verdict) }
        case .postalCode:
            if !Self.isPostalCode(value) { report(.type, .expected(.postalCode), in: &verdict) }
        case .municipalityCode:
            if item.check != .municipalityCode { judge(value, .municipalityCode, &verdict) }
        case .date:
            do throws(DateProblem) {
                let date = try WrittenDate(reading: value)
                verdict.year = Int(date.iso.prefix(4)) ?? 0
            } catch {
                if error == .unknownForm {
                    report(.type, .expected(.date), in: &verdict)
                } else {
                    report(.impossibleDate, .date(error), in: &verdict)
                }
            }
        case .integer, .decimal:
            guard let number = Self.number(value, isDecimal: item.type == .decimal) else {
                report(.type, .expected(item.type), in: &verdict)
                return
            }
            if let minimum = item.minimum, number < minimum { report(.range, Self.limit(minimum), in: &verdict) }
            if let maximum = item.maximum, number > maximum { report(.range, Self.limit(maximum), in: &verdict) }
        }
    }

    private func judge(_ value: String, _ check: CheckedCodeKind, _ verdict: inout CellVerdict) {
        switch check.problem(in: value) {
        case nil: break
        case .form: report(.type, .check(check), in: &verdict)
        case .checkDigit: report(.checkDigit, .check(check), in: &verdict)
        }
    }

    private static func limit(_ bound: Double) -> DataProblem.Detail {
        Int(exactly: bound).map { .limit($0) } ?? .none
    }

    /// A code that is short enough to be no name and no number of a person.
    static func shown(_ value: String) -> String? {
        let isShown =
            value.utf8.count <= 4
            && value.utf8.allSatisfy { (0x30...0x39).contains($0) || (0x41...0x5A).contains($0 & 0xDF) }
        return isShown ? value : nil
    }

    static func isPostalCode(_ value: String) -> Bool {
        var digits = Array(value.utf8)
        if digits.count == 8, digits[3] == UInt8(ascii: "-") { digits.remove(at: 3) }
        return digits.count == 7 && digits.allSatisfy { (0x30...0x39).contains($0) }
    }

    /// A number with digits of either width, a sign and, where it may have one, a decimal point; no thousands separators.
    static func number(_ value: String, isDecimal: Bool) -> Double? {
        var ascii = ""
        for (index, scalar) in value.unicodeScalars.enumerated() {
            let narrow = scalar.narrowed
            switch narrow {
            case "0"..."9": break
            case "+", "-": if index > 0 { return nil }
            case ".": if !isDecimal { return nil }
            default: return nil
            }
            ascii.unicodeScalars.append(narrow)
        }
        let parts = ascii.drop { $0 == "+" || $0 == "-" }.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty }) else { return nil }
        return Double(ascii)
    }
}
