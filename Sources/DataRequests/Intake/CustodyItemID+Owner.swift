import Primitives
import Vault

/// Custody items of a request are named `132292.<32 hexadecimal digits>`, so that whoever must destroy one knows whose
/// key it is under without asking anybody.
extension CustodyItemID {
    /// A new random name under a municipality.
    static func generate(for municipality: MunicipalityCode) -> CustodyItemID? {
        try? CustodyItemID("\(municipality).\(CustodyItemID.generate())")
    }

    /// The municipality in the name; nil where the name is not of that kind.
    var owner: OwnerCode? {
        let parts = description.split(separator: ".")
        guard parts.count == 2, let code = try? MunicipalityCode(String(parts[0])) else { return nil }
        return try? OwnerCode(code.description)
    }
}
