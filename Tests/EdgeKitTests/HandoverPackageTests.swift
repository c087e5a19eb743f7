import EdgeKit
import Foundation
import Processing
import Testing

@Suite struct HandoverPackageTests {
    private func desk() throws -> Desk {
        let desk = try Desk()
        try desk.writeExport()
        #expect(desk.make() == .done)
        return desk
    }

    private func verified(_ desk: Desk) -> EdgeStatus { desk.run(["verify", desk.path("package")]) }

    @Test func `a whole package is accepted, other files are named`() throws {
        let desk = try desk()
        try desk.write([], "package/Thumbs.db")
        #expect(verified(desk) == .done)
        #expect(desk.said.contains("Thumbs.db"))
        #expect(desk.run(["verify", desk.path("package"), "--spec", desk.path("spec.yaml")]) == .done)
        try desk.write(Array((String(decoding: try desk.bytes("spec.yaml"), as: UTF8.self) + "\n").utf8), "spec.yaml")
        #expect(desk.run(["verify", desk.path("package"), "--spec", desk.path("spec.yaml")]) == .integrity)
        #expect(desk.run(["verify", desk.path("none")]) == .usage)
    }

    @Test func `one changed bit is found`() throws {
        let desk = try desk()
        var part = try desk.bytes("package/data.part-0001.cms")
        part[part.count / 2] ^= 1
        try desk.write(part, "package/data.part-0001.cms")
        #expect(try HandoverPackage(reading: desk.path("package")).manifest.parts.count == 1)
        #expect(verified(desk) == .integrity)
    }

    @Test func `a shorter, missing, foreign or linked part is refused`() throws {
        let desk = try desk()
        let name = "package/data.part-0001.cms"
        let part = try desk.bytes(name)
        try desk.write(part.dropLast(), name)
        #expect(faults(desk) == [.size(file: "data.part-0001.cms", expected: part.count, found: part.count - 1)])
        try FileManager.default.removeItem(atPath: desk.path(name))
        #expect(faults(desk) == [.missing(file: "data.part-0001.cms")])
        try desk.write(part, "elsewhere")
        try FileManager.default.createSymbolicLink(
            atPath: desk.path(name), withDestinationPath: desk.path("elsewhere"))
        #expect(faults(desk) == [.notRegular(file: "data.part-0001.cms")])
        try FileManager.default.removeItem(atPath: desk.path(name))
        try desk.write(part, name)
        try desk.write(part, "package/data.part-0002.cms")
        #expect(faults(desk) == [.foreign(file: "data.part-0002.cms")])
        #expect(verified(desk) == .integrity)
    }

    @Test func `a folder or link beside the parts is refused`() throws {
        let desk = try desk()
        try FileManager.default.createDirectory(atPath: desk.path("package/sub"), withIntermediateDirectories: false)
        #expect(faults(desk) == [.notRegular(file: "sub")])
    }

    @Test func `a linked or missing manifest is refused`() throws {
        let desk = try desk()
        let name = "package/manifest.json"
        try desk.write(try desk.bytes(name), "copy")
        try FileManager.default.removeItem(atPath: desk.path(name))
        #expect(faults(desk) == [.missing(file: "manifest.json")])
        try FileManager.default.createSymbolicLink(atPath: desk.path(name), withDestinationPath: desk.path("copy"))
        #expect(faults(desk) == [.notRegular(file: "manifest.json")])
        try FileManager.default.removeItem(atPath: desk.path(name))
        try desk.write([UInt8](repeating: UInt8(ascii: " "), count: 1 << 21), name)
        #expect(faults(desk) == [.manifestSize])
    }

    private func faults(_ desk: Desk) -> [HandoverFault] {
        do throws(HandoverFaults) {
            _ = try HandoverPackage(reading: desk.path("package"))
            return []
        } catch {
            return error.faults
        }
    }
}
