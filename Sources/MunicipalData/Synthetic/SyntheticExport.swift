public import Primitives

/// A generated raw export of the resident register (住民記録) with thirty columns under their standard names, as a clerk
/// gets it from the system: CP932, CRLF, a header, dates by era, codes. No row describes a real person.
///
/// Written block by block, so that a file of any length can be made. The same municipality, number of residents and seed
/// give the same bytes on every machine.
public struct SyntheticExport: Sendable {
    /// The column names, in the order of the file.
    public static let columns = [
        "宛名番号", "履歴番号", "枝番", "最新フラグ", "世帯番号", "記載順位", "住民種別コード", "住民状態コード", "氏名", "氏名フリガナ",
        "生年月日", "生年月日_不詳フラグ", "続柄1コード", "性別コード", "市区町村コード", "町字コード", "都道府県", "市区郡町村名", "住所", "郵便番号",
        "異動年月日", "異動届出年月日", "異動事由コード", "住民日", "住定日", "国籍コード", "世帯人数", "職業", "所得", "要介護度",
    ]
    /// The column behind the others of an export that was made without thought: 番号法19条 does not allow it to leave.
    public static let individualNumberColumn = "個人番号"

    /// Rows per block.
    static let blockRows = 8192

    /// The number of residents: rows, the header not counted.
    public let residents: Int
    /// Whether the export holds the column of individual numbers, as a raw export may; they are made up, with a valid
    /// check digit.
    public let hasIndividualNumbers: Bool

    let municipality: SyntheticMunicipality
    let seed: UInt64

    /// Prepares an export; `nil` for a municipality that is not one of ``SyntheticRegister/municipalities`` or for no
    /// residents.
    public init?(municipality code: MunicipalityCode, residents: Int, seed: UInt64, hasIndividualNumbers: Bool = false)
    {
        guard let municipality = SyntheticMunicipality.all.first(where: { $0.code == code.description }),
            (1...1_000_000_000).contains(residents)
        else { return nil }
        self.municipality = municipality
        self.residents = residents
        self.seed = seed
        self.hasIndividualNumbers = hasIndividualNumbers
    }

    /// The layout of the file.
    public var layout: Layout {
        var items = Self.columns.map(Self.item)
        if hasIndividualNumbers {
            items.append(
                LayoutItem(name: Self.individualNumberColumn, type: .text, itemClass: .identificationCode))
        }
        var layout = Layout(name: "住民記録 全項目出力（生成データ）", items: items)
        layout.version = "2026-04"
        layout.business = "住民基本台帳"
        layout.encoding = .exactly(.cp932)
        layout.history = HistoryRule(
            key: "宛名番号", order: ["履歴番号", "枝番"], latest: LatestFlag(item: "最新フラグ", value: "1"))
        layout.residency = ResidencyRule(item: "住民状態コード", values: ["1"])
        return layout
    }

    private static func item(_ name: String) -> LayoutItem {
        let (type, itemClass) = kinds[name] ?? (.text, .other)
        var item = LayoutItem(name: name, type: type, itemClass: itemClass)
        item.codes = codes[name] ?? [:]
        if name == "郵便番号" { item.check = .postalCode }
        if name == "町字コード" { item.check = .townID }
        if name == "世帯人数" { (item.minimum, item.maximum) = (1, 99) }
        if name == "所得" { item.minimum = 0 }
        item.isRequired = ["宛名番号", "世帯番号", "性別コード", "市区町村コード"].contains(name)
        item.isUnique = name == "宛名番号"
        return item
    }

    private static let kinds: [String: (ItemType, ItemClass)] = [
        "宛名番号": (.text, .linkingCode), "履歴番号": (.integer, .drop), "枝番": (.integer, .drop),
        "最新フラグ": (.flag, .drop), "世帯番号": (.text, .linkingCode), "記載順位": (.integer, .drop),
        "住民種別コード": (.code, .other), "住民状態コード": (.code, .drop), "氏名": (.text, .directIdentifier),
        "氏名フリガナ": (.text, .directIdentifier), "生年月日": (.date, .quasiIdentifier),
        "生年月日_不詳フラグ": (.flag, .drop), "続柄1コード": (.code, .quasiIdentifier), "性別コード": (.code, .quasiIdentifier),
        "市区町村コード": (.municipalityCode, .quasiIdentifier), "町字コード": (.text, .quasiIdentifier),
        "都道府県": (.text, .quasiIdentifier), "市区郡町村名": (.text, .quasiIdentifier), "住所": (.address, .quasiIdentifier),
        "郵便番号": (.postalCode, .quasiIdentifier), "異動年月日": (.date, .quasiIdentifier), "異動届出年月日": (.date, .drop),
        "異動事由コード": (.code, .other), "住民日": (.date, .quasiIdentifier), "住定日": (.date, .quasiIdentifier),
        "国籍コード": (.text, .quasiIdentifier), "世帯人数": (.integer, .quasiIdentifier), "職業": (.text, .quasiIdentifier),
        "所得": (.integer, .sensitive), "要介護度": (.text, .specialCare),
    ]

    private static let codes: [String: [String: String]] = [
        "住民種別コード": ["1": "日本人", "2": "外国人"], "住民状態コード": ["1": "住民", "2": "転出", "3": "死亡"],
        "続柄1コード": ["02": "世帯主", "11": "夫", "12": "妻", "20": "子", "99": "その他"], "性別コード": ["1": "男", "2": "女"],
        "異動事由コード": ["11": "転入", "12": "出生", "21": "転出", "23": "死亡", "31": "転居", "90": "その他"],
    ]
}
