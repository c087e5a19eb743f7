/// The parts of a workbook in its archive, once the archive was seen to be one without anything active in it.
struct WorkbookPackage {
    private static let workbookType = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"

    private let archive: ZipArchive
    /// The name of the workbook's own part, such as `xl/workbook.xml`.
    let workbookName: String
    /// The workbook's relationships: identifier, last word of the type, target.
    private(set) var relationships: [RelationshipsElement.Relationship] = []

    /// Opens a workbook; everything that makes it something else than sheets of values is refused here.
    init(_ bytes: [UInt8], limits: WorkbookLimits) throws(WorkbookError) {
        guard bytes.count <= limits.bytes else { throw .tooLarge(.bytes, limit: limits.bytes, sheet: nil) }
        switch FileSignature(bytes) {
        case .zip: break
        case .compound: throw CompoundFile.error(bytes)
        case .otherArchive, .unknown: throw .notAnArchive
        }
        archive = try ZipArchive(bytes, limits: limits)
        try Self.checkNames(archive.entries.values.map(\.name))
        workbookName = try Self.workbookPart(archive)
        try Self.checkContents(archive)
        let name = Self.relationshipsName(workbookName)
        relationships = try whole(RelationshipsElement.self, name).relationships
        try checkRelationships(name)
    }

    /// The bytes of the part to which the workbook points with this identifier or type; nil where there is none.
    func part(
        where isWanted: (RelationshipsElement.Relationship) -> Bool
    ) throws(WorkbookError) -> (name: String, bytes: [UInt8])? {
        guard let relationship = relationships.first(where: isWanted) else { return nil }
        let name = Self.resolve(relationship.target, from: workbookName)
        guard let entry = archive.entry(name) else { throw .malformed(part: WorkbookError.shown(name), row: nil) }
        return (entry.name, try archive.contents(of: entry))
    }

    /// A small part, decoded.
    func whole<Element: Decodable>(_ type: Element.Type, _ name: String) throws(WorkbookError) -> Element {
        guard let entry = archive.entry(name) else { throw .malformed(part: name, row: nil) }
        return try XMLPart(archive.contents(of: entry), name: entry.name).whole(type)
    }

    private func checkRelationships(_ name: String) throws(WorkbookError) {
        for relationship in relationships where relationship.mode == "External" || relationship.kind == "externalLink" {
            throw .externalData(part: name)
        }
    }

    /// Macros, and data that come from elsewhere, by the names that all programs give these parts.
    private static func checkNames(_ names: [String]) throws(WorkbookError) {
        for name in names.sorted() {
            let folded = EntryName.folded(name)
            let last = folded.split(separator: "/").last.map(String.init) ?? folded
            if last == "vbaproject.bin" || folded.hasPrefix("xl/macrosheets/") || folded.hasPrefix("xl/dialogsheets/") {
                throw .macros(part: name)
            }
            if folded.hasPrefix("xl/externallinks/") || folded == "xl/connections.xml" {
                throw .externalData(part: name)
            }
            let nested = [".zip", ".xlsx", ".xlsm", ".xlsb", ".xls", ".docx", ".pptx", ".jar", ".7z", ".rar", ".gz"]
            if folded.hasPrefix("xl/embeddings/") || nested.contains(where: last.hasSuffix) {
                throw .nestedArchive(part: name)
            }
        }
    }

    /// Archives under another name.
    private static func checkContents(_ archive: ZipArchive) throws(WorkbookError) {
        for entry in archive.entries.values.sorted(by: { $0.name < $1.name }) where entry.size > 4 {
            let folded = EntryName.folded(entry.name)
            if folded.hasSuffix(".xml") || folded.hasSuffix(".rels") { continue }
            switch FileSignature(try archive.beginning(of: entry)) {
            case .unknown: continue
            case .zip, .compound, .otherArchive: throw .nestedArchive(part: entry.name)
            }
        }
    }

    /// The name of the workbook's part, by the types that the package declares.
    private static func workbookPart(_ archive: ZipArchive) throws(WorkbookError) -> String {
        guard let entry = archive.entry("[Content_Types].xml") else {
            throw .notAWorkbook(contents: archive.entry("mimetype") == nil ? nil : "an OpenDocument file")
        }
        let types = try XMLPart(archive.contents(of: entry), name: entry.name).whole(ContentTypesElement.self)
        let all = types.overrides.map(\.contentType) + types.defaults.map(\.contentType)
        if let macro = all.first(where: { $0.lowercased().contains("macroenabled") || $0.contains("vbaProject") }) {
            throw .macros(part: macro.contains("vba") ? "vbaProject" : "[Content_Types].xml")
        }
        if all.contains(where: { $0.contains("ms-excel.sheet.binary") }) { throw .binaryFormat }
        guard let workbook = types.overrides.first(where: { $0.contentType == workbookType }) else {
            let other = all.contains { $0.contains("wordprocessingml") } ? "a text document" : nil
            throw .notAWorkbook(contents: other)
        }
        return String(workbook.partName.drop { $0 == "/" })
    }

    /// `xl/workbook.xml` -> `xl/_rels/workbook.xml.rels`.
    private static func relationshipsName(_ part: String) -> String {
        var path = part.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        path.insert("_rels", at: path.count - 1)
        return path.joined(separator: "/") + ".rels"
    }

    /// A target as seen from the part that names it; `..` never leads out of the archive.
    private static func resolve(_ target: String, from part: String) -> String {
        var path = target.hasPrefix("/") ? [] : part.split(separator: "/").dropLast().map(String.init)
        for step in target.split(separator: "/") where step != "." {
            if step == ".." { _ = path.popLast() } else { path.append(String(step)) }
        }
        return path.joined(separator: "/")
    }
}

extension RelationshipsElement.Relationship {
    /// The last word of the type, the same in both editions of the format (transitional and strict).
    var kind: String { type.split(separator: "/").last.map(String.init) ?? "" }
}
