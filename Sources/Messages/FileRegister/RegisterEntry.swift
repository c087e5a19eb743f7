public import Primitives

/// One item of record (記録項目).
public struct RegisterItem: Sendable, Codable, Hashable {
    /// The item's name as in the register, and in the header of a file handed over.
    public let name: String
    /// text, integer, decimal, date, code, address, postal-code, municipality-code, flag.
    public let type: String
    /// How it can lead to a person; `class` in JSON and YAML.
    public let itemClass: ItemClass
    /// Meanings by code, for an item that holds codes.
    public let codes: [String: String]?
    /// The most characters of a value; nil where it was not said.
    public let length: Int?
    /// The id in the standard's list of basic data (基本データリスト); nil where none.
    public let standardItem: String?
    /// The share of missing values, 0...1; nil where unknown.
    public let missingRate: Double?

    enum CodingKeys: String, CodingKey {
        case name, type
        case itemClass = "class"
        case codes, length, standardItem, missingRate
    }

    /// An item with its type and class; what is not known of it stays nil.
    public init(
        name: String, type: String, itemClass: ItemClass, codes: [String: String]? = nil, length: Int? = nil,
        standardItem: String? = nil, missingRate: Double? = nil
    ) {
        self.name = name
        self.type = type
        self.itemClass = itemClass
        self.codes = codes
        self.length = length
        self.standardItem = standardItem
        self.missingRate = missingRate
    }
}

/// An entry of the register of personal information files (個人情報ファイル簿): 法74条1項, 75条, 110条, 117条.
public struct RegisterEntry: Sendable, Codable, Hashable {
    /// 1 個人情報ファイルの名称.
    public var name: String
    /// The municipality whose body holds the file.
    public var municipality: MunicipalityCode
    /// 2 行政機関等の名称（実施機関）.
    public var body: String
    /// 3 個人情報ファイルが利用に供される事務をつかさどる組織の名称.
    public var department: String
    /// 4 利用目的.
    public var purpose: String
    /// 5 記録項目.
    public var items: [RegisterItem]
    /// 6 記録範囲.
    public var scope: String
    /// 7 記録情報の収集方法.
    public var collection: String
    /// 8 要配慮個人情報が含まれるときは、その旨.
    public var specialCare: Bool
    /// 9 条例要配慮個人情報が含まれているときは、その旨.
    public var ordinanceSpecialCare: Bool
    /// 10 記録情報の経常的提供先.
    public var regularRecipients: String
    /// 11 開示請求等を受理する組織の名称及び所在地.
    public var disclosureDesk: String
    /// 12 訂正及び利用停止に関する他の法令の規定による特別の手続等.
    public var specialProcedures: String
    /// 13 個人情報ファイルの種別: true = 法60条2項1号（電算処理ファイル）.
    public var computerised: Bool
    /// 14 行政機関等匿名加工情報の提案の募集をする個人情報ファイルである旨.
    public var solicitable: Bool
    /// 15 提案を受ける組織の名称及び所在地.
    public var proposalDesk: String
    /// 16–18 come with a creation (117条); see ``CreatedInformation``.
    /// 19 備考.
    public var remarks: String
    /// 本人の数.
    public var personCount: Int
    /// 13 令に該当するファイル: マニュアル利用ファイル beside the computerised one; nil where it was not said.
    public var manualUse: Bool?
    /// The day on which the persons were counted; nil where it was not said.
    public var personCountAsOf: CivilDate?
    /// How often the file is brought up to date, in words; nil where it was not said.
    public var refreshCycle: String?
    /// How long its records are kept, in words; nil where it was not said.
    public var retention: String?

    /// An entry of the register; the numbered fields in their official order, the enrichment last.
    public init(
        name: String, municipality: MunicipalityCode, body: String, department: String, purpose: String,
        items: [RegisterItem], scope: String, collection: String, specialCare: Bool, ordinanceSpecialCare: Bool,
        regularRecipients: String, disclosureDesk: String, specialProcedures: String, computerised: Bool,
        solicitable: Bool, proposalDesk: String, remarks: String, personCount: Int, manualUse: Bool? = nil,
        personCountAsOf: CivilDate? = nil, refreshCycle: String? = nil, retention: String? = nil
    ) {
        self.name = name
        self.municipality = municipality
        self.body = body
        self.department = department
        self.purpose = purpose
        self.items = items
        self.scope = scope
        self.collection = collection
        self.specialCare = specialCare
        self.ordinanceSpecialCare = ordinanceSpecialCare
        self.regularRecipients = regularRecipients
        self.disclosureDesk = disclosureDesk
        self.specialProcedures = specialProcedures
        self.computerised = computerised
        self.solicitable = solicitable
        self.proposalDesk = proposalDesk
        self.remarks = remarks
        self.personCount = personCount
        self.manualUse = manualUse
        self.personCountAsOf = personCountAsOf
        self.refreshCycle = refreshCycle
        self.retention = retention
    }
}
