package import Messages
package import Primitives

/// One published file of the register, as the public sees it.
package struct PublishedFile: Sendable {
    /// The entry's id, `FILE-1`.
    package let id: String
    /// The fields 1 to 15, 19 and the enrichment.
    package let entry: RegisterEntry
    /// The blocks of 法117条 (fields 16 to 18) that are in force.
    package let created: [CreatedInformation]
    /// The day of publication, ISO 8601; blank where unknown.
    package let publishedOn: String
    /// The day of the last change, ISO 8601; blank where unknown.
    package let changedOn: String

    /// A published file.
    package init(
        id: String, entry: RegisterEntry, created: [CreatedInformation] = [], publishedOn: String = "",
        changedOn: String = ""
    ) {
        self.id = id
        self.entry = entry
        self.created = created
        self.publishedOn = publishedOn
        self.changedOn = changedOn
    }

    /// The file of a view of the register, or `nil` where the view holds no entry.
    package init?(_ view: View) {
        guard let entry: RegisterEntry = view.facts["entry"]?.decoded() else { return nil }
        self.init(
            id: view.id, entry: entry, created: view.facts["created"]?.decoded() ?? [],
            publishedOn: view.facts["publishedOn"]?.text ?? "", changedOn: view.facts["changedOn"]?.text ?? "")
    }

    var municipality: String { entry.municipality.description }
    /// The page beside the index of its municipality; ids hold letters, digits and hyphens only, all else is left out.
    var page: String { String(id.unicodeScalars.filter(Self.isSafe).map(Character.init)) + ".html" }

    private static func isSafe(_ scalar: Unicode.Scalar) -> Bool {
        scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil || scalar == "-")
    }
}

/// The published registers of one or many municipalities as a site of plain files: no script, nothing from elsewhere.
package struct RegisterSite: Sendable {
    /// How the register is published.
    package enum Format: String, CaseIterable, Sendable {
        case html, csv, jsonld
    }

    /// The files in the order of municipality, body and name.
    package let files: [PublishedFile]
    /// The municipalities' names by code; without a name the code stands.
    package let names: [String: String]
    /// Where the site will stand, ending with a slash; blank for relative addresses.
    package let base: String
    /// Who publishes the registers of all municipalities together.
    package let publisher: String
    /// The day of the export.
    package let day: CivilDate

    /// A site of these files.
    package init(
        files: [PublishedFile], names: [String: String], base: String = "", publisher: String = "作成組織", day: CivilDate
    ) {
        self.files = files.sorted {
            ($0.municipality, $0.entry.body, $0.entry.name, $0.id) < (
                $1.municipality, $1.entry.body, $1.entry.name, $1.id
            )
        }
        self.names = names
        self.base = base.isEmpty || base.hasSuffix("/") ? base : base + "/"
        self.publisher = publisher
        self.day = day
    }

    /// The codes of the municipalities, in order.
    var municipalities: [String] { Set(files.map(\.municipality)).sorted() }
    func name(of code: String) -> String { names[code] ?? "団体コード\(code)" }
    func files(of code: String) -> [PublishedFile] { files.filter { $0.municipality == code } }

    /// The site's files by their paths: `index.html`, `132292/index.html`, `132292/FILE-1.html`, `132292/register.csv`,
    /// `132292/catalog.jsonld`, and `catalog.jsonld` over all.
    package func pages(_ formats: Set<Format>) -> [String: String] {
        var pages: [String: String] = [:]
        let codes = municipalities
        if formats.contains(.html) { pages["index.html"] = overview(formats) }
        if formats.contains(.jsonld) { pages["catalog.jsonld"] = catalogue(of: nil, formats) }
        for code in codes {
            let own = files(of: code)
            if formats.contains(.csv) { pages["\(code)/register.csv"] = Self.csv(own) }
            if formats.contains(.jsonld) { pages["\(code)/catalog.jsonld"] = catalogue(of: code, formats) }
            guard formats.contains(.html) else { continue }
            pages["\(code)/index.html"] = index(of: code, formats)
            for file in own { pages["\(code)/\(file.page)"] = page(of: file) }
        }
        return pages
    }
}
