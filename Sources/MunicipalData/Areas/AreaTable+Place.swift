extension AreaTable {
    /// Where an address lies, as far as the table can tell.
    public enum Place: Hashable, Sendable {
        /// In the area at this position of the table.
        case area(Int)
        /// In a municipality of the table, in no 町字 of it; its label.
        case municipality(String)
        /// In no municipality of the table; the label of the municipality it names, or `不詳`.
        case elsewhere(String)
    }

    /// The whole address in one way of writing, with the municipality where the address leaves it out. Reads as itself.
    public func normalized(_ text: String) -> String {
        JapaneseAddress.shown(address(text).whole)
    }

    /// Where an address lies.
    ///
    /// What the words alone leave open, the table decides: 南町5-6 lies in 南町五丁目 where the table has that and no 南町, and
    /// たかの台1-2-3 in たかの台 where that has no 丁目. 大字 and 字 may be missing or added.
    public func place(of text: String) -> Place { place(of: address(text)) }

    private func address(_ text: String) -> JapaneseAddress {
        let address = JapaneseAddress(reading: text).settled
        guard address.prefecture.isEmpty, municipality(address) == nil, let only = onlyMunicipality else {
            return address
        }
        // An address within the municipality that does not name it; its town may look like a municipality (南町5-6).
        let completed = JapaneseAddress(reading: only + address.whole).settled
        if case .area = place(of: completed) { return completed }
        return address
    }

    private func place(of address: JapaneseAddress) -> Place {
        guard let municipality = municipality(address) else {
            return .elsewhere(JapaneseAddress.shown(address.municipalLabel))
        }
        for name in names(of: address) {
            for variant in Self.variants(name) {
                if let position = position(municipality: municipality, name: variant) { return .area(position) }
            }
        }
        return .municipality(municipality)
    }

    /// The names of the 町字 that the address may mean, the likeliest first.
    private func names(of address: JapaneseAddress) -> [String] {
        var names = [address.town + address.chome + address.section]
        if !address.chome.isEmpty || !address.section.isEmpty { names.append(address.town) }
        if address.chome.isEmpty, address.section.isEmpty {
            let digits = address.rest.prefix(while: \.isASCIIDigit)
            if let number = KanjiNumeral.value(of: digits), (1...99).contains(number) {
                names += ["丁目", "丁"].map { address.town + KanjiNumeral.text(number) + $0 }
            }
        }
        return names.filter { !$0.isEmpty }
    }

    private static func variants(_ name: String) -> [String] {
        for prefix in ["大字", "字"] where name.hasPrefix(prefix) { return [name, String(name.dropFirst(prefix.count))] }
        return [name, "大字" + name, "字" + name]
    }
}
