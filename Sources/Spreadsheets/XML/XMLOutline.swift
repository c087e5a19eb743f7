/// How a part's markup is built, found without parsing it: where one kind of element repeats, so that a long part can be
/// parsed piece by piece in bounded memory.
///
/// What spreadsheets never have is refused here, before a parser sees it: document type declarations (and so entities,
/// Billion Laughs included), processing instructions, other encodings than UTF-8, deep nesting.
struct XMLOutline {
    /// The most levels of elements; real parts have about ten.
    private static let depthLimit = 64
    /// The most bytes of one tag; real ones have some hundred, the root's with all its namespaces some thousand.
    private static let tagLimit = 1 << 16

    /// The most tags and bytes of one element that is decoded as a whole; a row of 16,384 cells has about 32,768 tags.
    private static let elementTags = 1 << 16
    private static let elementBytes = 8 << 20

    /// The root's start tag.
    private(set) var rootStart = 0..<0
    /// The root's name, with its prefix.
    private(set) var rootName: [UInt8] = []
    /// The repeating elements, end tags included.
    private(set) var repeated: [Range<Int>] = []

    private let part: String
    private let path: [[UInt8]]
    private var position = 0
    /// Elements that are open.
    private var depth = 0
    /// How many of the open elements below the root are those of the path.
    private var matched = 0
    /// Where the open repeating element begins, and its tags so far.
    private var start = 0
    private var tags = 0

    /// Looks through a part. `path` leads to the repeating elements, by names without prefix, from the root's children on;
    /// where it is empty, the root itself is decoded as a whole.
    init(_ bytes: [UInt8], part: String, repeating path: [String]) throws(WorkbookError) {
        self.part = part
        self.path = path.map { Array($0.utf8) }
        guard String(validating: bytes, as: UTF8.self) != nil, !bytes.contains(0) else {
            throw .forbiddenXML(part: part)
        }
        if bytes.starts(with: [0xEF, 0xBB, 0xBF]) { position = 3 }
        try skipDeclaration(bytes)
        while let open = bytes[position...].firstIndex(of: UInt8(ascii: "<")) {
            position = open + 1
            guard position < bytes.count else { throw .malformed(part: part, row: nil) }
            switch bytes[position] {
            case UInt8(ascii: "!"): try skipMarkup(bytes, open)
            case UInt8(ascii: "?"): throw .forbiddenXML(part: part)
            case UInt8(ascii: "/"): try close(bytes)
            default: try self.open(bytes, at: open)
            }
        }
        guard depth == 0, !rootName.isEmpty else { throw .malformed(part: part, row: nil) }
    }

    /// Skips `<?xml … ?>`, which may only say UTF-8.
    private mutating func skipDeclaration(_ bytes: [UInt8]) throws(WorkbookError) {
        guard bytes[position...].starts(with: Array("<?xml".utf8)) else { return }
        let end = try find(Array("?>".utf8), in: bytes, from: position)
        let declaration = String(decoding: bytes[position..<end], as: UTF8.self).lowercased()
        if declaration.contains("encoding"), !declaration.contains("\"utf-8\""), !declaration.contains("'utf-8'") {
            throw .forbiddenXML(part: part)
        }
        position = end
    }

    /// Skips a comment or a block of characters; anything else that begins with `<!` declares something.
    private mutating func skipMarkup(_ bytes: [UInt8], _ open: Int) throws(WorkbookError) {
        let rest = bytes[open...]
        if rest.starts(with: Array("<!--".utf8)) {
            position = try find(Array("-->".utf8), in: bytes, from: open + 4)
        } else if rest.starts(with: Array("<![CDATA[".utf8)) {
            position = try find(Array("]]>".utf8), in: bytes, from: open + 9)
        } else {
            throw .forbiddenXML(part: part)
        }
    }

    private mutating func open(_ bytes: [UInt8], at open: Int) throws(WorkbookError) {
        let end = try tagEnd(bytes)
        let isEmpty = bytes[end - 2] == UInt8(ascii: "/")
        let name = bytes[position..<end - 1].prefix { $0 > 0x20 && $0 != UInt8(ascii: "/") }
        position = end
        tags += 1
        if depth == 0 {
            guard rootName.isEmpty, !isEmpty else { throw .malformed(part: part, row: nil) }
            rootName = Array(name)
            rootStart = open..<end
        }
        let isOnPath =
            depth > 0 && matched == depth - 1 && matched < path.count
            && Self.localName(name).elementsEqual(path[matched])
        if isOnPath, depth == path.count {
            start = open
            tags = 0
            if isEmpty { repeated.append(open..<end) }
        }
        try bound(bytes, to: end)
        if isEmpty { return }
        if isOnPath { matched += 1 }
        depth += 1
        guard depth <= Self.depthLimit else { throw .forbiddenXML(part: part) }
    }

    private mutating func close(_ bytes: [UInt8]) throws(WorkbookError) {
        position = try tagEnd(bytes)
        depth -= 1
        guard depth >= 0 else { throw .malformed(part: part, row: nil) }
        try bound(bytes, to: position)
        guard depth > 0, matched == depth else { return }
        if matched == path.count { repeated.append(start..<position) }
        matched -= 1
    }

    /// What is decoded as a whole stays small.
    private func bound(_ bytes: [UInt8], to end: Int) throws(WorkbookError) {
        guard matched == path.count else { return }
        guard tags <= Self.elementTags, end - start <= Self.elementBytes else {
            throw .tooLarge(.elementBytes, limit: Self.elementBytes, sheet: nil)
        }
    }

    /// Behind the `>` of the tag at `position`; one in quotes belongs to a value.
    private func tagEnd(_ bytes: [UInt8]) throws(WorkbookError) -> Int {
        var quote: UInt8 = 0
        var index = position
        let last = min(bytes.count, position + Self.tagLimit)
        while index < last {
            let byte = bytes[index]
            index += 1
            if quote != 0 {
                if byte == quote { quote = 0 }
            } else if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "'") {
                quote = byte
            } else if byte == UInt8(ascii: ">") {
                return index
            } else if byte == UInt8(ascii: "<") {
                break
            }
        }
        throw .malformed(part: part, row: nil)
    }

    private func find(_ pattern: [UInt8], in bytes: [UInt8], from start: Int) throws(WorkbookError) -> Int {
        var index = start
        while index + pattern.count <= bytes.count {
            if bytes[index] == pattern[0], bytes[index..<index + pattern.count].elementsEqual(pattern) {
                return index + pattern.count
            }
            index += 1
        }
        throw .malformed(part: part, row: nil)
    }

    private static func localName(_ name: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        name.firstIndex(of: UInt8(ascii: ":")).map { name[($0 + 1)...] } ?? name
    }
}
