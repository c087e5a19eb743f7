import ArgumentParser
import Foundation
import Messages
import Yams

/// Content that an operator wrote into a YAML or JSON file.
///
/// An object with a member `file` and no `hash` names a document: its SHA-256 is put in its place, since documents
/// travel as hashes only.
enum ContentFile {
    static func read(_ path: String) throws -> JSONValue {
        let data: Data
        if path == "-" {
            data = try FileHandle.standardInput.readToEnd() ?? Data()
        } else {
            guard let contents = FileManager.default.contents(atPath: path) else {
                throw ValidationError("the file \(path) cannot be read")
            }
            data = contents
        }
        guard let text = String(data: data, encoding: .utf8) else {
            throw ValidationError("the file \(path) is not UTF-8")
        }
        do {
            guard let node = try Yams.compose(yaml: text) else { throw ValidationError("the file \(path) is empty") }
            return try resolveDocuments(value(node), beside: (path as NSString).deletingLastPathComponent)
        } catch let error as YamlError {
            throw ValidationError("the file \(path) is neither YAML nor JSON: \(error)")
        }
    }

    private static func value(_ node: Node) throws -> JSONValue {
        switch node {
        case .mapping(let mapping):
            var members: [String: JSONValue] = [:]
            for (key, child) in mapping { members[key.string ?? ""] = try value(child) }
            return .object(members)
        case .sequence(let sequence): return .array(try sequence.map(value))
        case .scalar(let scalar): return plain(scalar, node)
        case .alias: throw ValidationError("aliases are not supported in content files")
        }
    }

    /// Quoted scalars stay texts; others are read as JSON would: null, true, false, numbers, else text.
    private static func plain(_ scalar: Node.Scalar, _ node: Node) -> JSONValue {
        guard scalar.style == .plain || scalar.style == .any else { return .string(scalar.string) }
        switch scalar.string {
        case "", "~", "null": return .null
        case "true": return true
        case "false": return false
        default: break
        }
        // A leading zero belongs to a code (013201), not to a number.
        if scalar.string.count > 1, scalar.string.first == "0", !scalar.string.contains(".") {
            return .string(scalar.string)
        }
        if let integer = Int(scalar.string) { return .integer(integer) }
        if let number = Double(scalar.string) { return .number(number) }
        return .string(scalar.string)
    }

    private static func resolveDocuments(_ value: JSONValue, beside folder: String) throws -> JSONValue {
        switch value {
        case .array(let values): return .array(try values.map { try resolveDocuments($0, beside: folder) })
        case .object(var members):
            if let file = members["file"]?.text, members["hash"] == nil, members["kind"] != nil {
                let path = file.hasPrefix("/") || folder.isEmpty ? file : "\(folder)/\(file)"
                guard let contents = FileManager.default.contents(atPath: path) else {
                    throw ValidationError("the document \(path) cannot be read")
                }
                members["hash"] = .string(ContentHash(of: Array(contents)).description)
                members["file"] = nil
            }
            return .object(try members.mapValues { try resolveDocuments($0, beside: folder) })
        default: return value
        }
    }
}
