import MunicipalData
import Primitives
import Testing

/// Gives few bytes at a time, as a pipe may.
struct TricklingStream: ByteStream {
    var bytes: ArraySlice<UInt8>
    var random: SplitMix

    init(_ bytes: [UInt8], seed: UInt64) {
        self.bytes = bytes[...]
        random = SplitMix(state: seed)
    }

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(Int.random(in: 1...40, using: &random), buffer.count, bytes.count)
        buffer.copyBytes(from: bytes.prefix(count))
        bytes = bytes.dropFirst(count)
        return count
    }
}

/// SplitMix64, so that a failing case can be repeated from its printed seed.
struct SplitMix: RandomNumberGenerator {
    var state: UInt64
    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}

@Suite struct DelimitedReaderTests {
    /// A random file: short and long values, quotes right and wrong, all line breaks, rows that are too short.
    private func text(_ random: inout SplitMix, isFaulty: Bool) -> String {
        let width = Int.random(in: 1...5, using: &random)
        let pieces = [
            "", "a", "b", "ab", "男", "女", "12345678", "123456789", "専門的・技術的職業", "0123456789abcdef", "ソー", "x\"y", " ",
            "\r",
        ]
        let quoted = ["", "a", "1,2", "1\n2", "1\r\n2", "\"\"", "男\"\"女", "12345678", "専門的・技術的職業", ";"]
        let quotes = [0, 0, 3, 1][Int.random(in: 0..<4, using: &random)]
        var text = (0..<width).map { "列\($0)" }.joined(separator: ",") + (Bool.random(using: &random) ? "\r\n" : "\n")
        for row in 0..<Int.random(in: 0...60, using: &random) {
            let isRagged = isFaulty && Int.random(in: 0..<100, using: &random) == 0
            for column in 0..<(isRagged ? width + 1 : width) {
                if column > 0 { text += "," }
                if quotes > 0, Int.random(in: 0..<quotes, using: &random) == 0 {
                    text += "\"" + (quoted.randomElement(using: &random) ?? "") + "\""
                    if isFaulty, Int.random(in: 0..<200, using: &random) == 0 { text += "x" }
                } else if isFaulty, Int.random(in: 0..<300, using: &random) == 0 {
                    text += "\"\(row)"
                } else if isFaulty, Int.random(in: 0..<300, using: &random) == 0 {
                    text += "a\u{0}b"
                } else {
                    text += pieces.randomElement(using: &random) ?? ""
                }
            }
            text += Int.random(in: 0..<3, using: &random) == 0 ? "\r\n" : "\n"
        }
        while Int.random(in: 0..<3, using: &random) == 0, text.last?.isNewline == true { text.removeLast() }
        return text
    }

    /// What the obvious reader gives, with names in the positions as the fast one gives them.
    private func expected(_ text: String) -> ObviousReader.Outcome {
        ObviousReader(delimiter: UInt8(ascii: ",")).read(Array(text.utf8))
    }

    private func outcome(
        _ bytes: [UInt8], _ encoding: EncodingDeclaration, _ options: ReadingOptions, seed: UInt64
    ) throws -> ObviousReader.Outcome {
        do {
            let table = try DelimitedTable.surveying(
                TricklingStream(bytes, seed: seed), as: DelimitedFormat(encoding: encoding), options: options)
            try #require(table.undecodable.isEmpty)
            for column in table.columns {
                #expect(column.codes.count == table.rowCount)
                // Numbered in the order of first appearance.
                var seen: [Int] = []
                for row in 0..<table.rowCount where !seen.contains(column.codes[row]) {
                    seen.append(column.codes[row])
                    #expect(column.firstRows[column.codes[row]] == Int32(row + 1))
                }
                #expect(seen == Array(0..<column.values.count))
            }
            let rows = table.rows.map { $0.map { Array($0.utf8) } }
            return .rows([table.columns.map { Array($0.name.utf8) }] + rows)
        } catch DelimitedReadError.file(let fault) {
            return .error(fault)
        }
    }

    @Test(arguments: UInt64(1)...60)
    func `agrees with an obvious reader, however the file is cut`(seed: UInt64) throws {
        var random = SplitMix(state: seed)
        for _ in 0..<50 {
            let text = text(&random, isFaulty: Int.random(in: 0..<3, using: &random) == 0)
            let expected = expected(text)
            let encoding = try #require(TextEncoding.allCases.randomElement(using: &random))
            var bytes = try encoding.encode(text)
            if encoding == .utf16LittleEndian, Bool.random(using: &random) { bytes = [0xFF, 0xFE] + bytes }
            let options = ReadingOptions(
                threads: Int.random(in: 1...3, using: &random),
                blockSize: [16, 17, 64, 100, 1000, 1 << 19].randomElement(using: &random) ?? 16)
            let found = try outcome(bytes, .exactly(encoding), options, seed: random.next())
            if encoding != .utf8, case .error(.nulByte(let position, _)) = expected {
                // The offset is one of the file, and a character has other bytes there.
                guard case .error(.nulByte(position, _)) = found else {
                    Issue.record("seed \(seed): \(found)")
                    continue
                }
                continue
            }
            #expect(found == expected, "seed \(seed), \(encoding.rawValue), \(options): \(text.debugDescription)")
        }
    }

    @Test(arguments: 1...70)
    func `finds rows and quotes at every place of a block's edge`(length: Int) throws {
        let padding = String(repeating: "p", count: length)
        let text = "a,b\r\n\(padding),\"x\"\"y\r\nz\"\r\n1,2\r\n\"\(padding)\",\n3,\"4\""
        for blockSize in [16, 32, 64, 65] {
            for threads in [1, 2] {
                let table = try DelimitedTable.surveying(
                    Array(text.utf8), as: DelimitedFormat(),
                    options: ReadingOptions(threads: threads, blockSize: blockSize))
                let rows = table.rows
                #expect(rows == [[padding, "x\"y\r\nz"], ["1", "2"], [padding, ""], ["3", "4"]])
            }
        }
    }

    @Test(arguments: [1, 7, 8, 9, 15, 16, 17, 23, 24, 25, 64])
    func `tells values of the same length apart by each of their bytes`(length: Int) throws {
        let base = [UInt8](repeating: UInt8(ascii: "m"), count: length)
        var values = [base]
        for place in 0..<length {
            values.append(base)
            values[place + 1][place] = UInt8(ascii: "n")
        }
        // Also one byte longer and shorter.
        values += [base + [UInt8(ascii: "m")], Array(base.dropLast())]
        let cells = values + values.reversed()
        let table = try DelimitedTable.surveying(
            Array("v\n".utf8) + Array(cells.joined(separator: [0x0A])) + [0x0A], as: DelimitedFormat(),
            options: ReadingOptions(blockSize: 64))
        #expect(table.columns[0].values == values.map { String(decoding: $0, as: UTF8.self) })
        let count = Int32(values.count)
        #expect(table.columns[0].codes.unpacked == Array(0..<count) + (0..<count).reversed())
    }

    @Test func `numbers more values than two bytes hold`() throws {
        let numbers = 0..<70_000
        let bytes = Array(("n\n" + numbers.map { "\($0)\n" }.joined() + "0\n69999\n300\n").utf8)
        let column = try DelimitedTable(reading: bytes, as: DelimitedFormat()).columns[0]
        guard case .wide(let codes) = column.codes.storage else {
            Issue.record("codes of 70,000 values need four bytes")
            return
        }
        #expect(codes == numbers.map { Int32($0) } + [0, 69_999, 300])
        #expect(column.values == numbers.map(String.init))
        #expect(column.firstRows.last == 70_000)
    }
}
