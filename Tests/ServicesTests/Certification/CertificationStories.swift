import Certification
import Messages
import Primitives
import ServiceRuntime
import TestSupport

/// Stories that tests of the certification service begin with: drafted on 1 April 2026, valid until 31 March 2031.
enum CertificationStories {
    static let representative = Actor.with(.representative)
    static let regulator = Actor.with(.regulator)

    /// A complete application, with some members of its JSON text replaced.
    static func application(_ replace: [String: JSONValue] = [:]) throws -> CertificationApplication {
        let kinds = [
            "application", "articles", "registry", "residents", "business-plan-current", "business-plan-next",
        ]
        let documents = kinds.map { kind in
            MessageCoding.value(
                SubmittedDocument(kind: kind, name: kind, issuedOn: day(2026, 3, 1), hash: ContentHash(of: kind)))
        }
        var members: [String: JSONValue] = [
            "name": "朧作成機構", "corporateNumber": .string(Organization.business.code), "address": "東京都千代田区",
            "representative": "代表 太郎", "documents": .array(documents), "managementMethods": "専用線で接続した区画で管理",
            "officers": [["name": "代表 太郎", "position": "代表理事", "declared": true]], "subcontractors": [],
            "safetyMeasures": [
                "organizational": "責任者", "human": "教育", "physical": "区画", "technical": "暗号化",
            ],
        ]
        members.merge(replace) { $1 }
        return try decoded(MessageCoding.text(JSONValue.object(members)))
    }

    static func change(_ matter: String) throws -> CertificationChange {
        try decoded("{\"matter\": \"\(matter)\", \"before\": \"旧\", \"after\": \"新\"}")
    }

    static func drafted() throws -> Scenario<CertificationState> {
        var story = try Scenario(CertificationState.self)
        try story.run(.certificationDraft(application: try application()), by: representative)
        return story
    }

    static let certify = CertificationCommand.certificationCertify(
        id: "CERT-1", conditions: [], scope: ["介護"], validUntil: day(2031, 3, 31))

    static func certified() throws -> Scenario<CertificationState> {
        var story = try drafted()
        try story.run(.certificationSubmit(id: "CERT-1"), by: representative)
        try story.run(.certificationAccept(id: "CERT-1"), by: regulator)
        try story.run(certify, by: regulator)
        return story
    }

    static func story(in stage: CertificationStage) throws -> Scenario<CertificationState> {
        var story =
            try [.draft, .submitted, .returned, .underExamination, .refused].contains(stage) ? drafted() : certified()
        func regulate(_ command: CertificationCommand) throws { try story.run(command, by: regulator) }
        switch stage {
        case .draft, .certified: break
        case .submitted, .returned, .underExamination, .refused:
            try story.run(.certificationSubmit(id: "CERT-1"), by: representative)
            if stage == .returned { try regulate(.certificationReturn(id: "CERT-1", findings: ["不備"])) }
            if stage == .underExamination { try regulate(.certificationAccept(id: "CERT-1")) }
            if stage == .refused { try regulate(.certificationRefuse(id: "CERT-1", reasons: ["不適合"])) }
        case .improvementOrdered, .improvementReported:
            try regulate(.certificationOrderImprovement(id: "CERT-1", order: "記録の改善"))
            if stage == .improvementReported {
                try story.run(.certificationReportImprovement(id: "CERT-1", report: "改善した"), by: representative)
            }
        case .suspended: try regulate(.certificationSuspend(id: "CERT-1", reasons: ["漏えい"]))
        case .revoked: try regulate(.certificationRevoke(id: "CERT-1", reasons: ["重大な違反"]))
        case .lapsed:
            story.wait(until: day(2031, 4, 1))
            story.runDue()
        case .closed:
            try story.run(.certificationAbolish(id: "CERT-1", reasons: ["事業の廃止"]), by: representative)
        }
        return story
    }
}
