import DataRequests
import Foundation
import Yams

/// Who runs this installation (`organization.yaml`).
struct OrganizationSettings: Decodable {
    /// The organization's official name, as it stands on receipts and certificates.
    let name: String
    /// How files are taken in; what is left out is as usual.
    let intake: Intake?

    /// How files of municipalities are taken in.
    struct Intake: Decodable {
        /// The largest file, in gigabytes (GiB).
        let sizeLimitGigabytes: Int?
        /// Threads that parse and check a file.
        let threads: Int?
    }

    /// The same for the service; numbers below 1 are refused at the start.
    var intakeSettings: IntakeSettings {
        get throws {
            var settings = IntakeSettings()
            if let gigabytes = intake?.sizeLimitGigabytes {
                guard (1...1024).contains(gigabytes) else {
                    throw SettingsError(description: "organization.yaml: intake.sizeLimitGigabytes must be 1 to 1024")
                }
                settings.sizeLimit = gigabytes << 30
            }
            if let threads = intake?.threads {
                guard (1...64).contains(threads) else {
                    throw SettingsError(description: "organization.yaml: intake.threads must be 1 to 64")
                }
                settings.threads = threads
            }
            return settings
        }
    }

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
