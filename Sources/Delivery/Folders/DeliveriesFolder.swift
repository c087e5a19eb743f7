import FoundationEssentials
import Messages

/// The folder of all sealed packages: `<root>/DEL-1/<attempt>/…`, parts and receipt. A package appears complete or not
/// at all.
struct DeliveriesFolder: Sendable {
    static let receipt = "receipt.json"

    let root: String

    /// The package of one attempt.
    func path(of delivery: String, attempt: Int) -> String { "\(root)/\(delivery)/\(attempt)" }

    /// Makes an empty folder to seal into; what a killed worker left under the same attempt is removed.
    func makeTemporary(for delivery: String, attempt: Int) throws -> String {
        let temporary = path(of: delivery, attempt: attempt) + ".partial"
        try removeIfPresent(temporary)
        try removeIfPresent(path(of: delivery, attempt: attempt))
        try FileManager.default.createDirectory(atPath: temporary, withIntermediateDirectories: true)
        return temporary
    }

    /// Puts a finished package in its place.
    func publish(_ temporary: String, of delivery: String, attempt: Int) throws {
        try HostFolder(temporary).synchronize()
        try FileManager.default.moveItem(atPath: temporary, toPath: path(of: delivery, attempt: attempt))
        try HostFolder("\(root)/\(delivery)").synchronize()
        try HostFolder(root).synchronize()
    }

    /// Removes one attempt's package, or all of a delivery.
    func remove(_ delivery: String, attempt: Int? = nil) throws {
        guard let attempt else { return try removeIfPresent("\(root)/\(delivery)") }
        try removeIfPresent(path(of: delivery, attempt: attempt))
        try removeIfPresent(path(of: delivery, attempt: attempt) + ".partial")
    }

    private func removeIfPresent(_ path: String) throws {
        if FileManager.default.fileExists(atPath: path) { try FileManager.default.removeItem(atPath: path) }
    }

    /// Makes sure that a destination is a folder to copy into, and makes it where there is none.
    func openDestination(_ path: String, creating: Bool) throws(Refusal) -> HostFolder? {
        if !FileManager.default.fileExists(atPath: path) {
            guard creating else { return nil }
            do {
                try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
            } catch {
                throw Self.refusal(path, "the folder cannot be made")
            }
        }
        do {
            return try HostFolder(path)
        } catch {
            throw Self.refusal(path, "\(error)")
        }
    }

    /// Copies a sealed package with its receipt; can be repeated.
    func copy(_ package: SealedPackage, of delivery: String, attempt: Int, to destination: String) throws(Refusal) {
        guard let target = try openDestination(destination, creating: true) else { return }
        do throws(HostFolderError) {
            let source = try HostFolder(path(of: delivery, attempt: attempt))
            for part in package.parts {
                try source.copy(part.name, to: target, expecting: part.sha256.description)
            }
            try target.publish(Array(MessageCoding.text(package.receipt).utf8), as: Self.receipt)
        } catch {
            throw Refusal(
                .unavailable, "E-DELIVERY-COPY",
                "\(error); the download counts, repeat the command with the same key when it is mended",
                "一式を複写できませんでした（\(error)）。同じ受付キーで再実行してください。")
        }
    }

    private static func refusal(_ path: String, _ why: String) -> Refusal {
        Refusal(
            .invalid, "E-DELIVERY-DESTINATION", "\(path) cannot be the destination: \(why)",
            "受領先のフォルダー（\(path)）を使用できません。")
    }
}
