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

    enum CodingKeys: String, CodingKey {
        case name, type
        case itemClass = "class"
        case codes
    }

    /// An item with its type and class.
    public init(name: String, type: String, itemClass: ItemClass, codes: [String: String]? = nil) {
        self.name = name
        self.type = type
        self.itemClass = itemClass
        self.codes = codes
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

    /// An entry of the register; the numbered fields in their official order.
    public init(
        name: String, municipality: MunicipalityCode, body: String, department: String, purpose: String,
        items: [RegisterItem], scope: String, collection: String, specialCare: Bool, ordinanceSpecialCare: Bool,
        regularRecipients: String, disclosureDesk: String, specialProcedures: String, computerised: Bool,
        solicitable: Bool, proposalDesk: String, remarks: String, personCount: Int
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
    }
}

/// What the register says after de-identified information was made (法117条; fields 16–18).
public struct CreatedInformation: Sendable, Codable, Hashable {
    /// The contract the information was made for.
    public let contract: String
    /// 16 概要: 本人の数.
    public let personCount: Int
    /// 16 概要: 情報の項目.
    public let items: [String]
    /// 17 作成された情報に関する提案を受ける組織.
    public let desk: String
    /// 18 提案をすることができる期間.
    public let until: CivilDate

    /// The 117条 block of one creation.
    public init(contract: String, personCount: Int, items: [String], desk: String, until: CivilDate) {
        self.contract = contract
        self.personCount = personCount
        self.items = items
        self.desk = desk
        self.until = until
    }
}

/// The assessment of 法60条3項: three conditions, all needed.
public struct EligibilityAssessment: Sendable, Codable, Hashable {
    /// 1号: listed in a published register.
    public let listed: Bool
    /// 2号: would be disclosed at least in part, or a third party would be heard.
    public let disclosable: Bool
    /// 3号: can be processed without hindering the body's business.
    public let processable: Bool
    /// Why it was assessed so, in words a proposer can be shown.
    public let reason: String
    /// All three.
    public var eligible: Bool { listed && disclosable && processable }

    /// An assessment of the three conditions.
    public init(listed: Bool, disclosable: Bool, processable: Bool, reason: String) {
        self.listed = listed
        self.disclosable = disclosable
        self.processable = processable
        self.reason = reason
    }
}

/// Commands of the register.
public enum FileRegisterCommand: CommandMessage {
    /// The service that decides these commands.
    public static let service = "file-register"
    case registerDraft(entry: RegisterEntry)
    case registerSave(id: String, entry: RegisterEntry)
    case registerAssess(id: String, assessment: EligibilityAssessment)
    case registerPublish(id: String)
    case registerCorrect(id: String, entry: RegisterEntry, reason: String)
    case registerStrike(id: String, reason: String)
    /// The system's: a creation was delivered (法117条).
    case registerRecordCreation(id: String, created: CreatedInformation)
}

/// Events of the register.
public enum FileRegisterEvent: EventMessage {
    /// The category of the streams these events stand in.
    public static let service = "file-register"
    case registerDrafted(id: String, entry: RegisterEntry)
    case registerSaved(entry: RegisterEntry)
    case registerAssessed(assessment: EligibilityAssessment, assessor: String)
    case registerPublished(id: String, entry: RegisterEntry)
    case registerCorrected(id: String, entry: RegisterEntry, reason: String)
    case registerStruck(id: String, reason: String)
    case registerCreationRecorded(created: CreatedInformation)
}
