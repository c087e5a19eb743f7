extension AddressHierarchy {
    /// The lines of addresses as an earlier run joined their areas: each address has the labels of the earlier addresses of
    /// its area. Addresses in areas that the earlier run did not have get no line.
    ///
    /// - Parameters:
    ///   - addresses: distinct addresses, see ``AreaTable/normalized(_:)``.
    ///   - earlier: the lines of the earlier run, from level 0 on.
    /// - Returns: the earlier lines, then those of addresses that they lack.
    public static func lines(of addresses: [String], by table: AreaTable, as earlier: [[String]]) -> [[String]] {
        var labels: [AreaTable.Place: ArraySlice<String>] = [:]
        var known: Set<String> = []
        for line in earlier {
            guard let address = line.first else { continue }
            known.insert(address)
            let place = table.place(of: address)
            if labels[place] == nil { labels[place] = line.dropFirst() }
        }
        let new = addresses.filter { !known.contains($0) }.compactMap { address in
            labels[table.place(of: address)].map { [JapaneseAddress.shown(address)] + $0 }
        }
        return earlier + new
    }
}
