import ArgumentParser
import Foundation

/// The folder that a site is written into. A list of what was written lies in it, so that the next export takes away the pages
/// of files that were struck out since, and nothing else.
struct RegisterSiteFolder {
    let path: String
    private static let list = ".register-site"

    /// Replaces the site of an earlier export.
    ///
    /// - Throws: `ValidationError` for a folder that holds something else, and what the disk says.
    func write(_ pages: [String: String]) throws {
        let manager = FileManager.default
        let earlier = try earlierPages()
        // The list comes first and names old and new pages: an export that was broken off can be repeated.
        try manager.createDirectory(atPath: path, withIntermediateDirectories: true)
        try write(earlier.union(pages.keys).sorted().joined(separator: "\n") + "\n", to: Self.list)
        for (page, text) in pages {
            let folder = (page as NSString).deletingLastPathComponent
            if !folder.isEmpty {
                try manager.createDirectory(atPath: "\(path)/\(folder)", withIntermediateDirectories: true)
            }
            try write(text, to: page)
        }
        for page in earlier.subtracting(pages.keys) { try? manager.removeItem(atPath: "\(path)/\(page)") }
        try write(pages.keys.sorted().joined(separator: "\n") + "\n", to: Self.list)
    }

    private func write(_ text: String, to page: String) throws {
        try Data(text.utf8).write(to: URL(fileURLWithPath: "\(path)/\(page)"), options: .atomic)
        // For everybody: a web server reads it under a name of its own.
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: "\(path)/\(page)")
    }

    private func earlierPages() throws -> Set<String> {
        let present = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
        if present.isEmpty { return [] }
        guard let data = FileManager.default.contents(atPath: "\(path)/\(Self.list)") else {
            throw ValidationError("\(path) holds something else than a register site: name an empty folder")
        }
        return Set(String(decoding: data, as: UTF8.self).split(separator: "\n").map(String.init).filter(Self.isPage))
    }

    /// Whether a line of the list can be a page of a site: `index.html`, `132292/FILE-1.html`; nothing that leads out of the
    /// folder.
    private static func isPage(_ line: String) -> Bool {
        let parts = line.split(separator: "/", omittingEmptySubsequences: false)
        return (1...2).contains(parts.count)
            && parts.allSatisfy { part in
                part.first.map { $0 != "." } == true
                    && part.utf8.allSatisfy { byte in
                        (0x30...0x39).contains(byte) || (0x41...0x5A).contains(byte) || (0x61...0x7A).contains(byte)
                            || byte == 0x2D || byte == 0x2E
                    }
            }
    }
}
