/// The table of `Docs/Architecture.md`: which room stands on which floor, and what follows from it.
struct HousePlan {
    /// The rooms from the ground floor up.
    let floors: [[String]]
    /// The products of other packages and the system libraries that only some rooms may use.
    let reserved: [String: Set<String>]

    static let services: Set<String> = [
        "Certification", "FileRegister", "Solicitation", "Contracts", "DataRequests", "Anonymization", "Delivery",
        "Identity",
    ]

    static let oboro = HousePlan(
        floors: [
            ["Primitives", "COpenSSL", "CLibZip", "CXlsxWriter", "CArguments"],
            ["Messages", "MessageLog", "Deidentification", "MunicipalData", "Spreadsheets"],
            ["ServiceRuntime", "SQLiteMessageLog", "Vault", "Processing"],
            services.sorted(),
            ["AdminCommands", "Portal", "EdgeKit"],
            ["oboro", "oboro-edge"],
        ],
        reserved: [
            "GRDB": ["SQLiteMessageLog", "ServiceRuntime"], "COpenSSL": ["Vault"], "CLibZip": ["Spreadsheets"],
            "CXlsxWriter": ["Spreadsheets"], "XMLCoder": ["Spreadsheets"],
        ])

    /// Everything in `manifest` that the plan forbids, one sentence each.
    func violations(in manifest: Manifest) -> [String] {
        var found: [String] = []
        let rooms = manifest.targets.filter { !$0.isForTests }
        for room in rooms where floor(of: room.name) == nil {
            found.append("\(room.name) stands on no floor of the plan")
        }
        for name in floors.joined() where !rooms.contains(where: { $0.name == name }) {
            found.append("\(name) stands in the plan and not in the manifest")
        }
        let forTests = Set(manifest.targets.filter(\.isForTests).map(\.name))
        for room in rooms {
            for dependency in room.dependencies.map(\.name) {
                found += violations(of: room.name, listing: dependency)
                if forTests.contains(dependency) {
                    found.append("\(room.name) lists \(dependency), which is for tests")
                }
            }
        }
        return found
    }

    private func violations(of room: String, listing dependency: String) -> [String] {
        var found: [String] = []
        if let own = floor(of: room), let other = floor(of: dependency), other >= own {
            let both = HousePlan.services.isSuperset(of: [room, dependency])
            let why = both ? "a service lists no service" : "an arrow leads only downwards"
            found.append("\(room) (floor \(own)) lists \(dependency) (floor \(other)): \(why)")
        }
        if let allowed = reserved[dependency], !allowed.contains(room) {
            found.append(
                "\(room) lists \(dependency), which is reserved for \(allowed.sorted().joined(separator: ", "))")
        }
        return found
    }

    /// Everything that the files of `target` import without the manifest's leave: a room that the target does not list,
    /// or something reserved for others.
    func violations(of target: Manifest.Target, importing modules: [String], file: String) -> [String] {
        let listed = Set(target.dependencies.map(\.name))
        return modules.compactMap { module in
            let isRoom = floor(of: module) != nil
            if isRoom, module != target.name, !listed.contains(module) {
                return "\(file) imports \(module), which \(target.name) does not list"
            }
            if let allowed = reserved[module], !allowed.contains(target.name), !target.isForTests {
                return "\(file) imports \(module), which is reserved for \(allowed.sorted().joined(separator: ", "))"
            }
            return nil
        }
    }

    private func floor(of room: String) -> Int? { floors.firstIndex { $0.contains(room) } }
}

/// The modules that a Swift file imports.
///
/// Reads `import X`, `public import X`, `@_exported import X`, `import struct X.Y`; an import stands on a line of its own.
func importedModules(of source: String) -> [String] {
    let kinds: Set<Substring> = ["struct", "class", "enum", "protocol", "typealias", "func", "let", "var", "actor"]
    let access: Set<Substring> = ["public", "package", "internal", "fileprivate", "private"]
    return source.split(whereSeparator: \.isNewline).compactMap { line in
        var words = line.split(whereSeparator: \.isWhitespace)[...]
        while let first = words.first, first.hasPrefix("@") || access.contains(first) { words.removeFirst() }
        guard words.popFirst() == "import" else { return nil }
        if let first = words.first, kinds.contains(first) { words.removeFirst() }
        return words.first.map { String($0.prefix { $0 != "." && $0 != ";" }) }
    }
}
