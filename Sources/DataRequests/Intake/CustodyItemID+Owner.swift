import Messages
import Primitives
import Vault

/// Custody items of a request are named `132292.REQ-1.<32 hexadecimal digits>`: whoever must destroy one knows whose key
/// it is under, and what a killed intake left behind is found without any record of it.
extension CustodyItemID {
    /// A new random name for a request.
    static func generate(for request: PlannedRequest) throws(VaultError) -> CustodyItemID {
        try CustodyItemID(prefix(of: request) + CustodyItemID.generate().description)
    }

    /// What the names of all items of a request begin with.
    static func prefix(of request: PlannedRequest) -> String { "\(request.municipality).\(request.id)." }

    /// The municipality in the name; nil where the name is not of that kind.
    var owner: OwnerCode? {
        let parts = description.split(separator: ".")
        guard parts.count == 3, let code = try? MunicipalityCode(String(parts[0])) else { return nil }
        return try? OwnerCode(code.description)
    }
}
