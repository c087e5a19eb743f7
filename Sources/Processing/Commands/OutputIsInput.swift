import Foundation

/// An output would take the place of a file that the command reads.
package struct OutputIsInput: Error, CustomStringConvertible {
    let path: String

    package var description: String { "\(path): is read by this command and would be overwritten; choose another file" }

    /// Refuses an output that is one of the inputs, by whatever name: by another path, a link, or in another case of a file
    /// system that ignores case.
    package static func check(_ output: String, against inputs: [String]) throws(OutputIsInput) {
        for input in inputs where isSame(output, input) { throw OutputIsInput(path: output) }
    }

    private static func isSame(_ left: String, _ right: String) -> Bool {
        guard let first = try? FileManager.default.attributesOfItem(atPath: resolved(left)),
            let second = try? FileManager.default.attributesOfItem(atPath: resolved(right))
        else { return false }
        return first[.systemNumber] as? Int == second[.systemNumber] as? Int
            && first[.systemFileNumber] as? Int == second[.systemFileNumber] as? Int
    }

    private static func resolved(_ path: String) -> String {
        URL(fileURLWithPath: path).resolvingSymlinksInPath().path
    }
}
