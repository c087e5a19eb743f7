import Foundation
import MunicipalData
import Primitives
import Testing

/// Compares reading with independent programs: Python's code page, `unicodedata` and `datetime`, and the system's `iconv`.
/// `Scripts/check_text.py` makes the questions and their answers; `Scripts/check-text` runs this with a million strings.
@Suite struct IndependentTextTests {
    /// The files of vectors by name: from the folder `OBORO_TEXT_VECTORS`, or made here; nil and a message without Python or
    /// iconv.
    static let vectors: [String: [UInt8]]? = {
        if let path = ProcessInfo.processInfo.environment["OBORO_TEXT_VECTORS"] { return read(URL(filePath: path)) }
        var root = URL(filePath: #filePath).deletingLastPathComponent()
        for _ in 0..<2 { root.deleteLastPathComponent() }
        let script = root.appending(path: "Scripts/check_text.py")
        let folder = FileManager.default.temporaryDirectory.appending(path: "oboro-text-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        let seed = 20_261_121
        process.arguments = ["python3", script.path, folder.path, "20000", String(seed)]
        do {
            try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
            try process.run()
        } catch {
            print("skipped: no independent vectors could be made here: \(error)")
            return nil
        }
        process.waitUntilExit()
        // 127: env found no python3, or the script no iconv.
        guard process.terminationStatus != 127 else {
            print("skipped: python3 or iconv is not there, so there are no independent vectors")
            return nil
        }
        print("independent vectors with seed \(seed)")
        return read(folder)
    }()

    /// What the script wrote; a file that it could not write is missing, and its test fails.
    private static func read(_ folder: URL) -> [String: [UInt8]] {
        var files: [String: [UInt8]] = [:]
        for name in ["cp932", "kana", "narrow", "ages", "dates", "codes"] {
            files[name] = (try? Data(contentsOf: folder.appending(path: name))).map { Array($0) }
        }
        return files
    }

    /// The bytes of a file of vectors, or nil where there are none here.
    private func bytes(_ name: String) throws -> [UInt8]? {
        guard let vectors = Self.vectors else { return nil }
        let file: [UInt8] = try #require(vectors[name], "the script wrote no file \(name)")
        return file
    }

    /// The lines of a file of vectors, each in its fields.
    private func lines(_ name: String, separator: Character) throws -> [[Substring]] {
        let text = try bytes(name).map { String(decoding: $0, as: UTF8.self) } ?? ""
        return text.split(separator: "\n").map { $0.split(separator: separator, omittingEmptySubsequences: false) }
    }

    @Test func `reads and writes CP932 as Python and iconv do`() throws {
        guard let bytes = try bytes("cp932") else { return }
        let vectors = CP932Vectors(bytes)
        let (strings, wrong) = vectors.compare()
        print("cp932: \(strings) strings compared")
        #expect(strings >= 20_000)
        #expect(wrong.isEmpty, "\(wrong)")
    }

    @Test(arguments: [("kana", TextNormalization.wideKana), ("narrow", .narrow)])
    func `changes widths as NFKC does`(name: String, way: TextNormalization) throws {
        let lines = try lines(name, separator: "\t")
        let wrong = lines.filter { line in
            Array(way.apply(String(line[0])).unicodeScalars) != Array(line[1].unicodeScalars)
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(5))")
        #expect(lines.count >= 2000 || Self.vectors == nil)
    }

    @Test func `reckons days and ages as datetime does`() throws {
        let lines = try lines("ages", separator: " ")
        for line in lines {
            let birth = try CivilDate(iso: String(line[0]))
            let day = try CivilDate(iso: String(line[1]))
            let answers = [
                day.days(since: birth), day.weekday.rawValue, birth.age(on: day) ?? -1,
                birth.ageReached(byEndOf: day) ?? -1, day.fiscalYear,
            ]
            guard answers.map(String.init) == line.dropFirst(2).map(String.init) else {
                Issue.record("\(line) \(answers)")
                return
            }
        }
        #expect(lines.count >= 2000 || Self.vectors == nil)
    }

    @Test func `reads written dates as datetime does`() throws {
        let lines = try lines("dates", separator: "\t")
        let wrong = lines.filter { line in
            ((try? WrittenDate(reading: String(line[0])).iso) ?? "-") != line[1]
        }
        #expect(wrong.isEmpty, "\(wrong.prefix(5))")
        #expect(lines.count >= 20_000 || Self.vectors == nil)
    }

    @Test func `computes check digits as another program does`() throws {
        let lines = try lines("codes", separator: " ")
        for line in lines {
            let text = String(line[1])
            let isFirst = line[0] == "corporate-number"
            // Of ten digits in the check digit's place only the one computed elsewhere is right.
            for digit in 0...9 {
                let other = isFirst ? "\(digit)\(text.dropFirst())" : "\(text.dropLast())\(digit)"
                let isRight =
                    CheckedCodeKind(rawValue: String(line[0])).map { $0.problem(in: other) == nil }
                    ?? IndividualNumber.isValid(other)
                guard isRight == (other == text) else {
                    Issue.record("\(line[0]) \(other)")
                    return
                }
            }
        }
        #expect(lines.count >= 1000 || Self.vectors == nil)
    }
}

/// Strings of bytes with what Python makes of them: the offset of the first byte without meaning, or the text and how it
/// is written.
private struct CP932Vectors {
    private let bytes: [UInt8]
    private var position = 0

    init(_ bytes: [UInt8]) { self.bytes = bytes }

    /// The number of strings, and the first few that we read or write otherwise.
    consuming func compare() -> (strings: Int, wrong: [[UInt8]]) {
        var count = 0
        var wrong: [[UInt8]] = []
        while position < bytes.count {
            let string = take(number(2))
            let length = Int(Int32(truncatingIfNeeded: number(4)))
            let answer: (text: ArraySlice<UInt8>, written: ArraySlice<UInt8>)? =
                length < 0 ? nil : (take(length), take(number(2)))
            count += 1
            let isRight: Bool
            do throws(UndecodableBytes) {
                let text = try TextEncoding.cp932.decode(Array(string))
                let written = try? CP932.encode(text)
                isRight = answer.map { text.utf8.elementsEqual($0.text) && written?[...] == $0.written } ?? false
            } catch {
                isRight = length == -1 - error.offset
            }
            if !isRight, wrong.count < 5 { wrong.append(Array(string)) }
        }
        return (count, wrong)
    }

    private mutating func number(_ size: Int) -> Int {
        take(size).reversed().reduce(0) { $0 << 8 | Int($1) }
    }

    private mutating func take(_ count: Int) -> ArraySlice<UInt8> {
        defer { position += count }
        return bytes[position..<min(position + count, bytes.count)]
    }
}
