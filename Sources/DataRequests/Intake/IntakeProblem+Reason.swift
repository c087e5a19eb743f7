import Messages
import MunicipalData

extension IntakeProblem {
    /// The problem as a reason: places, counts and names of columns, never the value of a cell.
    var reason: Reason {
        switch self {
        case .unreadable(let error):
            Reason("E-INTAKE-UNREADABLE", error.description, "表形式のファイルとして読み取れません（\(error.description)）。")
        case .headerMissing:
            Reason(
                "E-INTAKE-HEADER", description, "見出し行に要請した記録項目がありません。見出しを付けて出力してください。")
        case .extraColumn(let number, let name):
            Reason(
                "E-INTAKE-EXTRA-COLUMN", description, "\(number)列目（\(name)）は提供の対象ではありません。除いて出力してください。")
        case .missingColumn(let name):
            Reason("E-INTAKE-MISSING-COLUMN", description, "提供の対象である記録項目「\(name)」がありません。")
        case .renamedColumn(let number, let expected, let found):
            Reason(
                "E-INTAKE-RENAMED-COLUMN", description, "\(number)列目の名称（\(found)）が「\(expected)」と異なります。")
        case .rowCount(let expected, let found):
            Reason("E-INTAKE-ROWS", description, "件数が送付書（\(expected)件）と異なります（\(found)件）。")
        case .undecodable(let position, let offset, let rows):
            Reason(
                "E-INTAKE-UNDECODABLE", description,
                "\(position.row)行目\(position.column)列目（先頭から\(offset)バイト）に解読できない文字があります（\(rows)件）。")
        case .individualNumbers(let finding):
            Reason(
                "E-INTAKE-INDIVIDUAL-NUMBER", description,
                "\(finding.first.row)行目\(finding.first.column)列目に個人番号とみられる番号があります（\(finding.rows)件）。"
                    + "除いて出力してください。", clause: "番号法19条")
        case .individualNumbersInUnreadableFile:
            Reason(
                "E-INTAKE-INDIVIDUAL-NUMBER", description, "ファイルに個人番号とみられる番号があります。除いて出力してください。",
                clause: "番号法19条")
        }
    }
}

extension IntakeRemark {
    /// The remark as a reason of its own kind (`W-`): it does not stop the file.
    var reason: Reason {
        switch self {
        case .privateUse(let first, let rows):
            Reason(
                "W-INTAKE-PRIVATE-USE",
                "\(first): private-use characters (外字) in \(rows) rows; the output must not hold them",
                "\(first.row)行目\(first.column)列目に外字があります（\(rows)件）。出力には残せません。")
        case .columnOrder:
            Reason("W-INTAKE-COLUMN-ORDER", "the columns stand in another order than agreed", "列の順序が要請と異なります。")
        }
    }
}
