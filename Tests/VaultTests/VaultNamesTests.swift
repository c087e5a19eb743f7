import Foundation
import Glibc
import Testing
import Vault

/// No name and no file in another's place leads the vault elsewhere.
@Suite struct VaultNamesTests {
    @Test(arguments: [
        "", ".", "..", "../x", "a/b", "/etc/passwd", "a\u{0}b", "a b", ".hidden", "a.partial", "名前", "a\n", "a\\b",
        "é", "a%2f", String(repeating: "a", count: 129),
    ])
    func `refuses a hostile item name and does not repeat it`(name: String) {
        let error = #expect(throws: VaultError.invalidItemID) { try CustodyItemID(name) }
        #expect(name.count < 3 || error?.description.contains(name) == false)
    }

    @Test(arguments: ["", ".", "..", "132292/..", "13_2292", "132292.", "１３２２９２", String(repeating: "1", count: 65)])
    func `refuses a hostile owner code`(code: String) {
        #expect(throws: VaultError.invalidOwner) { try OwnerCode(code) }
    }

    @Test(arguments: ["a", "A-1_b.csv", "..a".replacing("..", with: "x.."), String(repeating: "z", count: 128)])
    func `takes ordinary names`(name: String) throws {
        #expect(try CustodyItemID(name).description == name)
    }

    @Test func `generates names that differ and that it accepts`() throws {
        var generator = SeededGenerator(seed: 5)
        let names = (0..<1000).map { _ in CustodyItemID.generate(using: &generator) }
        #expect(Set(names).count == 1000)
        for name in names { #expect(try CustodyItemID(name.description) == name) }
        var again = SeededGenerator(seed: 5)
        #expect(CustodyItemID.generate(using: &again) == names[0])
        #expect(CustodyItemID.generate() != CustodyItemID.generate())
    }

    @Test(arguments: ["items/a", "keys/items/a", "keys/municipalities/132292", "vault"])
    func `follows no symbolic link in a file's place`(name: String) throws {
        let test = try TestVault()
        try test.vault.store(id: item("a"), owner: owner(), kind: .output, bytes: [1])
        let path = test.root + "/" + name
        let moved = test.home.path("moved")
        try FileManager.default.moveItem(atPath: path, toPath: moved)
        try FileManager.default.createSymbolicLink(atPath: path, withDestinationPath: moved)
        let error = failure {
            try Vault(root: test.root, organizationKey: test.key).verify(item("a"), owner: owner())
        }
        guard case .symbolicLink(let file) = error else {
            Issue.record("\(name): \(String(describing: error))")
            return
        }
        #expect(file.hasSuffix(name))
    }

    @Test(arguments: ["items", "keys", "keys/items", "destroyed"])
    func `follows no symbolic link in a directory's place`(name: String) throws {
        let test = try TestVault()
        let moved = test.home.path("moved")
        try FileManager.default.moveItem(atPath: test.root + "/" + name, toPath: moved)
        try FileManager.default.createSymbolicLink(atPath: test.root + "/" + name, withDestinationPath: moved)
        let error = failure { try Vault(root: test.root, organizationKey: test.key) }
        guard case .symbolicLink(let file) = error else {
            Issue.record("\(name): \(String(describing: error))")
            return
        }
        #expect(file.hasSuffix(name))
    }

    @Test func `destroys through no symbolic link`() throws {
        let test = try TestVault()
        try test.vault.store(id: item("a"), owner: owner(), kind: .output, bytes: [1])
        try test.home.write([1, 2, 3], to: "bystander")
        let path = test.root + "/keys/items/a"
        try FileManager.default.removeItem(atPath: path)
        try FileManager.default.createSymbolicLink(
            atPath: path, withDestinationPath: test.home.path("bystander"))
        #expect(failure { try test.vault.destroy(item("a"), owner: owner()) } != nil)
        #expect(try test.home.bytes("bystander") == [1, 2, 3])
    }

    @Test func `does not wait on a pipe in an item's place`() throws {
        let test = try TestVault()
        #expect(mkfifo(test.root + "/items/a", 0o600) == 0)
        #expect(
            failure { try test.vault.verify(item("a"), owner: owner()) }
                == .notRegularFile(file: test.root + "/items/a"))
    }

    @Test func `keeps everything from other users`() throws {
        let test = try TestVault()
        try test.vault.store(owner: owner(), kind: .output, bytes: [1])
        for name in try FileManager.default.subpathsOfDirectory(atPath: test.root) + ["."] {
            var status = stat()
            #expect(stat(test.root + "/" + name, &status) == 0)
            #expect(status.st_mode & 0o077 == 0, "\(name)")
        }
    }
}
