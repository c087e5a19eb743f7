import Foundation
import Testing

@Suite struct TargetGraphTests {
    private let plan = HousePlan.oboro

    @Test func `the manifest keeps to the plan of the house`() throws {
        #expect(plan.violations(in: try Manifest.ofThisPackage.get()) == [])
    }

    @Test(arguments: [
        ("Contracts", "Delivery", "a service lists no service"),
        ("Identity", "Certification", "a service lists no service"),
        ("Messages", "ServiceRuntime", "an arrow leads only downwards"),
        ("Messages", "MessageLog", "an arrow leads only downwards"),
        ("Vault", "Processing", "an arrow leads only downwards"),
        ("AdminCommands", "Portal", "an arrow leads only downwards"),
        ("Primitives", "oboro", "an arrow leads only downwards"),
        ("Contracts", "GRDB", "reserved for SQLiteMessageLog, ServiceRuntime"),
        ("Portal", "GRDB", "reserved for SQLiteMessageLog, ServiceRuntime"),
        ("Delivery", "COpenSSL", "reserved for Vault"),
        ("Contracts", "TestSupport", "which is for tests"),
    ])
    func `finds the arrow that was drawn where none may be`(room: String, dependency: String, why: String) throws {
        var manifest = try Manifest.ofThisPackage.get()
        let index = try #require(manifest.targets.firstIndex { $0.name == room })
        manifest.targets[index].dependencies.append(.init(name: dependency))
        let found = plan.violations(in: manifest)
        #expect(found.count == 1)
        #expect(found.allSatisfy { $0.contains(room) && $0.contains(dependency) && $0.contains(why) })
    }

    @Test func `finds a room that the plan lacks and a room that the manifest lacks`() throws {
        var manifest = try Manifest.ofThisPackage.get()
        let index = try #require(manifest.targets.firstIndex { $0.name == "Portal" })
        manifest.targets[index].name = "Annex"
        #expect(
            plan.violations(in: manifest) == [
                "Annex stands on no floor of the plan", "Portal stands in the plan and not in the manifest",
            ])
    }

    @Test func `no file imports a room that its target does not list`() throws {
        let manifest = try Manifest.ofThisPackage.get()
        var read = 0
        for target in manifest.targets {
            let folder = Manifest.root.appending(path: target.folder)
            let files = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
            while let file = files?.nextObject() as? URL {
                guard file.pathExtension == "swift" else { continue }
                let modules = importedModules(of: try String(contentsOf: file, encoding: .utf8))
                #expect(plan.violations(of: target, importing: modules, file: file.lastPathComponent) == [])
                read += 1
            }
        }
        #expect(read > manifest.targets.count)
    }

    @Test func `finds the import that the manifest does not allow`() {
        let target = Manifest.Target(
            name: "Contracts", type: "regular", path: nil,
            dependencies: [.init(name: "Messages"), .init(name: "ServiceRuntime")])
        let modules = importedModules(
            of: [
                "import Foundation", "public import Messages", "  import Delivery",
                "@_exported import struct MunicipalData.CP932", "import GRDB", "// import Vault",
                "let text = \"import Vault\"",
            ].joined(separator: "\n"))
        #expect(modules == ["Foundation", "Messages", "Delivery", "MunicipalData", "GRDB"])
        #expect(
            plan.violations(of: target, importing: modules, file: "Contract.swift") == [
                "Contract.swift imports Delivery, which Contracts does not list",
                "Contract.swift imports MunicipalData, which Contracts does not list",
                "Contract.swift imports GRDB, which is reserved for SQLiteMessageLog, ServiceRuntime",
            ])
    }
}
