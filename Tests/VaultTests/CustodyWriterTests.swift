import Foundation
import Testing
import Vault

/// Items that are written piece by piece, their kind known at the end.
@Suite struct CustodyWriterTests {
    @Test(arguments: CustodyKind.allCases)
    func `an item is of the kind that it is finished as`(kind: CustodyKind) throws {
        let test = try TestVault()
        let seed: UInt64 = 7
        print("seed \(seed)")
        var generator = SeededGenerator(seed: seed)
        let content = generator.bytes(Vault.chunkSize * 2 + 5)
        let writer = try test.vault.writer(id: item("a"), owner: owner())
        for piece in pieces(of: content, using: &generator, longest: 700_000) { try writer.write(piece) }
        #expect(try test.vault.items() == [])
        let stored = try writer.finish(as: kind)
        #expect(stored.kind == kind && stored.byteCount == content.count)
        #expect(try test.vault.readAll(item("a"), owner: owner(), limit: 1 << 30) == content)
        #expect(try test.vault.verify(item("a"), owner: owner()) == stored)
    }

    @Test func `a writer that is discarded, or forgotten, leaves nothing`() throws {
        let test = try TestVault()
        let writer = try test.vault.writer(id: item("a"), owner: owner())
        try writer.write([UInt8](repeating: 1, count: Vault.chunkSize * 2))
        #expect(throws: VaultError.itemBusy(try item("a"))) { _ = try test.vault.writer(id: item("a"), owner: owner()) }
        writer.discard()
        _ = try test.vault.writer(id: item("b"), owner: owner())
        #expect(try test.files().keys.filter { $0.hasPrefix("items") || $0.hasPrefix("keys/items") } == [])
        #expect(try test.vault.items() == [])
    }
}
