import EdgeKit
import Testing

@Suite struct ArgumentsTests {
    @Test func `reads every option`() throws {
        let arguments = try Arguments([
            "make", "--spec", "a", "--data", "b", "--out", "c", "--as-of", "d", "--protected", "e", "--problems", "f",
            "--yes",
        ])
        #expect(arguments.command == .make)
        #expect(arguments.specification == "a" && arguments.data == "b" && arguments.output == "c")
        #expect(arguments.asOf == "d" && arguments.protected == "e" && arguments.problems == "f")
        #expect(arguments.approves)
        #expect(try Arguments([]).command == .guide)
        #expect(try Arguments(["check", "-h"]).command == .help)
        #expect(try Arguments(["--version"]).command == .version)
        #expect(try Arguments(["verify", "folder"]).command == .verify("folder"))
    }

    @Test(arguments: [
        ["mak"], ["check"], ["check", "--spec", "a"], ["make", "--spec", "a", "--data", "b"], ["verify"],
        ["check", "--spec", "a", "--data", "b", "--yes"], ["check", "--spec", "a", "--spec", "b", "--data", "c"],
        ["check", "--spec"], ["check", "a"], ["verify", "--out", "x", "y"], ["make", "--spec", "a", "--data", "--out"],
    ])
    func `refuses what it does not know`(words: [String]) {
        let failure = #expect(throws: EdgeFailure.self) { _ = try Arguments(words) }
        #expect(failure?.status == .usage)
    }
}
