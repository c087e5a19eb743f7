extension JapaneseAddress {
    /// What the numbers behind the town count.
    public enum Numbering: Sendable, Hashable {
        /// 住居表示: block and house (6番13号).
        case residential
        /// 地番: the lot of the land register (6番地13, 番外地).
        case landLot
        /// Only numbers (6-13), or none.
        case unknown
    }

    /// Which numbering ``lot`` names by its words.
    public var numbering: Numbering {
        let lot = lot
        if lot.contains("番地") || lot.contains("番外地") || lot.contains("地先") { return .landLot }
        return lot.contains("号") ? .residential : .unknown
    }

    /// The block, lot and house number at the start of ``rest``.
    public var lot: String { String(rest.prefix(lotLength)) }

    /// The building and room (方書): ``rest`` without ``lot``.
    public var building: String { String(rest.dropFirst(lotLength)) }

    private var lotLength: Int {
        let characters = Array(rest)
        var end = 0
        var isInNumber = false
        while end < characters.count {
            let character = characters[end]
            let next = end + 1 < characters.count ? characters[end + 1] : nil
            if character.isASCIIDigit || KanjiNumeral.isPart(character) {
                isInNumber = true
            } else if "-のノ".contains(character), isInNumber, next?.isNumeral == true {
                isInNumber = false
            } else if "番地先号外無第".contains(character) {
                // 号室 and 号棟 count rooms and houses of a building.
                if character == "号", let next, "室棟".contains(next) { break }
                isInNumber = true
            } else if end == 0 || "番地先".contains(characters[end - 1]), next?.isNumeral == true || next == "部",
                "甲乙丙丁戊己庚辛壬癸イロハニホヘトチリヌルヲワカヨタレソ".contains(character)
            {
                isInNumber = true
            } else if character == "部", end > 0 {
                isInNumber = true
            } else {
                break
            }
            end += 1
        }
        return end
    }
}
