import ArgumentParser
import Foundation
import Messages
import MunicipalData
import Primitives
import Processing
import Spreadsheets

/// How a file that entries are made from is read.
struct RegisterSourceOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "A list (CSV, xlsx), a layout, or entries in YAML or JSON (- for standard input).", valueName: "file"))
    var from: String?
    @Option(help: ArgumentHelp("The body's municipality (default: the actor's).", valueName: "code"))
    var municipality: String?
    @Option(help: "The implementing body (実施機関) where the file does not name it.") var body: String = ""
    @Option(help: "The sheet of a workbook (default: the first that shows).") var sheet: String?
    @Option(help: "auto, utf-8, utf-8-bom, cp932 or utf-16le.") var encoding: String = "auto"
    @Option(help: ArgumentHelp("The headings of lists (default: Config/register/columns.yaml).", valueName: "file"))
    var columns: String?
    @Option(help: "What names the file in a list: name, or office-work where each has one file.")
    var nameFrom: RegisterNaming = .name
    @Option(
        help: ArgumentHelp(
            "A layout that gives the items of the file of its name types and classes.", valueName: "file"))
    var layout: [String] = []
}

enum RegisterNaming: String, ExpressibleByArgument, CaseIterable {
    case name
    case officeWork = "office-work"

    var field: RegisterField { self == .name ? .name : .officeWork }
}

/// The entries that a file proposes.
struct RegisterSource {
    var entries: [RegisterEntry] = []
    var findings: [RegisterFinding] = []
    /// What else a person should know, in English and Japanese.
    var remarks: [(english: String, japanese: String)] = []

    /// Reads the file; every fault of it ends in a message that says what to do.
    ///
    /// - Throws: `ValidationError`.
    static func read(_ options: RegisterSourceOptions, municipality: MunicipalityCode?) throws -> RegisterSource {
        guard let path = options.from else { throw ValidationError("give --from FILE") }
        let name = (path as NSString).lastPathComponent
        let kind = (name as NSString).pathExtension.lowercased()
        if path == "-" || ["yaml", "yml", "json"].contains(kind) {
            let content = try ContentFile.read(path)
            if content["layout"] != nil, content["items"] != nil {
                let layout = try layout(path)
                return try RegisterSource(proposals: [RegisterProposal(layout)], options, municipality)
            }
            return try RegisterSource(forms: content, municipality)
        }
        let bytes = try bytes(of: path)
        let rows =
            kind == "xlsx" || kind == "xlsm" || bytes.starts(with: [0x50, 0x4B, 0x03, 0x04])
            ? try sheetRows(bytes, options) : try textRows(bytes, options)
        let columns = try RegisterColumnsFile.read(options.columns)
        let list = RegisterImport(rows: rows, columns: columns, body: options.body, naming: options.nameFrom.field)
        var source = try RegisterSource(proposals: list.proposals, options, municipality)
        source.findings = list.findings
        return source
    }

    private static func textRows(_ bytes: [UInt8], _ options: RegisterSourceOptions) throws -> [[String]] {
        guard let encoding = EncodingDeclaration(name: options.encoding) else {
            throw ValidationError("unknown encoding: use \(EncodingDeclaration.names.joined(separator: ", "))")
        }
        do {
            return try RegisterTable(reading: bytes, encoding: encoding).rows
        } catch {
            throw ValidationError("\(options.from ?? ""): \(error)")
        }
    }

    private static func sheetRows(_ bytes: [UInt8], _ options: RegisterSourceOptions) throws -> [[String]] {
        let workbook: Workbook
        do {
            workbook = try Workbook(reading: bytes)
        } catch {
            throw ValidationError("\(options.from ?? ""): \(error)")
        }
        if let name = options.sheet {
            guard let sheet = workbook.sheets.first(where: { $0.name == name }) else {
                throw ValidationError("no sheet \(name): \(workbook.sheets.map(\.name).joined(separator: ", "))")
            }
            return sheet.rows
        }
        guard let sheet = workbook.sheets.first(where: { !$0.isHidden && !$0.rows.isEmpty }) else {
            throw ValidationError("the workbook has no sheet with anything in it")
        }
        return sheet.rows
    }

    static func bytes(of path: String) throws -> [UInt8] {
        guard let contents = FileManager.default.contents(atPath: path) else {
            throw ValidationError("the file \(path) cannot be read")
        }
        return Array(contents)
    }

    static func layout(_ path: String) throws -> Layout {
        do {
            return try LayoutDocument(reading: bytes(of: path), file: path).layout
        } catch let faults as DocumentFaults {
            throw ValidationError("\(faults)")
        }
    }
}

extension RegisterSource {
    /// Entries from proposals; layouts enrich the items of the file that has the layout's name.
    init(
        proposals: [RegisterProposal], _ options: RegisterSourceOptions, _ municipality: MunicipalityCode?
    ) throws {
        guard let municipality else { throw ValidationError("whose files are these? give --municipality CODE") }
        var proposals = proposals
        for path in options.layout {
            let layout = try Self.layout(path)
            guard let index = proposals.firstIndex(where: { $0.texts[.name] == layout.name }) else {
                throw ValidationError("\(path): no file in \(options.from ?? "") has the layout's name \(layout.name)")
            }
            let (unlisted, unknown) = proposals[index].enrich(from: layout)
            for name in unlisted {
                remarks.append(
                    ("\(layout.name): the layout has \(name), the list has not", "\(layout.name): 「\(name)」は一覧にありません。"))
            }
            for name in unknown {
                remarks.append(
                    ("\(layout.name): the layout does not have \(name)", "\(layout.name): 「\(name)」はレイアウトにありません。"))
            }
        }
        entries = proposals.map { RegisterEntry($0, municipality: municipality, body: options.body) }
    }

    /// Entries from a form: one entry, a list of them, or `entries:`. What a form leaves out is blank; what no entry has is a
    /// fault.
    init(forms content: JSONValue, _ municipality: MunicipalityCode?) throws {
        var forms = [content]
        if case .array(let list) = content { forms = list }
        if case .array(let list) = content["entries"] { forms = list }
        entries = try forms.enumerated().map { try Self.entry($0.element, number: $0.offset + 1, municipality) }
    }

    private static func entry(
        _ form: JSONValue, number: Int, _ municipality: MunicipalityCode?
    ) throws -> RegisterEntry {
        guard case .object(let given) = form else { throw ValidationError("entry \(number) is no mapping") }
        let code = try municipality ?? MunicipalityCode(given["municipality"]?.plain ?? "")
        guard
            case .object(var members) = MessageCoding.value(
                RegisterEntry(RegisterProposal(), municipality: code, body: ""))
        else { throw ValidationError("entry \(number) cannot be read") }
        let optional = ["manualUse", "personCountAsOf", "refreshCycle", "retention"]
        let unknown = Set(given.keys).subtracting(members.keys).subtracting(optional).sorted()
        if !unknown.isEmpty {
            throw ValidationError("entry \(number) has unknown members: \(unknown.joined(separator: ", "))")
        }
        members.merge(given.filter { $0.value != .null }) { $1 }
        members["municipality"] = .string(members["municipality"]?.plain ?? "")
        do {
            let payload = MessageCoding.text(JSONValue.object(["entry": .object(members)]))
            let command = try MessageCoding.decode(FileRegisterCommand.self, name: "register.draft", json: payload)
            guard case .registerDraft(let entry) = command else { throw ValidationError("entry \(number)") }
            return entry
        } catch let error as MessageCodingError {
            throw ValidationError("entry \(number): \(error)")
        }
    }
}

extension RegisterEntry {
    /// The draft of a proposal: what the source does not say is blank, the kind is 電算処理ファイル (法60条2項1号), and no
    /// proposals are solicited.
    init(_ proposal: RegisterProposal, municipality: MunicipalityCode, body: String) {
        let texts = proposal.texts
        let works = proposal.officeWorks.isEmpty ? "" : "事務の名称: " + proposal.officeWorks.joined(separator: "、")
        let remarks = [texts[.remarks] ?? "", works].filter { !$0.isEmpty }.joined(separator: "\n")
        self.init(
            name: texts[.name] ?? "", municipality: municipality, body: texts[.body] ?? body,
            department: texts[.department] ?? "", purpose: texts[.purpose] ?? "",
            items: proposal.items.map { item in
                RegisterItem(
                    name: item.name, type: item.type.rawValue, itemClass: item.itemClass,
                    codes: item.codes.isEmpty ? nil : item.codes, length: item.length, standardItem: item.standardItem,
                    missingRate: item.missingRate)
            }, scope: texts[.scope] ?? "", collection: texts[.collection] ?? "",
            specialCare: proposal.flags[.specialCare] ?? false,
            ordinanceSpecialCare: proposal.flags[.ordinanceSpecialCare] ?? false,
            regularRecipients: texts[.regularRecipients] ?? "", disclosureDesk: texts[.disclosureDesk] ?? "",
            specialProcedures: texts[.specialProcedures] ?? "", computerised: proposal.flags[.computerised] ?? true,
            solicitable: proposal.flags[.solicitable] ?? false, proposalDesk: texts[.proposalDesk] ?? "",
            remarks: remarks, personCount: proposal.personCount ?? 0, manualUse: proposal.flags[.manualUse],
            personCountAsOf: proposal.personCountAsOf, refreshCycle: texts[.refreshCycle],
            retention: texts[.retention])
    }
}
