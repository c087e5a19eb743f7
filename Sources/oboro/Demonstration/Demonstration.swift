import AdminCommands
import Foundation
import Messages
import Primitives
import Vault

/// One whole cycle: from the certification to the certificates of erasure.
struct Demonstration {
    /// The installation's folder, which receives the opened packages.
    let home: String
    let script: Transcript
    /// Where the content files of the cycle lie.
    let content: String
    /// The municipalities' and the business's side: outside of the organization's home, removed at the end.
    let outside: String
    let rows: Int
    let markers: [String]
    /// A real file as the first municipality's data, with its recipe.
    let real: RealInput?

    func run() async throws {
        try await found()
        try await solicit()
        try await concludeContract()
        let decisions = try await askMunicipalities()
        try await receiveFiles()
        try await process()
        let manifests = try await deliver()
        try await eraseAndEnd()
        try await summarize(decisions, manifests)
    }

    func file(_ name: String) -> String { "\(content)/\(name)" }

    private func concludeContract() async throws {
        script.chapter("契約の締結 (contract)")
        try await script.give("business", "contract", "apply", "CON-1")
        try await script.give("contracts", "contract", "draft-terms", "CON-1", "--from", termsFile())
        let hash = try await fact("contract", "CON-1", "termsHash")
        try await script.give("business", "contract", "agree", "CON-1", "--terms-hash", hash)
        try await script.give("business", "contract", "sign", "CON-1", "--terms-hash", hash)
        try await script.give("representative", "contract", "sign", "CON-1", "--terms-hash", hash)
        let amount = try await fact("contract", "CON-1", "fee.total")
        let today = try await script.now().japaneseDate
        try await script.give(
            "accountant", "contract", "record-payment", "CON-1", "--amount", amount, "--paid-on", "\(today)",
            "--reference", "納付書 第1号")
        let period = (Instant(startOf: today).milliseconds / 1000, Instant(startOf: today.plus(years: 2)))
        let certificate = try TrainingCertificate.selfSigned(
            commonName: "Machi no Kurashi Kenkyusho", notBefore: period.0,
            notAfter: period.1.milliseconds / 1000)
        try MunicipalFile.write(Array(certificate.certificatePEM.utf8), to: outside + "/recipient.crt")
        try MunicipalFile.write(Array(certificate.privateKeyPEM.utf8), to: outside + "/recipient.key")
        try await script.give(
            "business", "recipient", "enrol", "--contract", "CON-1", "--certificate", outside + "/recipient.crt")
    }

    private func askMunicipalities() async throws -> [String: MunicipalDecision.Outcome] {
        script.chapter("市区町村への情報提供の要請 (requests, each decided alone)")
        try await script.give("broker", "round", "send", "RND-1")
        var outcomes: [String: MunicipalDecision.Outcome] = [:]
        for participant in Participant.all {
            let clerk = participant.actors + "-clerk"
            try await script.give(clerk, "request", "acknowledge", participant.request)
            try await script.give(
                clerk, "request", "draft-answer", participant.request, "--from", decisionFile(participant))
            let reply = try await script.give(
                participant.actors + "-approver", "request", "decide", participant.request)
            let outcome = reply.events.compactMap { $0.payload["outcome"]?.text }.first
            outcomes[participant.code] = outcome.flatMap(MunicipalDecision.Outcome.init(rawValue:))
            if participant.needsAcceptance {
                try await script.give("broker", "request", "accept-conditions", participant.request)
            }
        }
        return outcomes
    }

    private func process() async throws {
        script.chapter("市区町村ごとの加工 (processing, one job per municipality)")
        let general = "\(content)/../recipes/residents.yaml"
        try await script.give("engineer", "recipe", "author", "--path", general)
        try await script.give("recipe-approver", "recipe", "approve", "RCP-1")
        if let real {
            try await script.give(
                "engineer", "recipe", "author", "--path", real.recipe, "--hierarchies", real.dataFolder)
            try await script.give("recipe-approver", "recipe", "approve", "RCP-2")
        }
        for participant in Participant.all {
            let recipe = real != nil && participant.code == "132292" ? "RCP-2" : "RCP-1"
            try await script.give("engineer", "job", "assign", participant.job, "--recipe", recipe)
            try await script.give("engineer", "job", "start", participant.job)
            try await script.wait("job", participant.job, for: "awaiting-check", failures: ["failed", "aborted"])
        }
        script.chapter("第二者による検査 (output check by a second person)")
        for participant in Participant.all {
            try await script.give(
                "checker", "output", "approve", participant.job, "--note", "報告書を確認し、加工基準への適合を認めた。")
        }
    }

    private func deliver() async throws -> [String: ContentHash] {
        script.chapter("封印した提供 (sealed delivery)")
        var manifests: [String: ContentHash] = [:]
        let outputs = home + "/outputs"
        for participant in Participant.all {
            try await script.give("release", "delivery", "seal", participant.delivery)
            try await script.wait("delivery", participant.delivery, for: "sealed", failures: ["failed"])
            let folder = "\(outside)/\(participant.delivery)"
            try await script.give("recipient", "delivery", "download", participant.delivery, "--to", folder)
            let manifest = try SealedPackageFolder.open(
                folder, certificate: TextFile.read(outside + "/recipient.crt"),
                privateKey: TextFile.read(outside + "/recipient.key"), into: "\(outputs)/\(participant.code)")
            manifests[participant.code] = manifest
            try await script.give(
                "recipient", "delivery", "acknowledge", participant.delivery, "--manifest-hash",
                manifest.description)
        }
        return manifests
    }

    private func eraseAndEnd() async throws {
        script.chapter("消去と消去証明書 (erasure at the agreed time)")
        try await script.advance(to: try await script.now().japaneseDate.plus(days: 15))
        for participant in Participant.all { try await script.wait("request", participant.request, for: "erased") }
        script.chapter("契約の終了 (end of the contract)")
        let end = try await script.view("CON-1").facts["terms"]?["useUntil"]?.text.flatMap { CivilDate($0) }
        if let end { try await script.advance(to: end.plus(days: 1)) }
        let day = try await script.now().japaneseDate
        try await script.give(
            "business", "contract", "report-erasure", "CON-1", "--erased-on", "\(day)", "--method",
            "記憶媒体の鍵の破棄及び上書き消去", "--person", "受取 町子")
        try await script.give("contracts", "contract", "close", "CON-1")
    }

    func fact(_ noun: String, _ id: String, _ name: String) async throws -> String {
        let value = try await script.look(noun, "show", id, "--field", name)
        if value.isEmpty { throw DemonstrationError("\(id) has no \(name)") }
        return value
    }
}
