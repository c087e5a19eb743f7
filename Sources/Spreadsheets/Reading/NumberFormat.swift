/// What a number in a cell stands for, by the number format of its style (ECMA-376 part 1, 18.8.30 and 18.8.31).
enum NumberFormat: Hashable {
    case number
    /// Written with at least so many digits: `00000`, as codes are.
    case padded(Int)
    case date
    case time

    /// The built-in formats, the Japanese ones (27–36, 50–58) included: `[$-411]ge.m.d` and others.
    init(builtIn id: Int) {
        switch id {
        case 14...17, 22, 27...31, 34...36, 50...58: self = .date
        case 18...21, 32, 33, 45...47: self = .time
        default: self = .number
        }
    }

    /// A format that the workbook declares, by its code, such as `[$-411]ggge"年"m"月"d"日"`.
    init(code: String) {
        let letters = Self.bare(code)
        if letters == "general" || letters.isEmpty {
            self = .number
        } else if letters.allSatisfy({ $0 == "0" }) {
            self = letters.count > 1 && letters.count <= 20 ? .padded(letters.count) : .number
        } else {
            let isScientific = letters.contains("e+") || letters.contains("e-")
            let isClock = letters.contains("h") || letters.contains("s") || code.lowercased().contains("[m")
            let isCalendar =
                letters.contains { "ydgb".contains($0) } || letters.contains("e") && !isScientific
                || letters.contains("m") && !isClock || letters.contains("aaa")
            self = isCalendar ? .date : isClock ? .time : .number
        }
    }

    /// The first section in lower case, without quoted texts, escaped characters, fillers and brackets, except those that
    /// hold hours, minutes or seconds that go on counting.
    private static func bare(_ code: String) -> String {
        var result = ""
        var rest = Substring(code.lowercased())
        while let character = rest.popFirst() {
            switch character {
            case ";": return result
            case "\"": rest = rest.drop { $0 != "\"" }.dropFirst()
            case "\\", "_", "*": rest = rest.dropFirst()
            case "[":
                let inside = rest.prefix { $0 != "]" }
                rest = rest.dropFirst(inside.count + 1)
                if !inside.isEmpty, inside.allSatisfy({ "hms".contains($0) }) { result += inside }
            case " ": continue
            default: result.append(character)
            }
        }
        return result
    }
}
