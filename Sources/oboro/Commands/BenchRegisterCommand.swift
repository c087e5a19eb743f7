import AdminCommands
import ArgumentParser
import Foundation
import MunicipalData

/// `oboro bench register`: the generated register that the engine is measured on, with hierarchies and recipes.
struct BenchRegisterCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "register", abstract: "Write the generated register that the engine is measured on.")

    @Option(help: "Rows of the register.") var rows = 3_700_000
    @Option(help: "Another seed gives other rows.") var seed: UInt64 = 20_240_401
    @Option(help: ArgumentHelp("The folder for register and hierarchies.", valueName: "folder")) var out: String

    func validate() throws {
        if rows < 1 { throw ValidationError("--rows wants a positive number") }
    }

    func run() throws {
        try FileManager.default.createDirectory(atPath: out, withIntermediateDirectories: true)
        for (column, lines) in BenchmarkRegister.hierarchies {
            let text = lines.map { $0 + "\n" }.joined()
            try Data(text.utf8).write(to: URL(fileURLWithPath: "\(out)/hierarchy_\(column).csv"))
        }
        let path = out + "/register.csv"
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let file = FileHandle(forWritingAtPath: path)
        else { throw CocoaError(.fileWriteUnknown, userInfo: [NSFilePathErrorKey: path]) }
        defer { try? file.close() }
        try BenchmarkRegister(rows: rows, seed: seed).write { try file.write(contentsOf: Data($0)) }
        CommandEnvironment.current.printData(path)
    }
}
