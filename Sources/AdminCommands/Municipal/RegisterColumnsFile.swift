import ArgumentParser
import Foundation
import Processing

/// Where the declared headings of lists stand.
enum RegisterColumnsFile {
    /// Reads the file given, or the one of the configuration.
    static func read(_ given: String?) throws -> RegisterColumns {
        guard let path = given ?? ConfigurationFolder.path("register").map({ $0 + "/columns.yaml" }) else {
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
}
