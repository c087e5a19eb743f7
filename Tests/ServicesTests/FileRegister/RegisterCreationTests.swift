import FileRegister
import Messages
import Primitives
import ServiceRuntime
import TestSupport
import Testing

/// The block of 法117条, and what old logs hold.
@Suite struct RegisterCreationTests {
    static let created = CreatedInformation(
        contract: "CON-1", personCount: 48_000, items: ["要介護度"], desk: "総務課", until: day(2027, 3, 31))
    static let record = FileRegisterCommand.registerRecordCreation(id: "FILE-1", created: created)

    @Test func `the block is taken out on the day after the period, once, and stays out`() throws {
        var story = try RegisterTests.published()
        try story.run(Self.record, by: .system)
        story.wait(until: day(2027, 3, 31))
        #expect(story.runDue().isEmpty)
        #expect(story.state.view(of: "FILE-1")?.facts["created"] != nil)
        story.wait(until: day(2027, 4, 1))
        #expect(story.runDue().names.contains("register.creation-ended"))
        let view = try #require(story.state.view(of: "FILE-1"))
        #expect(view.facts["created"] == nil)
        #expect(view.related == ["CON-1"])
        #expect(!story.runDue().names.contains("register.creation-ended"))
        #expect(try story.run(Self.record, by: .system).events.isEmpty)
    }

    @Test func `the end of the period comes neither early nor for an unknown contract`() throws {
        var story = try RegisterTests.published()
        try story.run(Self.record, by: .system)
        let end = FileRegisterCommand.registerEndCreation(id: "FILE-1", contract: "CON-1")
        #expect(try story.run(end, by: .system).events.isEmpty)
        story.wait(until: day(2030, 1, 1))
        let other = FileRegisterCommand.registerEndCreation(id: "FILE-1", contract: "CON-9")
        #expect(try story.run(other, by: .system).events.isEmpty)
        #expect(try story.run(end, by: .system).events.names == ["register.creation-ended"])
    }

    @Test func `the block of a struck file ends as well`() throws {
        var story = try RegisterTests.published()
        try story.run(Self.record, by: .system)
        try story.run(.registerStrike(id: "FILE-1", reason: "保有終了"), by: RegisterTests.approver)
        story.wait(until: day(2027, 4, 1))
        #expect(story.runDue().names == ["register.creation-ended"])
    }

    /// An event as it was written before items and entries could say more.
    private static let old = """
        {"id":"FILE-1","entry":{"name":"台帳","municipality":"132292","body":"西東京市長","department":"課","purpose":"給付",\
        "items":[{"name":"生年月日","type":"date","class":"quasi-identifier"}],"scope":"者","collection":"申請",\
        "specialCare":false,"ordinanceSpecialCare":false,"regularRecipients":"","disclosureDesk":"課",\
        "specialProcedures":"","computerised":true,"solicitable":false,"proposalDesk":"","remarks":"","personCount":1000}}
        """

    @Test func `an event without the newer members still reads, and is written as it was`() throws {
        let event = try MessageCoding.decode(FileRegisterEvent.self, name: "register.drafted", json: Self.old)
        guard case .registerDrafted("FILE-1", let entry) = event else {
            Issue.record("another event: \(event)")
            return
        }
        #expect(entry.refreshCycle == nil && entry.personCountAsOf == nil && entry.items.first?.length == nil)
        #expect(try JSONValue(text: MessageCoding.encode(event).json) == JSONValue(text: Self.old))
    }

    @Test func `what an entry says more travels with it`() throws {
        let entry = try registerEntry {
            $0.items = [
                RegisterItem(
                    name: "要介護度", type: "code", itemClass: .sensitive, length: 2, standardItem: "010-0123",
                    missingRate: 0.125)
            ]
            $0.manualUse = false
            $0.personCountAsOf = day(2026, 4, 1)
            $0.refreshCycle = "毎月"
            $0.retention = "5年"
        }
        let (name, json) = try MessageCoding.encode(FileRegisterEvent.registerSaved(entry: entry))
        guard case .registerSaved(entry) = try MessageCoding.decode(FileRegisterEvent.self, name: name, json: json)
        else {
            Issue.record("not the same entry")
            return
        }
    }

    @Test(arguments: [-0.01, 1.01, 12.5])
    func `a missing rate is a share`(rate: Double) throws {
        let entry = try registerEntry {
            $0.items = [RegisterItem(name: "x", type: "text", itemClass: .other, missingRate: rate)]
        }
        #expect(entry.completenessReasons.map(\.code) == ["E-REGISTER-ITEM-RATE"])
    }

    @Test func `the view holds the whole entry and the days of publication and change`() throws {
        let view = try #require(try RegisterTests.published().state.view(of: "FILE-1"))
        #expect(view.facts["entry"] == MessageCoding.value(try registerEntry()))
        #expect(view.facts["publishedOn"] == "2026-04-01" && view.facts["changedOn"] == "2026-04-01")
    }
}
