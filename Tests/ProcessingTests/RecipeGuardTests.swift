import Processing
import Testing

@Suite struct RecipeGuardTests {
    private func faults(_ text: String) -> [DocumentFault] { faults(Array(text.utf8)) }

    private func faults(_ bytes: [UInt8]) -> [DocumentFault] {
        do {
            _ = try RecipeDocument(reading: bytes, file: "r.yaml")
            return []
        } catch {
            return error.faults
        }
    }

    @Test func `refuses anchors, so that a few lines cannot stand for millions of nodes`() {
        var lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
        for level in 1...30 {
            lines.append(
                "a\(level): &a\(level) [\(Array(repeating: "*a\(level - 1)", count: 9).joined(separator: ", "))]")
        }
        let found = faults(lines.joined(separator: "\n"))
        #expect(found.map(\.line) == [1])
        #expect(found.map(\.character) == [5])
        #expect(found.first?.message.contains("anchor") == true)
        // Keys that are aliases, merged mappings, and an alias of itself.
        for text in ["recipe: 1\n*a : 1", "a: 1\n<<: *b", "- &x [*x]", "title: é\n漢: [a, &b c]"] {
            #expect(faults(text).first?.message.contains("anchor") == true, "\(text)")
        }
    }

    @Test func `counts characters, not bytes, up to what it refuses`() {
        #expect(faults("a: 1\n漢字: [字, *b]").map(\.character) == [9])
    }

    @Test(arguments: [
        "title: 'a & b, *c'", "title: \"*c \\\" &d\"", "title: R&D *強調* a&b", "# *x &y\ntitle: a", "title: it's *x",
        "title: a  # *b", "title: '*'", "title: [a, b]",
    ])
    func `does not mistake other uses of the signs`(text: String) {
        // Refused for what it lacks, not for an anchor.
        #expect(faults(text).allSatisfy { !$0.message.contains("anchor") }, "\(faults(text))")
    }

    @Test func `refuses a file of a size that no recipe has`() {
        let found = faults([UInt8](repeating: UInt8(ascii: "#"), count: 10 << 20))
        #expect(found.map(\.message) == ["the file is larger than 1 MiB; no recipe, layout or standard is"])
    }

    @Test(arguments: [("recipe: 1\nti\0tle: a", 2, 3), ("title: \"a\0b\"", 1, 10), ("# a\0", 1, 4)])
    func `refuses NUL bytes and says where`(text: String, line: Int, character: Int) {
        let found = faults(text)
        #expect(found.map(\.line) == [line])
        #expect(found.map(\.character) == [character])
        #expect(found.first?.message.contains("NUL") == true)
    }

    @Test(arguments: [
        String(repeating: "[", count: 100_000), String(repeating: "{a: ", count: 100_000),
        "a: " + String(repeating: "[[", count: 1000), String(repeating: "- ", count: 100_000) + "a",
        (0..<1300).map { String(repeating: " ", count: $0) + "a:" }.joined(separator: "\n"),
    ])
    func `refuses nesting that would exhaust the stack`(text: String) {
        #expect(faults(text).count == 1)
        #expect(faults(text).first?.line ?? 0 > 0)
    }

    @Test(arguments: [
        "recipe: 1\nrecipe: 1", "columns:\n  - {name: a, name: b, role: drop}", "a: \u{1}", "a: b: c", "\"a", "a: 'b",
        "--- a\n--- b", "recipe: 1\n\tcolumns: []", "%YAML 9.9\n---\na: 1", "!!binary x: 1", "? [a, b]\n: c",
        "\u{FEFF}",
        "a: >\n  *x\n", "\u{85}", "]", "}", "[a", "{a", "'", "\"\\", ":", "-", "?", "&", "*", "!", "|", ">", "%", "@",
        "`",
    ])
    func `refuses what is no plain recipe with a fault that has a place or names the file`(text: String) {
        let found = faults(text)
        #expect(!found.isEmpty)
        #expect(found.allSatisfy { $0.file == "r.yaml" && !$0.message.isEmpty })
    }

    @Test func `names the line of a key that appears twice`() {
        let found = faults("recipe: 1\ntitle: a\ncolumns:\n  - name: a\n    role: drop\n    role: drop\nprivacy: []")
        #expect(found.first?.line ?? 0 >= 4)
        #expect(found.first?.message.contains("twice") == true)
    }

    @Test func `shortens endless names in its answers`() {
        let found = faults("recipe: 1\n\(String(repeating: "x", count: 900)): 1")
        #expect(!found.isEmpty)
        #expect(found.allSatisfy { $0.message.count < 400 })
    }

    @Test func `survives random bytes and random changes of a recipe`() {
        let seed = UInt64.random(in: 0...UInt64.max)
        print("seed \(seed)")
        var random = SplitMix(state: seed)
        let sound = Array(
            """
            recipe: 1
            columns:
              - {name: a, role: quasi-identifier, hierarchy: {kind: order, order: [x, "y"], sizes: [2]}}
              - name: 'b'
                role: sensitive  # kept
            steps:
              - {kind: noise, column: b, distribution: laplace, scale: 2}
            privacy:
              - {model: k-anonymity, k: 5}
            """.utf8)
        let signs = Array("[]{}:,-?&*!|>'\"%@` \n\t#\0abc0\u{FF}".utf8)
        for _ in 0..<3000 {
            var bytes = sound
            for _ in 0...Int(random.next() % 4) {
                let place = Int(random.next() % UInt64(bytes.count))
                let sign = signs[Int(random.next() % UInt64(signs.count))]
                switch random.next() % 3 {
                case 0: bytes[place] = sign
                case 1: bytes.insert(sign, at: place)
                default: bytes.remove(at: place)
                }
            }
            // Either a recipe or faults, each of them with a message; never a trap.
            #expect(faults(bytes).allSatisfy { !$0.message.isEmpty })
        }
    }
}

/// SplitMix64.
private struct SplitMix: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
