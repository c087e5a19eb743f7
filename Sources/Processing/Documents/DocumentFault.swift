/// One fault of a document (recipe, layout, standard): where it stands, what is wrong, and the nearest known name. Carries no cell value.
public struct DocumentFault: Error, Hashable, Codable, Sendable, CustomStringConvertible {
    /// The name of the file.
    public let file: String
    /// The line, from 1; 0 where the fault concerns the file as a whole.
    public let line: Int
    /// The character in the line, from 1; 0 where unknown.
    public let character: Int
    /// The place in the document, such as `columns[3].role`; blank for the file as a whole.
    public let path: String
    /// What is wrong and what is expected, in English.
    public let message: String
    /// The known name that is nearest to an unknown one.
    public let suggestion: String?

    /// Such as `recipe.yaml:12:5: columns[3].role: unknown role 'quasi'; did you mean 'quasi-identifier'?`.
    public var description: String {
        let place = line > 0 ? "\(file):\(line):\(character)" : file
        let subject = path.isEmpty ? "" : "\(path): "
        let hint = suggestion.map { "; did you mean '\($0)'?" } ?? ""
        return "\(place): \(subject)\(message)\(hint)"
    }
}

/// All faults of a document (recipe, layout, standard). A document with any is refused as a whole.
public struct DocumentFaults: Error, Equatable, Sendable, CustomStringConvertible {
    /// The faults in the order of the file; never empty.
    public let faults: [DocumentFault]

    /// One line for each fault.
    public var description: String { faults.map(\.description).joined(separator: "\n") }
}
