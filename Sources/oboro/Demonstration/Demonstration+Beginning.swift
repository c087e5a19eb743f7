import Messages
import Primitives

extension Demonstration {
    /// Actors, the certification, and the three registers.
    func found() async throws {
        script.chapter("利用者の登録 (actors and roles)")
        try await script.give("admin-a", "actor", "found", "--from", file("administrators.yaml"))
        try await script.give("admin-a", "actor", "register", "--from", file("actors.yaml"))
        try await script.give("admin-b", "actor", "confirm", "REG-1")

        script.chapter("作成組織の認定 (certification)")
        try await script.give("representative", "certification", "draft", "--from", file("certification.yaml"))
        try await script.give("representative", "certification", "submit", "CERT-1")
        try await script.give("regulator", "certification", "accept", "CERT-1")
        try await script.give(
            "regulator", "certification", "certify", "CERT-1", "--scope", "住民記録に関する個人情報ファイル", "--condition",
            "毎年度、取扱いの状況を報告すること。", "--valid-until", "2029-03-31")

        script.chapter("個人情報ファイル簿 (register)")
        for participant in Participant.all {
            let clerk = participant.actors + "-clerk"
            try await script.give(clerk, "register", "draft", "--from", registerFile(participant))
            try await script.give(
                clerk, "register", "assess", participant.file, "--from", file("assessment.yaml"))
            try await script.give(participant.actors + "-approver", "register", "publish", participant.file)
        }
    }

    /// The call, the proposal and its examination.
    func solicit() async throws {
        script.chapter("提案の募集 (call)")
        try await script.give("intake", "call", "draft", "--from", file("call.yaml"))
        try await script.give("intake", "call", "announce", "CALL-1", "--notice-number", "令和8年公示第1号")
        try await script.advance(to: CivilDate(iso: "2026-05-11"))
        try await script.wait("call", "CALL-1", for: "open")

        script.chapter("提案 (proposal)")
        try await script.give(
            "business", "proposal", "draft", "--call", "CALL-1", "--from", file("proposal-draft.yaml"))
        try await script.give("business", "proposal", "save", "PROP-1", "--from", proposalFile())
        try await script.give("business", "proposal", "submit", "PROP-1")
        try await script.give(
            "intake", "proposal", "return", "PROP-1", "--reason", "事業の内容をより具体的に記載してください。")
        try await script.give("business", "proposal", "correct", "PROP-1", "--from", proposalFile())
        try await script.advance(to: CivilDate(iso: "2026-06-12"))
        try await script.wait("call", "CALL-1", for: "closed")

        script.chapter("審査 (examination)")
        try await script.give("intake", "proposal", "accept", "PROP-1")
        try await script.give("examiner", "proposal", "examine", "PROP-1", "--from", file("findings.yaml"))
        try await script.give("examiner", "proposal", "approve", "PROP-1", "--minutes", "2410")
    }
}
