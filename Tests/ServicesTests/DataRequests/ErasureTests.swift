import DataRequests
import Messages
import Primitives
import ServiceRuntime
import TestSupport
import Testing
import Vault

@Suite struct ErasureTests {
    private static let method = DestructionRecord(
        item: "132292.method", kind: "method-information", sha256: ContentHash(of: "key"),
        method: Destruction.method, at: day(2026, 4, 20).morning)

    /// From the delivery to the day after the agreed time, with the erasure begun.
    private func deliveredAndDue() async throws -> (
        desk: DataRequestDesk, source: CustodyItemID, begun: DataRequestEvent
    ) {
        var desk = try DataRequestDesk()
        _ = try await desk.receive(IntakeTests.bad[0].bytes)
        _ = try await desk.receive(IntakeTests.good)
        let source = try #require(try desk.vault.items().first)
        let created = CreatedInformation(
            contract: "CON-1", personCount: 2, items: ["町名"], desk: "窓口", until: day(2028, 3, 31))
        let event = DeliveryEvent.deliveryAcknowledged(
            request: "REQ-1", file: "FILE-1", created: created, on: desk.story.scenario.now.japaneseDate)
        try await desk.react(to: event, on: "DEL-1")
        #expect(desk.story.stage() == "delivered")
        desk.story.scenario.wait(until: day(2026, 4, 20))
        let begun = try #require(try await desk.run(.requestErase(id: "REQ-1"), by: .system).first)
        return (desk, source, begun)
    }

    @Test func `sources are destroyed and a signed certificate goes to the municipality`() async throws {
        var (desk, source, begun) = try await deliveredAndDue()
        try await desk.react(to: begun, on: "REQ-1")
        #expect(desk.story.stage() == "erasing")
        #expect(throws: VaultError.destroyed(source)) {
            try desk.vault.readAll(source, owner: OwnerCode("132292"), limit: 1 << 20)
        }
        #expect(desk.story.scenario.state.view(of: "REQ-1")?.blockers.map(\.code) == ["I-ERASE-METHOD"])
        let erased = AnonymizationEvent.jobMethodErased(request: "REQ-1", destroyed: [Self.method])
        try await desk.react(to: erased, on: "JOB-1")
        #expect(desk.story.stage() == "erased")
        guard case .requestErasureCertified("REQ-1", let certificate) = desk.events.last else {
            Issue.record("\(desk.events)")
            return
        }
        #expect(try desk.isSigned(certificate))
        for part in [
            "消去証明書", "消第REQ-1号", "西東京市長　様", "132292", "朧作成機構", "CON-1", "8西総第12号", "利用契約に定める消去期日の到来",
            source.description, ContentHash(of: IntakeTests.good).description,
            ContentHash(of: IntakeTests.bad[0].bytes).description, "受け入れなかったファイル", "132292.method", "加工方法等情報",
            ContentHash(of: "key").description, "令和8年4月20日10時00分00秒",
        ] {
            #expect(certificate.text.contains(part), "\(part)")
        }
        #expect(!certificate.text.contains(IntakeTests.marker))
    }

    @Test func `the two erasures may come in either order and more than once`() async throws {
        var (desk, _, begun) = try await deliveredAndDue()
        let erased = AnonymizationEvent.jobMethodErased(request: "REQ-1", destroyed: [Self.method])
        try await desk.react(to: erased, on: "JOB-1")
        #expect(desk.story.stage() == "erasing")
        try await desk.react(to: begun, on: "REQ-1")
        #expect(desk.story.stage() == "erased")
        try await desk.react(to: begun, on: "REQ-1")
        try await desk.react(to: erased, on: "JOB-1")
        let certified = desk.events.count { if case .requestErasureCertified = $0 { true } else { false } }
        #expect(certified == 1)
    }

    @Test func `a destruction that was cut short is completed by the next try`() async throws {
        var (desk, source, begun) = try await deliveredAndDue()
        // The vault had destroyed the source when the process was killed.
        _ = try desk.vault.destroy(source, owner: OwnerCode("132292"))
        try await desk.react(to: begun, on: "REQ-1")
        let recorded = desk.events.contains { if case .requestSourceErased = $0 { true } else { false } }
        #expect(recorded)
    }

    @Test func `a file that never became a source needs no erasure of method information`() async throws {
        var desk = try DataRequestDesk()
        _ = try await desk.receive(IntakeTests.bad[7].bytes)
        let begun = try await desk.run(.requestErase(id: "REQ-1"), by: desk.story.custodian)
        try await desk.react(to: try #require(begun.first), on: "REQ-1")
        #expect(desk.story.stage() == "erased")
        #expect(try desk.vault.items().isEmpty)
        guard case .requestErasureCertified(_, let certificate) = desk.events.last else {
            Issue.record("\(desk.events)")
            return
        }
        #expect(certificate.text.contains("受入れできないファイルの廃棄") && certificate.text.contains("該当なし"))
    }

    @Test(arguments: [RequestStage.held, .withdrawn, .lapsed, .erasing])
    func `what a killed intake left in the vault is found and destroyed`(stage: RequestStage) async throws {
        var desk = try DataRequestDesk(stage)
        let owner = try OwnerCode("132292")
        let orphan = try CustodyItemID("132292.REQ-1.00112233445566778899aabbccddeeff")
        // The fold of this stage names one item, and another request holds one as well.
        let named = try CustodyItemID("132292.REQ-1.a1")
        let other = try CustodyItemID("132292.REQ-10.00112233445566778899aabbccddeeff")
        for id in [orphan, named, other] {
            try desk.vault.store(id: id, owner: owner, kind: .sourceFile, bytes: IntakeTests.good)
        }
        let event: DataRequestEvent =
            switch stage {
            case .held:
                .requestReceived(
                    manifest: DataRequestStory.manifest,
                    source: ProvidedSource(
                        request: "REQ-1", contract: try ContractSamples.effective(),
                        municipality: try MunicipalityCode("132292"), file: "FILE-1",
                        decision: DataRequestStory.granted, facts: DataRequestStory.facts()),
                    receipt: nil)
            case .withdrawn: .requestWithdrawn(id: "REQ-1", reason: "撤回")
            case .lapsed: .requestLapsed(id: "REQ-1", reason: "contract-cancelled")
            default: .requestErasureBegun(id: "REQ-1", items: ["132292.REQ-1.a1"], reason: "withdrawn")
            }
        try await desk.react(to: event, on: "REQ-1")
        // What lapsed never had a file, so that even the second one is nobody's; what is erasing loses all.
        let keepsSource = stage == .held || stage == .withdrawn
        #expect(try desk.vault.items() == (keepsSource ? [named, other] : [other]))
    }

    @Test func `the end of a contract reaches its round`() async throws {
        let number = try CorporateNumber("7000012050002")
        let ends: [ContractEvent] = [
            .contractExpired(
                id: "CON-1",
                erasureReportDue: Deadline(from: .start, 30, .days, calendar: try testRules().calendar)),
            .contractCancelled(
                id: "CON-1", ground: .deceit, reason: "虚偽", business: number, barredUntil: day(2028, 4, 1)),
        ]
        for end in ends {
            var desk = try DataRequestDesk(.held)
            try await desk.react(to: end, on: "CON-1")
            #expect(desk.story.scenario.state.view(of: "REQ-1")?.blockers.map(\.code) == ["I-CONTRACT-ENDED"])
        }
    }

    @Test func `a contract in effect plans a round`() async throws {
        var desk = try DataRequestDesk(.planned)
        let effective = try ContractSamples.effective("CON-2")
        try await desk.react(to: ContractEvent.contractEffective(effective: effective), on: "CON-2")
        #expect(desk.story.stage(of: "RND-2") == "planned")
    }
}
