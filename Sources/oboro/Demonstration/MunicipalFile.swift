import Foundation
import MunicipalData
import Messages
import Primitives

/// A file as a municipality would hand it over, lying on the municipality's side.
struct MunicipalFile {
    let path: String
    let columns: [String]
    let rows: Int
    let sha256: String
    /// utf-8, cp932 or utf-16le.
    let encoding: String
    let delimiter: String

    /// Writes a generated register with only these columns.
    static func generated(
        municipality: MunicipalityCode, rows: Int, columns: [String], markers: [String], into folder: String
    ) throws -> MunicipalFile {
        let seed = UInt64(municipality.description) ?? 1
        guard
            let register = SyntheticRegister(
                municipality: municipality, residents: rows, seed: seed, markers: markers)
        else { throw DemonstrationError("no register can be generated for \(municipality)") }
        let bytes = try register.bytes()
        let wanted = columns.compactMap { SyntheticRegister.columns.firstIndex(of: $0) }
        guard wanted.count == columns.count else { throw DemonstrationError("a register has no such column") }
        let extract = wanted.count == SyntheticRegister.columns.count ? bytes : select(wanted, of: bytes)
        let path = "\(folder)/\(municipality)-\(rows).csv"
        try write(extract, to: path)
        return MunicipalFile(
            path: path, columns: columns, rows: rows, sha256: ContentHash(of: extract).description,
            encoding: "cp932", delimiter: ",")
    }

    /// The municipality's own extraction. Generated registers have no quotes, so columns are what lies between commas;
    /// no second byte of CP932 is a comma or a newline.
    private static func select(_ wanted: [Int], of bytes: [UInt8]) -> [UInt8] {
        var result: [UInt8] = []
        result.reserveCapacity(bytes.count)
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let cells = line.dropLast().split(separator: UInt8(ascii: ","), omittingEmptySubsequences: false)
            for (index, column) in wanted.enumerated() {
                if index > 0 { result.append(UInt8(ascii: ",")) }
                result += cells[column]
            }
            result += [13, 10]
        }
        return result
    }

    static func write(_ bytes: [UInt8], to path: String) throws {
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data(bytes), attributes: [.posixPermissions: 0o600])
        else { throw DemonstrationError("\(path) cannot be written") }
    }
}

/// The demonstration cannot go on.
struct DemonstrationError: Error, CustomStringConvertible {
    let description: String
    init(_ description: String) { self.description = description }
}
