import Primitives
import Yams

extension DocumentReading {
    /// A text that says something.
    mutating func notBlank(_ node: Node, _ path: String) -> String? {
        guard let text = text(node, path) else { return nil }
        if text.isEmpty { fault(node, path, "the text is blank") }
        return text
    }

    /// A day such as `2026-04-01`.
    mutating func day(_ node: Node, _ path: String) -> CivilDate? {
        guard let text = text(node, path) else { return nil }
        guard let day = CivilDate(text) else {
            fault(node, path, "a day such as 2026-04-01 is expected")
            return nil
        }
        return day
    }

    /// A local government code with its check digit.
    mutating func municipality(_ node: Node, _ path: String) -> MunicipalityCode? {
        guard let text = text(node, path) else { return nil }
        do throws(CheckedCodeError) {
            return try MunicipalityCode(text)
        } catch {
            fault(node, path, error.description)
            return nil
        }
    }
}
