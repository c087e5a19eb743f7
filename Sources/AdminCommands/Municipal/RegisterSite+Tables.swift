import Messages
import Primitives

extension RegisterSite {
    /// The register as CSV for spreadsheets: UTF-8 with mark, CRLF, one line a file, no cell that a spreadsheet would run.
    static func csv(_ files: [PublishedFile]) -> String {
        let titles = ["管理番号", "団体コード"] + (files.first.map { $0.csvCells.map(\.title) } ?? [])
        let rows = files.map { file in [file.id, file.municipality] + file.csvCells.map(\.text) }
        return "\u{FEFF}" + ([titles] + rows).map { $0.map(quoted).joined(separator: ",") + "\r\n" }.joined()
    }

    /// A cell by RFC 4180; what begins like a formula, in either width, gets an apostrophe before it.
    static func quoted(_ cell: String) -> String {
        var cell = cell
        if let first = cell.unicodeScalars.first, "=+-@\t\r\n＝＋－＠".unicodeScalars.contains(first), Int(cell) == nil,
            cell != "－"
        {
            cell = "'" + cell
        }
        let needsQuotes = cell.unicodeScalars.contains { ",\"\r\n".unicodeScalars.contains($0) }
        return needsQuotes ? "\"" + cell.replacing("\"", with: "\"\"") + "\"" : cell
    }

    /// The register as a catalogue of data by DCAT-AP in JSON-LD: each municipality's register is a data set with its pages
    /// and its CSV as distributions; each personal information file is a data set that nobody can download (access: restricted),
    /// with its page of the register as landing page.
    ///
    /// - Parameters:
    ///   - code: the municipality whose catalogue it is, which lies in its folder; nil for the one over all.
    ///   - formats: what the site holds: nothing else is named as a distribution.
    func catalogue(of code: String?, _ formats: Set<Format>) -> String {
        let top = base.isEmpty ? (code == nil ? "" : "../") : base
        let codes = code.map { [$0] } ?? municipalities
        let registers = codes.map { register($0, top, formats) }
        let datasets = codes.flatMap(files(of:)).map { dataset($0, top, formats) }
        let catalogue: JSONValue = [
            "@context": [
                "dcat": "http://www.w3.org/ns/dcat#", "dct": "http://purl.org/dc/terms/",
                "foaf": "http://xmlns.com/foaf/0.1/", "xsd": "http://www.w3.org/2001/XMLSchema#",
            ],
            "@id": .string("\(top)\(code.map { $0 + "/" } ?? "")catalog.jsonld#catalog"), "@type": "dcat:Catalog",
            "dct:title": Self.japanese(code.map { "個人情報ファイル簿（\(name(of: $0))）" } ?? "個人情報ファイル簿"),
            "dct:description": Self.japanese("個人情報の保護に関する法律第75条に基づき公表する個人情報ファイル簿"),
            "dct:publisher": code.map(agent) ?? ["@type": "foaf:Organization", "foaf:name": Self.japanese(publisher)],
            "dct:language": Self.language, "dct:modified": Self.date(day.description),
            "dcat:dataset": .array(registers + datasets),
        ]
        return MessageCoding.text(catalogue) + "\n"
    }

    private func register(_ code: String, _ top: String, _ formats: Set<Format>) -> JSONValue {
        let title = "\(name(of: code)) 個人情報ファイル簿"
        let own = files(of: code)
        var members: [String: JSONValue] = [
            "@id": .string("\(top)\(code)/index.html#register"), "@type": "dcat:Dataset",
            "dct:title": Self.japanese(title), "dct:description": Self.japanese("\(title)（\(own.count)件）"),
            "dct:publisher": agent(code), "dct:language": Self.language,
            "dct:modified": Self.date(own.map(\.changedOn).filter { !$0.isEmpty }.max() ?? day.description),
        ]
        var distributions: [JSONValue] = []
        if formats.contains(.html) {
            members["dcat:landingPage"] = ["@id": .string("\(top)\(code)/index.html")]
            distributions.append(distribution("\(top)\(code)/index.html", "text/html", "HTML"))
        }
        if formats.contains(.csv) {
            distributions.append(distribution("\(top)\(code)/register.csv", "text/csv", "CSV"))
        }
        if !distributions.isEmpty { members["dcat:distribution"] = .array(distributions) }
        return .object(members)
    }

    private func dataset(_ file: PublishedFile, _ top: String, _ formats: Set<Format>) -> JSONValue {
        let page = "\(top)\(file.municipality)/\(file.page)"
        var members: [String: JSONValue] = [
            "@id": .string(page + "#file"), "@type": "dcat:Dataset", "dct:identifier": .string(file.id),
            "dct:title": Self.japanese(file.entry.name), "dct:description": Self.japanese(file.entry.purpose),
            "dct:publisher": ["@type": "foaf:Organization", "foaf:name": Self.japanese(file.entry.body)],
            "dct:accessRights": [
                "@id": "http://publications.europa.eu/resource/authority/access-right/RESTRICTED"
            ],
            "dct:language": Self.language, "dcat:keyword": .array(file.entry.items.map { Self.japanese($0.name) }),
        ]
        if formats.contains(.html) { members["dcat:landingPage"] = ["@id": .string(page)] }
        if !file.publishedOn.isEmpty { members["dct:issued"] = Self.date(file.publishedOn) }
        if !file.changedOn.isEmpty { members["dct:modified"] = Self.date(file.changedOn) }
        return .object(members)
    }

    private func distribution(_ address: String, _ mediaType: String, _ title: String) -> JSONValue {
        [
            "@type": "dcat:Distribution", "dct:title": .string(title), "dcat:accessURL": ["@id": .string(address)],
            "dcat:mediaType": ["@id": .string("http://www.iana.org/assignments/media-types/\(mediaType)")],
        ]
    }

    private func agent(_ code: String) -> JSONValue {
        [
            "@type": "foaf:Organization", "foaf:name": Self.japanese(name(of: code)),
            "dct:identifier": .string(code),
        ]
    }

    private static let language: JSONValue = [
        "@id": "http://publications.europa.eu/resource/authority/language/JPN"
    ]
    private static func japanese(_ text: String) -> JSONValue { ["@value": .string(text), "@language": "ja"] }
    private static func date(_ day: String) -> JSONValue { ["@value": .string(day), "@type": "xsd:date"] }
}

extension PublishedFile {
    /// The form's lines as cells; the blocks of several creations stand below each other in one cell, so that every file has
    /// the same columns.
    fileprivate var csvCells: [(title: String, text: String)] {
        var cells: [(title: String, text: String)] = []
        for row in formRows {
            let title = row.number.map { "\($0) \(row.title)" } ?? row.title
            let text =
                switch row.value {
                case .text(let text): text
                case .items(let items): items.map(\.name).joined(separator: "\n")
                }
            if let index = cells.firstIndex(where: { $0.title == title }) {
                cells[index].text += "\n" + text
            } else {
                cells.append((title, text))
            }
        }
        for title in ["更新頻度", "保存期間"] where !cells.contains(where: { $0.title == title }) {
            cells.append((title, "－"))
        }
        let order = ["本人の数", "更新頻度", "保存期間"]
        let numbered = cells.filter { !order.contains($0.title) }
        return numbered + order.compactMap { title in cells.first { $0.title == title } }
    }
}
