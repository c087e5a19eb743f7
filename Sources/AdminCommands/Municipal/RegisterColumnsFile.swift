import ArgumentParser
import Foundation
import Processing

/// Where the declared headings of lists stand.
enum RegisterColumnsFile {
    /// Reads the file given, or the one of the configuration: `OBORO_CONFIG`, `Config` in the present folder, or beside the
    /// program.
    static func read(_ given: String?) throws -> RegisterColumns {
        guard let path = given ?? standard else {
            throw ValidationError(
                "no Config/register/columns.yaml is at hand: name the headings of the list by --columns FILE")
        }
        guard let contents = FileManager.default.contents(atPath: path) else {
            throw ValidationError("the file \(path) cannot be read")
        }
        do {
            return try RegisterColumns(reading: Array(contents), file: path)
        } catch {
            throw ValidationError("\(error)")
        }
    }

    private static var standard: String? {
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        var folders = ["../share/oboro/Config", "../../Config", "../../../Config"].map {
            program.appendingPathComponent($0).standardizedFileURL.path
        }
        folders.insert("Config", at: 0)
        if let folder = CommandEnvironment.current.variables["OBORO_CONFIG"] { folders = [folder] }
        return folders.map { $0 + "/register/columns.yaml" }.first { FileManager.default.fileExists(atPath: $0) }
    }
}
