import Messages
import MunicipalData
import Primitives

/// Looks for direct identifiers in the first megabytes of a file that comes in: what a granted column holds may be more than
/// its class says. A remark, since a person must decide; the whole output is looked at again before it leaves.
struct IdentifierSample {
    /// The bytes of a file that are looked at.
    static let size = 4 << 20

    private(set) var bytes: [UInt8] = []

    /// Keeps the beginning of a file.
    mutating func add(_ next: UnsafeRawBufferPointer) {
        let room = Self.size - bytes.count
        if room > 0 { bytes.append(contentsOf: next.prefix(room)) }
    }

    /// Columns that look like direct identifiers though their class is another one.
    func remarks(_ layout: Layout) -> [Reason] {
        guard case .delimited(let delimiter, let hasHeader) = layout.form,
            let table = table(layout, delimiter, hasHeader)
        else { return [] }
        let naming: Set<ItemClass> = [.directIdentifier, .identificationCode, .linkingCode]
        return DirectIdentifierScan.findings(in: table).compactMap { finding in
            let item = layout.item(named: finding.name)
            // An individual number is a problem of its own.
            guard finding.kind != .individualNumber, let item, !naming.contains(item.itemClass) else { return nil }
            return Reason(
                "W-INTAKE-IDENTIFIER",
                "column \(finding.column) (\(finding.name)): \(finding.rows) rows of the beginning of the file look like "
                    + "\(finding.kind.rawValue) though the item is \(item.itemClass.rawValue); have it cleaned or dropped",
                "\(finding.column)列目（\(finding.name)）の値は直接識別子（\(finding.kind.japanese)）とみられます"
                    + "（冒頭の\(finding.rows)行）。加工方法での削除等を確認してください。")
        }
    }

    private func table(_ layout: Layout, _ delimiter: UInt8, _ hasHeader: Bool) -> DelimitedTable? {
        let format = DelimitedFormat(encoding: layout.encoding, delimiter: delimiter, hasHeader: hasHeader)
        var whole = bytes
        if bytes.count == Self.size {
            // The last row is cut off; in UTF-16 the line feed has a second byte.
            let isWide = layout.encoding == .exactly(.utf16LittleEndian)
            while let last = whole.last, last != 0x0A || isWide && whole.count % 2 == 0 { whole.removeLast() }
            if isWide { whole.append(0) }
        }
        // What cannot be read as a table is a problem that the check reports.
        return try? DelimitedTable.surveying(whole, as: format)
    }
}
