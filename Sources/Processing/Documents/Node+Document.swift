import Yams

extension Node {
    /// The root of a YAML document, which must be UTF-8 and hold nothing that ``YAMLGuard`` refuses.
    ///
    /// - Throws: ``DocumentFaults``.
    init(document bytes: [UInt8], file: String) throws(DocumentFaults) {
        if let finding = YAMLGuard.finding(in: bytes) {
            throw DocumentFaults(file: file, line: finding.line, character: finding.character, message: finding.message)
        }
        guard let text = String(validating: bytes, as: UTF8.self) else {
            throw DocumentFaults(file: file, message: "the file is not UTF-8; save it as UTF-8")
        }
        let root: Node?
        do {
            root = try compose(yaml: text)
        } catch {
            throw DocumentFaults(yamlError: error, file: file)
        }
        guard let root else { throw DocumentFaults(file: file, message: "the file is empty") }
        self = root
    }
}

extension DocumentFaults {
    init(file: String, line: Int = 0, character: Int = 0, message: String) {
        let fault = DocumentFault(
            file: file, line: line, character: character, path: "", message: message, suggestion: nil)
        self.init(faults: [fault])
    }

    init(yamlError: any Error, file: String) {
        guard let error = yamlError as? YamlError else {
            self.init(file: file, message: "the file is no YAML")
            return
        }
        let (mark, message): (Mark?, String) =
            switch error {
            case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
                .composer(_, let problem, let mark, _):
                (mark, problem)
            case .duplicatedKeysInMapping(_, let context):
                (context.mark, "a key appears twice in this mapping; keep one")
            case .reader: (nil, "the file holds a control character that YAML does not allow")
            default: (nil, "the file is no YAML")
            }
        self.init(file: file, line: mark?.line ?? 0, character: mark?.column ?? 0, message: message)
    }
}
