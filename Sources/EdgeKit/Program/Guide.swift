import Foundation
import MunicipalData
import Primitives
import Processing
import Vault

/// Leads through all steps with questions, for somebody who does this once a year.
struct Guide {
    let program: EdgeProgram
    private var terminal: Terminal { program.terminal }
    private var environment: EdgeEnvironment { program.environment }

    /// How the tables of problems are called that the kit itself writes.
    private static let problemsName = "問題一覧"

    init(program: EdgeProgram) { self.program = program }

    /// Asks for what is needed and makes the package.
    func run() throws(EdgeFailure) -> EdgeStatus {
        guard terminal.isInteractive else {
            terminal.writeError(HelpText.text)
            return .usage
        }
        terminal.say("朧（おぼろ）　提供データ作成キット oboro-edge \(EdgeProgram.version)")
        terminal.say("通信は行いません。元のファイルは書き換えません。やめるときは Ctrl と C を押してください。")
        var arguments = Arguments(make: ())

        terminal.say("\n手順 1/5　抽出仕様書を選びます（作成組織から届いた、末尾が .yaml のファイル）")
        let specification = try choose(files(endings: ["yaml", "yml"]), "抽出仕様書")
        arguments.specification = specification
        var task = try ExtractionTask(path: path(specification), now: environment.now())
        terminal.say("  \(task.specification.request)　\(shown(task.specification.organization))")
        let fileName = shown(task.specification.fileName)
        terminal.say("  \(shown(task.specification.body))　\(fileName)　\(task.specification.items.count) 項目")
        terminal.say("  暗号化の宛先（証明書の SHA-256。作成組織から知らされたものと比べてください）")
        for line in Letters.groups(of: task.recipient.fingerprint) { terminal.say(line) }
        if let day = task.specification.neededBy { terminal.say("  提出の期限 \(day.japanese)") }

        terminal.say("\n手順 2/5　抽出したファイルを選びます（システムから出力したままのもの）")
        arguments.data = try choose(files(endings: ["csv", "txt", "tsv", "dat"]), "抽出したファイル")

        terminal.say("\n手順 3/5　基準日（データがいつの時点のものか）")
        arguments.asOf = try asOf(task)
        if task.specification.layout.protection?.treatment == .undecided {
            arguments.protected = try protection()
            try task.decideProtection(arguments.protected)
        }

        terminal.say("\n手順 4/5　検査と暗号化をします")
        arguments.output = try output(task)
        arguments.specification = arguments.specification.map(path)
        arguments.data = arguments.data.map(path)
        arguments.problems = free(path("\(Self.problemsName)_\(task.specification.request)"), ending: ".csv")
        terminal.say("\n手順 5/5　検査の結果を見て承認します")
        return try program.make(arguments)
    }

    /// Files of the current folder, hidden ones left out.
    private func files(endings: [String]) -> [String] {
        let names = (try? FileManager.default.contentsOfDirectory(atPath: environment.folder)) ?? []
        return names.filter { name in
            !name.hasPrefix(".") && !name.hasPrefix(Self.problemsName)
                && endings.contains((name as NSString).pathExtension.lowercased())
        }.sorted()
    }

    private func choose(_ names: [String], _ kind: String) throws(EdgeFailure) -> String {
        for (index, name) in names.prefix(20).enumerated() { terminal.say("  \(index + 1)  \(shown(name))") }
        let hint = names.isEmpty ? "このフォルダにはありません。\(kind)の場所と名前" : "番号又はファイル名"
        while true {
            let isOnly = names.count == 1
            let answer = Self.name(try ask("\(hint)\(isOnly ? "（Enter だけで 1）" : "")> "))
            if isOnly, answer.isEmpty { return names[0] }
            if let number = Int(answer.narrowed), names.indices.contains(number - 1) { return names[number - 1] }
            if !answer.isEmpty, FileManager.default.fileExists(atPath: path(answer)) { return answer }
            terminal.say("  見つかりません。番号か、ファイルの名前を入力してください。")
        }
    }

    private func asOf(_ task: ExtractionTask) throws(EdgeFailure) -> String? {
        if let day = task.specification.asOf {
            terminal.say("  抽出仕様書で \(day.japanese) と決まっています。")
            return nil
        }
        while true {
            let answer = try ask("年月日（例 2026-04-01、令和8年4月1日）> ")
            guard !answer.isEmpty else { continue }
            do throws(EdgeFailure) {
                guard let day = try task.asOf(answer) else { continue }
                terminal.say("  \(day.japanese)")
                return day.description
            } catch {
                terminal.say("  \(error.message)")
            }
        }
    }

    private func protection() throws(EdgeFailure) -> String {
        terminal.say("\n  支援措置対象者（DV等）の行の扱いが決まっていません。支援措置の担当課の決定を入力してください。")
        terminal.say("  1  除く（対象者の行を渡さない）")
        terminal.say("  2  一般化して渡す（作成組織が、地域などを大まかにする）")
        while true {
            switch try ask("番号（まだ決まっていないときは Ctrl と C）> ").narrowed {
            case "1": return "excluded"
            case "2": return "generalized"
            default: continue
            }
        }
    }

    private func output(_ task: ExtractionTask) throws(EdgeFailure) -> String {
        let proposal = free(path("提供一式_\(task.specification.request)"), ending: "")
        let answer = Self.name(try ask("作成するフォルダ（Enter だけで「\((proposal as NSString).lastPathComponent)」）> "))
        return answer.isEmpty ? proposal : path(answer)
    }

    /// A name that is not taken.
    private func free(_ base: String, ending: String) -> String {
        var name = base + ending
        var number = 2
        while (try? FileManager.default.attributesOfItem(atPath: name)) != nil {
            name = "\(base)_\(number)\(ending)"
            number += 1
        }
        return name
    }

    /// A name as it was typed or dropped on the terminal: without the quotes, the backslashes before spaces and the `file://`
    /// that file managers put in.
    static func name(_ typed: String) -> String {
        var name = typed
        for quote in ["'", "\"", "「"] where name.count > 1 && name.hasPrefix(quote) {
            let end = quote == "「" ? "」" : quote
            if name.hasSuffix(end) { return String(name.dropFirst().dropLast()) }
        }
        if name.hasPrefix("file://") { name = name.dropFirst(7).removingPercentEncoding ?? name }
        return name.replacingOccurrences(of: "\\ ", with: " ")
    }

    private func path(_ name: String) -> String { name.hasPrefix("/") ? name : environment.folder + "/" + name }

    private func ask(_ question: String) throws(EdgeFailure) -> String {
        guard let answer = terminal.ask(question), !environment.isInterrupted() else {
            throw EdgeFailure(.interrupted, "\n中断しました。何も作成していません。")
        }
        return answer
    }
}
