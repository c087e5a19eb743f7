/// What a document may not hold, looked for before it is read as YAML.
///
/// A recipe or a layout is a few pages of text. Anchors and aliases let a few lines stand for millions of nodes, deep nesting exhausts the
/// stack of a recursive reader, and neither serves a document; so they are refused before any node is made.
enum YAMLGuard {
    /// No document is larger.
    static let byteLimit = 1 << 20
    /// No document is nested deeper.
    static let depthLimit = 32
    /// No line of a document begins further to the right.
    static let indentationLimit = 200

    /// What is refused, and where: line and character from 1, 0 where the whole file is meant.
    struct Finding: Equatable {
        var line: Int
        var character: Int
        var message: String
    }

    /// The first thing that is refused, or nil.
    static func finding(in bytes: [UInt8]) -> Finding? {
        if bytes.count > byteLimit {
            return Finding(
                line: 0, character: 0,
                message: "the file is larger than \(byteLimit >> 20) MiB; no recipe, layout or standard is")
        }
        var scan = Scan(bytes: bytes)
        return scan.run()
    }
}

/// Goes through the tokens of a YAML text as far as needed to tell quoted text and comments from signs.
private struct Scan {
    let bytes: [UInt8]
    var position = 0
    var line = 1
    var lineStart = 0
    var depth = 0
    /// Whether a token may begin here.
    var isTokenStart = true
    /// Whether only blanks and the signs of list items came before on this line.
    var isLineStart = true

    init(bytes: [UInt8]) { self.bytes = bytes }

    mutating func run() -> YAMLGuard.Finding? {
        while position < bytes.count {
            let byte = bytes[position]
            if byte == 0 { return finding("a NUL byte") }
            if isLineStart, byte > 0x20, position - lineStart > YAMLGuard.indentationLimit {
                return finding("a line that begins more than \(YAMLGuard.indentationLimit) characters to the right")
            }
            if let found = step(byte) { return found }
        }
        return nil
    }

    /// Passes one sign or token.
    private mutating func step(_ byte: UInt8) -> YAMLGuard.Finding? {
        let next = position + 1 < bytes.count ? bytes[position + 1] : UInt8(ascii: "\n")
        let isBlankNext = next == 0x20 || next == 0x0A || next == 0x0D || next == 0x09
        switch byte {
        case 0x0A:
            advanceLine()
        case 0x20, 0x09, 0x0D:
            position += 1
        case UInt8(ascii: "#") where isTokenStart || isAfterBlank: skipLine()
        case UInt8(ascii: "-") where isTokenStart && isBlankNext, UInt8(ascii: "?") where isTokenStart && isBlankNext:
            position += 1
        case UInt8(ascii: ":") where isBlankNext || isTokenStart, UInt8(ascii: ",") where depth > 0:
            begin()
        case UInt8(ascii: "[") where isTokenStart || depth > 0, UInt8(ascii: "{") where isTokenStart || depth > 0:
            depth += 1
            if depth > YAMLGuard.depthLimit { return finding("nesting deeper than \(YAMLGuard.depthLimit)") }
            begin()
        case UInt8(ascii: "]") where depth > 0, UInt8(ascii: "}") where depth > 0:
            depth -= 1
            begin()
        case UInt8(ascii: "&") where isTokenStart && !isBlankNext, UInt8(ascii: "*") where isTokenStart && !isBlankNext:
            return finding("an anchor or alias; write the value out, or put a text that begins with & or * in quotes")
        case UInt8(ascii: "\"") where isTokenStart, UInt8(ascii: "'") where isTokenStart:
            skipQuoted(byte)
        default:
            position += 1
            isTokenStart = false
            isLineStart = false
        }
        return nil
    }

    private var isAfterBlank: Bool { position > 0 && (bytes[position - 1] == 0x20 || bytes[position - 1] == 0x09) }

    private mutating func begin() {
        position += 1
        isTokenStart = true
        isLineStart = false
    }

    private mutating func advanceLine() {
        position += 1
        line += 1
        lineStart = position
        isTokenStart = true
        isLineStart = true
    }

    private mutating func skipLine() {
        while position < bytes.count, bytes[position] != 0x0A, bytes[position] != 0 { position += 1 }
    }

    private mutating func skipQuoted(_ quote: UInt8) {
        position += 1
        while position < bytes.count, bytes[position] != quote, bytes[position] != 0 {
            if bytes[position] == UInt8(ascii: "\\"), quote == UInt8(ascii: "\""), position + 1 < bytes.count,
                bytes[position + 1] != 0
            {
                position += 1
            }
            if bytes[position] == 0x0A {
                line += 1
                lineStart = position + 1
            }
            position += 1
        }
        if position < bytes.count, bytes[position] == quote { position += 1 }
        isTokenStart = false
        isLineStart = false
    }

    private func finding(_ what: String) -> YAMLGuard.Finding {
        // Bytes that continue a character of UTF-8 are none of their own.
        let character = bytes[lineStart..<position].count { $0 & 0xC0 != 0x80 } + 1
        return YAMLGuard.Finding(line: line, character: character, message: "the file must not hold \(what)")
    }
}
