// The elements of a workbook's parts, as far as they are read (ECMA-376 part 1, chapter 18, and part 2).

/// `[Content_Types].xml`.
struct ContentTypesElement: Decodable {
    struct Override: Decodable {
        var partName: String
        var contentType: String

        enum CodingKeys: String, CodingKey {
            case partName = "PartName"
            case contentType = "ContentType"
        }
    }
    struct Default: Decodable {
        var fileExtension: String
        var contentType: String

        enum CodingKeys: String, CodingKey {
            case fileExtension = "Extension"
            case contentType = "ContentType"
        }
    }
    var overrides: [Override]
    var defaults: [Default]

    enum CodingKeys: String, CodingKey {
        case overrides = "Override"
        case defaults = "Default"
    }
}

/// `_rels/*.rels`.
struct RelationshipsElement: Decodable {
    struct Relationship: Decodable {
        var id: String
        var type: String
        var target: String
        var mode: String?

        enum CodingKeys: String, CodingKey {
            case id = "Id"
            case type = "Type"
            case target = "Target"
            case mode = "TargetMode"
        }
    }
    var relationships: [Relationship]

    enum CodingKeys: String, CodingKey {
        case relationships = "Relationship"
    }
}

/// `xl/workbook.xml`.
struct WorkbookElement: Decodable {
    struct Properties: Decodable {
        var date1904: String?
    }
    struct Sheets: Decodable {
        var sheets: [Sheet]

        enum CodingKeys: String, CodingKey {
            case sheets = "sheet"
        }
    }
    struct Sheet: Decodable {
        var name: String
        var state: String?
        var relationship: String

        enum CodingKeys: String, CodingKey {
            case name, state
            case relationship = "r:id"
        }
    }
    var properties: Properties?
    var sheets: Sheets

    enum CodingKeys: String, CodingKey {
        case properties = "workbookPr"
        case sheets
    }
}

/// A batch of number formats of `xl/styles.xml`.
struct NumberFormatBatch: Decodable {
    struct Element: Decodable {
        var numFmtId: Int
        var formatCode: String
    }
    var numFmt: [Element]
}

/// A batch of cell formats of `xl/styles.xml`.
struct CellFormatBatch: Decodable {
    struct Element: Decodable {
        var numFmtId: Int?
    }
    var xf: [Element]
}

/// A text: plain, or in runs of different looks. Readings (ふりがな, `rPh`) are not part of it.
struct TextElement: Decodable {
    struct Run: Decodable {
        var t: String?
    }
    var t: String?
    var r: [Run]

    /// The text that shows, `_xHHHH_` resolved.
    var text: String { EscapedText.resolve((t ?? "") + r.reduce(into: "") { $0 += $1.t ?? "" }) }
}

/// A batch of shared strings.
struct SharedStringBatch: Decodable {
    var si: [TextElement]
}

/// A batch of rows of a sheet.
struct RowBatch: Decodable {
    struct Row: Decodable {
        var r: Int?
        var c: [Cell]
    }
    struct Cell: Decodable {
        var r: String?
        var t: String?
        var s: Int?
        var v: String?
        var inline: TextElement?
        var isFormula: Bool

        enum CodingKeys: String, CodingKey {
            case r, t, s, v, f
            case inline = "is"
        }

        init(from decoder: any Decoder) throws {
            let container = try decoder.container(keyedBy: CodingKeys.self)
            r = try container.decodeIfPresent(String.self, forKey: .r)
            t = try container.decodeIfPresent(String.self, forKey: .t)
            // Looking for what a kind of cell does not have costs as much as reading it.
            if t == "inlineStr" {
                inline = try container.decodeIfPresent(TextElement.self, forKey: .inline)
            } else {
                v = try container.decodeIfPresent(String.self, forKey: .v)
            }
            if t == nil || t == "n" { s = try container.decodeIfPresent(Int.self, forKey: .s) }
            // An empty element decodes as nil, and a formula is one even then.
            isFormula = container.contains(.f)
        }
    }
    var row: [Row]
}

/// A batch of merged ranges of a sheet.
struct MergeBatch: Decodable {
    struct Element: Decodable {
        var ref: String
    }
    var mergeCell: [Element]
}
