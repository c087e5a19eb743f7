/// Takes apart what follows the municipality: town, 丁目, section, rest.
///
/// `南町五丁目6番13号`, `南町5丁目6-13` and `南町5-6-13` (three numbers: 丁目, 番, 号) are the same 丁目; with two numbers or
/// fewer (`大字田無123-4`) there is none, but for towns that are named by a 条: `北1条西2-3` is 北一条西二丁目.
struct TownReader {
    typealias Parts = (town: String, chome: String, section: String, rest: String)
    private typealias Text = ArraySlice<Character>

    /// The official ending of a counted part: 丁目, in 堺市 丁.
    let counter: String

    init(countingBy counter: String) { self.counter = counter }

    /// The parts of `text`.
    func parts(of text: ArraySlice<Character>) -> Parts {
        if let marked = marked(text) { return marked }
        let name = text.prefix { !$0.isASCIIDigit }
        if let start = wordLot(in: name) { return split(text, at: start) }
        guard name.count < text.count else { return split(text, at: text.endIndex) }
        let numbers = text[name.endIndex...]
        if let parts = countedSection(name, numbers) { return parts }
        let groups = Self.groups(numbers)
        let isCounted = groups.count >= 3 || (groups.count == 2 && followedByBlock(numbers, groups))
        if isCounted || (isNamedByJo(name) && !isLot(numbers.dropFirst(groups[0].count))),
            let number = KanjiNumeral.value(of: groups[0]), (1...99).contains(number)
        {
            let rest = numbers.dropFirst(groups[0].count)
            return counted(name, number, groups.count > 1 ? rest.dropFirst() : rest)
        }
        return split(text, at: lotStart(of: name))
    }

    /// A 丁目 that is written as such, before any other number.
    private func marked(_ text: Text) -> Parts? {
        let ending = Array(counter)
        var start = text.startIndex
        while let marker = text[start...].firstRange(of: ending) {
            start = marker.upperBound
            let before = text[..<marker.lowerBound]
            let run = before.suffix { $0.isNumeral }
            // The name of the town may end with a numeral: the longest number that can count a 丁目.
            let number = run.indices.lazy.compactMap { index -> (Int, Int)? in
                guard let number = KanjiNumeral.value(of: run[index...]), (1...99).contains(number) else { return nil }
                return (index, number)
            }.first
            guard let (index, number) = number else { continue }
            var rest = text[marker.upperBound...]
            if ending.count == 1 {
                // In 堺市 the counter is one character, which names hold as well, and 丁目 is written too.
                if rest.first == "目" { rest = rest.dropFirst() }
                guard rest.first?.isNumeral ?? true else { continue }
            }
            let town = text[..<index]
            return town.contains(where: \.isASCIIDigit) ? nil : counted(town, number, rest)
        }
        return nil
    }

    /// A town with a 丁目, and what follows that.
    private func counted(_ town: Text, _ number: Int, _ following: Text) -> Parts {
        var chome = KanjiNumeral.text(number) + counter
        var rest = following
        // 南郷通七丁目北, 青海二丁目地先: names of their own.
        if let side = rest.first, "東西南北".contains(side), rest.dropFirst().first?.isNumeral ?? true {
            chome.append(side)
            rest = rest.dropFirst()
        } else if rest.starts(with: "地先") {
            chome += "地先"
            rest = rest.dropFirst(2)
        }
        if rest.first == "-", rest.dropFirst().first?.isASCIIDigit == true { rest = rest.dropFirst() }
        return (String(town), chome, "", String(rest))
    }

    /// A town, and behind it what begins at `start`; a section (字) within the town's name becomes its own part.
    private func split(_ text: Text, at start: Int) -> Parts {
        var name = text[..<start]
        var rest = text[start...]
        // 南町コーポ101: a building follows a town at once.
        if let town = name.lastIndex(of: "町"), town + 1 < name.endIndex {
            let building = name[(town + 1)...]
            if building.count >= 3, building.allSatisfy(\.isKatakana) {
                name = name[...town]
                rest = text[(town + 1)...]
            }
        }
        var section = name.indices.dropFirst().first { index in
            name[index] == "字" && !"大文".contains(name[index - 1]) && index + 1 < name.endIndex
        }
        if let found = section, found - 1 > name.startIndex, name[found - 1] == "小" { section = found - 1 }
        guard let section else { return (String(name), "", "", String(rest)) }
        return (String(name[..<section]), "", String(name[section...]), String(rest))
    }

    /// 種市第23地割27番地 and 東1線北18号: sections that are counted in digits.
    private func countedSection(_ name: Text, _ numbers: Text) -> Parts? {
        let digits = numbers.prefix(while: \.isASCIIDigit)
        var end = digits.endIndex
        if numbers[end...].starts(with: "地割") {
            end += 2
            let town = name.last == "第" ? name.dropLast() : name
            var section = "第" + String(digits) + "地割"
            if numbers.dropFirst(end - numbers.startIndex).first == "字" {
                let inner = numbers[end...].prefix { !$0.isASCIIDigit }
                section += String(inner)
                end = inner.endIndex
            }
            return (String(town), "", section, String(numbers[end...]))
        }
        guard numbers[end...].first == "線" else { return nil }
        end += 1
        let crossing = numbers[end...]
        if let side = crossing.first, "東西南北".contains(side) {
            let count = crossing.dropFirst().prefix(while: \.isASCIIDigit)
            if !count.isEmpty, numbers[count.endIndex...].first == "号" { end = count.endIndex + 1 }
        }
        let hasSide = name.last.map { "東西南北基".contains($0) } ?? false
        let town = hasSide ? name.dropLast() : name
        let section = String(hasSide ? name.suffix(1) : name.suffix(0)) + String(numbers[..<end])
        return (String(town), "", section, String(numbers[end...]))
    }
}
