extension RegisterImport {
    /// Makes one proposal of all rows that name the same file of the same body.
    ///
    /// Names are compared without width and spaces: an office work writes `国保被保険者台帳`, another one `国保 被保険者台帳`.
    mutating func merge(_ rows: [RegisterProposal]) {
        var order: [String] = []
        var groups: [String: [RegisterProposal]] = [:]
        for proposal in rows {
            let key = Self.key(proposal)
            if groups[key] == nil { order.append(key) }
            groups[key, default: []].append(proposal)
        }
        for key in order { proposals.append(merged(groups[key, default: []])) }
        let undecided = proposals.reduce(0) { $0 + $1.items.count }
        if undecided > 0 {
            findings.append(
                RegisterFinding(
                    .undecidedItems,
                    "\(undecided) items have neither type nor class yet: the list has names only, "
                        + "a layout of the file gives them (oboro register import --from LAYOUT)",
                    "記録項目\(undecided)件の型・分類が未定です。レイアウトから取り込めます。"))
        }
    }

    static func key(_ proposal: RegisterProposal) -> String {
        let parts = [proposal.texts[.body] ?? "", proposal.texts[.name] ?? ""]
        return parts.map(RegisterColumns.folded).joined(separator: "\n")
    }

    private mutating func merged(_ group: [RegisterProposal]) -> RegisterProposal {
        guard var result = group.first else { return RegisterProposal() }
        if group.count == 1 { return result }
        let name = shortenedName(result.texts[.name] ?? "")
        let rows = group.flatMap(\.rows).map(String.init).joined(separator: ", ")
        findings.append(
            RegisterFinding(
                .merged, row: result.rows.first ?? 0, subject: name,
                "the rows \(rows) name the same file '\(name)': one entry was made",
                "\(rows)行目は同じファイル「\(name)」を表すため、1件にまとめました。"))
        for other in group.dropFirst() { take(other, into: &result, of: name) }
        return result
    }

    private mutating func take(_ other: RegisterProposal, into result: inout RegisterProposal, of name: String) {
        let row = other.rows.first ?? 0
        for (field, text) in other.texts.sorted(by: { $0.key.rawValue < $1.key.rawValue }) where field != .name {
            guard let present = result.texts[field] else {
                result.texts[field] = text
                continue
            }
            if RegisterColumns.folded(present) == RegisterColumns.folded(text) { continue }
            let isKnown = present.split(separator: "\n").contains {
                RegisterColumns.folded(String($0)) == RegisterColumns.folded(text)
            }
            if field.isJoined, isKnown { continue }
            if field.isJoined {
                result.texts[field] = present + "\n" + text
                add(.joined, row, field, name, "differs from the rows before; both were kept", "記載が異なるため併記しました")
            } else {
                add(
                    .conflict, row, field, name, "contradicts the rows before; the first was taken",
                    "前の行と異なるため、先の記載を採用しました")
            }
        }
        for (field, value) in other.flags.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
            guard let present = result.flags[field] else {
                result.flags[field] = value
                continue
            }
            if present == value { continue }
            // Whoever says that something sensitive is in it must not be outvoted by the order of rows.
            result.flags[field] = true
            add(
                .conflict, row, field, name, "contradicts the rows before; yes was taken",
                "前の行と異なるため、「有」を採用しました")
        }
        if let count = other.personCount {
            if let present = result.personCount, present != count {
                result.personCount = max(present, count)
                if count > present { result.personCountAsOf = other.personCountAsOf }
                add(
                    .conflict, row, .personCount, name, "contradicts the rows before; the greater number was taken",
                    "前の行と異なるため、大きい方を採用しました")
            } else if result.personCount == nil {
                result.personCount = count
                result.personCountAsOf = other.personCountAsOf
            }
        }
        let known = Set(result.items.map { RegisterColumns.folded($0.name) })
        result.items += other.items.filter { !known.contains(RegisterColumns.folded($0.name)) }
        result.officeWorks += other.officeWorks.filter { !result.officeWorks.contains($0) }
        result.rows += other.rows
    }

    private mutating func add(
        _ kind: RegisterFinding.Kind, _ row: Int, _ field: RegisterField, _ name: String, _ message: String,
        _ japanese: String
    ) {
        findings.append(
            RegisterFinding(
                kind, row: row, subject: field.rawValue, "'\(name)': \(field.rawValue) \(message)",
                "「\(name)」の\(field.japanese): \(japanese)。"))
    }
}
