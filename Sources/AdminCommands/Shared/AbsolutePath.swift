import ArgumentParser
import Foundation

/// The server runs in another folder: paths travel as absolute ones.
enum AbsolutePath {
    static func of(_ path: String) -> String {
        if path.hasPrefix("/") { return path }
        return FileManager.default.currentDirectoryPath + "/" + path
    }
}

/// A small UTF-8 file named on the command line.
package enum TextFile {
    /// The text, or a usage error that names the file.
    package static func read(_ path: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: path), let text = String(data: data, encoding: .utf8)
        else { throw ValidationError("the file \(path) cannot be read as UTF-8 text") }
        return text
    }
}
