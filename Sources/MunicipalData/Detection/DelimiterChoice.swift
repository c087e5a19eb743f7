/// Which byte stands between cells: the one by which most rows have the same number of fields, more than one.
struct DelimiterChoice {
    let choice: FormatDetection.Choice<UInt8>
    var isAssumed: Bool { choice.basis == .assumed }

    /// Rows that are looked at.
    static let rowLimit = 200

    init(_ lines: SampleLines, encoding: TextEncoding) {
        var candidates: [UInt8] = [UInt8(ascii: ","), UInt8(ascii: "\t"), UInt8(ascii: ";")]
        // In CP932 a vertical bar is also the second byte of characters.
        if encoding != .cp932 { candidates.append(UInt8(ascii: "|")) }
        var best: (byte: UInt8, share: Double, fields: Int)?
        for byte in candidates {
            let counts = lines.rows(delimiter: byte, limit: Self.rowLimit).map(\.count)
            guard let usual = Self.usualCount(counts), usual > 1 else { continue }
            let share = Double(counts.count { $0 == usual }) / Double(counts.count)
            if let known = best, (known.share, known.fields) >= (share, usual) { continue }
            best = (byte, share, usual)
        }
        guard let best else {
            choice = FormatDetection.Choice(
                value: UInt8(ascii: ","), basis: .assumed, reason: "no delimiter divides the lines",
                japanese: "区切り文字が見当たらない")
            return
        }
        let percent = Int(best.share * 100)
        choice = FormatDetection.Choice(
            value: best.byte, basis: .likely,
            reason: "\(percent) % of the rows looked at have \(best.fields) fields",
            japanese: "調べた行の \(percent)％が \(best.fields) 項目")
    }

    /// The most frequent number, of several the greatest; nil of none.
    static func usualCount(_ counts: [Int]) -> Int? {
        var uses: [Int: Int] = [:]
        for count in counts { uses[count, default: 0] += 1 }
        return uses.max { ($0.value, $0.key) < ($1.value, $1.key) }?.key
    }
}
