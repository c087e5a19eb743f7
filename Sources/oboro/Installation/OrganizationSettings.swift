import Foundation
import Yams

/// Who runs this installation (`organization.yaml`).
struct OrganizationSettings: Decodable {
    /// The organization's official name, as it stands on receipts and certificates.
    let name: String

    static func load(folder: String) throws -> OrganizationSettings {
        let path = folder + "/organization.yaml"
        guard let data = FileManager.default.contents(atPath: path) else {
            throw SettingsError(description: "configuration \(path): cannot be read; name the folder with --config")
        }
        do {
            return try YAMLDecoder().decode(OrganizationSettings.self, from: data)
        } catch {
            throw SettingsError(description: "configuration \(path): \(error)")
        }
    }
}

/// The settings cannot be used.
struct SettingsError: Error, CustomStringConvertible {
    let description: String
}
