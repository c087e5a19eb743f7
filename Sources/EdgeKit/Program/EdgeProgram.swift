import Foundation
import MunicipalData
import Primitives
import Processing

/// The clerk's kit: from a raw export to an encrypted package, without a network and without an installation.
public struct EdgeProgram {
    /// The version of the kit.
    public static let version = "0.1.0"

    let environment: EdgeEnvironment
    var terminal: Terminal { environment.terminal }

    /// A run in the given environment.
    public init(environment: EdgeEnvironment) { self.environment = environment }

    /// Runs with the arguments of this process (without the program's name), and ends it.
    public static func main(arguments: [String]) -> Never {
        let status = EdgeProgram(environment: .system()).run(arguments)
        exit(status.rawValue)
    }

    /// Runs with these arguments (without the program's name). All that is to be said goes to the terminal.
    public func run(_ words: [String]) -> EdgeStatus {
        do throws(EdgeFailure) {
            let arguments = try Arguments(words)
            switch arguments.command {
            case .help:
                terminal.write(HelpText.text)
                return .done
            case .version:
                terminal.say("oboro-edge \(Self.version)")
                return .done
            case .guide: return try Guide(program: self).run()
            case .check: return try check(arguments)
            case .make: return try make(arguments)
            case .verify(let folder): return try verify(folder, specification: arguments.specification)
            }
        } catch {
            terminal.writeError(error.message + "\n")
            return error.status
        }
    }

    /// `oboro-edge check`.
    func check(_ arguments: Arguments) throws(EdgeFailure) -> EdgeStatus {
        let task = try task(arguments)
        try requireFree(arguments.problems)
        let report = try Inspection(task: task, path: arguments.data ?? "", environment: environment).run()
        try show(report, task, problems: arguments.problems)
        guard report.isClean else { return .problems }
        terminal.say("\n問題は見つかりませんでした。oboro-edge make で提供一式を作成できます。")
        return .done
    }

    /// `oboro-edge make`.
    func make(_ arguments: Arguments) throws(EdgeFailure) -> EdgeStatus {
        let task = try task(arguments)
        guard arguments.approves || terminal.isInteractive else {
            throw EdgeFailure(
                .usage, "内容の承認を尋ねることができません。check で内容を確認した上で、--yes を付けて実行してください。")
        }
        guard let asOf = try task.asOf(arguments.asOf) else {
            throw EdgeFailure(
                .usage, "抽出仕様書に基準日がありません。データの基準日を --as-of 2026-04-01 のように指定してください。")
        }
        try requireFree(arguments.problems)
        let folder = try PackageFolder(path: arguments.output ?? "")
        let outcome = try PackageMaker(
            task: task, dataPath: arguments.data ?? "", asOf: asOf, environment: environment
        ).make(in: folder)
        try show(outcome.report, task, problems: arguments.problems)
        guard let manifest = outcome.manifest else {
            terminal.say("\n問題があるため、提供一式は作成していません。")
            return .problems
        }
        try approve(manifest, arguments.approves)
        guard !environment.isInterrupted() else { throw .interrupted }
        try folder.publish()
        sayDone(folder.path, manifest, outcome.manifestSHA256)
        return .done
    }

    /// `oboro-edge verify`.
    func verify(_ path: String, specification: String?) throws(EdgeFailure) -> EdgeStatus {
        let package: HandoverPackage
        do throws(HandoverFaults) {
            package = try HandoverPackage(reading: path)
            let total = package.manifest.parts.reduce(0) { $0 + $1.bytes }
            var progress = ProgressLine("確認中", total: total, in: environment)
            defer { progress.end() }
            try package.verify { progress.update($0) }
        } catch {
            if error.isInterruption { throw EdgeFailure(.interrupted, "確認を中断しました。") }
            if error.faults == [.noFolder] { throw EdgeFailure(.usage, HandoverFault.noFolder.japanese) }
            let lines = error.faults.prefix(20).map { "  ・\($0.japanese)" }
            throw EdgeFailure(
                .integrity, "「\(shown(path))」は送れる状態ではありません。\n" + lines.joined(separator: "\n"))
        }
        if let specification {
            let task = try ExtractionTask(path: specification, now: environment.now())
            guard package.manifest.specification == task.sha256 else {
                throw EdgeFailure(.integrity, "この提供一式は、指定の抽出仕様書によるものではありません。作り直してください。")
            }
        }
        terminal.say("「\(shown(path))」は正しくそろっています。このまま送れます。")
        terminal.say(facts(package.manifest, package.manifestSHA256))
        if !package.otherFiles.isEmpty {
            terminal.say("  ほかのファイル    \(package.otherFiles.map(shown).joined(separator: "、"))")
        }
        return .done
    }
}

extension EdgeProgram {
    /// A path as it may be shown: without the current folder, which the user knows.
    private func named(_ path: String) -> String {
        let folder = environment.folder + "/"
        return shown(path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : path)
    }

    private func task(_ arguments: Arguments) throws(EdgeFailure) -> ExtractionTask {
        var task = try ExtractionTask(path: arguments.specification ?? "", now: environment.now())
        try task.decideProtection(arguments.protected)
        return task
    }

    /// The table of problems overwrites nothing, which is better known before a long check than after it.
    private func requireFree(_ path: String?) throws(EdgeFailure) {
        guard let path, (try? FileManager.default.attributesOfItem(atPath: path)) != nil else { return }
        throw EdgeFailure(.usage, "「\(shown(path))」は既にあります。上書きはしません。別の名前を指定してください。")
    }

    /// Shows what a look at the export gave.
    private func show(_ report: CheckReport, _ task: ExtractionTask, problems path: String?) throws(EdgeFailure) {
        let text = ReportText(task: task, report: report)
        terminal.say("【ファイルの内容】\n\(text.summary)")
        terminal.say("【渡す列】値そのものは表示しません。除く行も数に含みます\n\(text.profile)")
        terminal.say("【渡さない列】暗号化の前に取り除きます\n\(text.dropped)")
        guard !report.isClean else { return }
        terminal.say("【問題】直してから、抽出し直してください\n\(ProblemText(report: report).text)")
        guard let path else {
            terminal.say("\n場所の一覧が必要なときは、--problems 問題一覧.csv を付けて実行してください。")
            return
        }
        let table = ProblemTable(report)
        do {
            try Data(table.csv).write(to: URL(fileURLWithPath: path), options: .withoutOverwriting)
        } catch {
            throw EdgeFailure(
                .failed, "問題の一覧「\(shown(path))」を書き込めません。書き込みの権限と空き容量を確認してください。")
        }
        terminal.say("\n問題の場所の一覧を「\(named(path))」に書き出しました。表計算ソフトで開けます。")
    }

    /// The approval by the person who is responsible for handing over.
    private func approve(_ manifest: HandoverManifest, _ isGiven: Bool) throws(EdgeFailure) {
        guard !isGiven else { return }
        let amount = "\(grouped(manifest.rows)) 行、\(manifest.columns.count) 列"
        terminal.say("\n【承認】\(manifest.request)　\(shown(manifest.body))　\(shown(manifest.fileName))")
        terminal.say("基準日 \(manifest.asOf.japanese)、\(amount)を渡します。")
        while true {
            guard let answer = terminal.ask("上の内容で提供一式を作成してよければ「はい」、やめるときは「いいえ」と入力してください: ") else {
                throw .interrupted
            }
            switch answer.narrowed.lowercased().filter({ $0 != "。" }) {
            case "はい", "ハイ", "y", "yes", "承認": return
            case "いいえ", "イイエ", "n", "no":
                throw EdgeFailure(.interrupted, "承認されなかったので、何も作成していません。")
            default: continue
            }
        }
    }

    private func sayDone(_ path: String, _ manifest: HandoverManifest, _ manifestSHA256: String) {
        terminal.say("\n提供一式を「\(named(path))」に作成しました。中身は作成組織だけが開けます。")
        terminal.say(facts(manifest, manifestSHA256))
        terminal.say("次にすること")
        terminal.say("  1 フォルダの中の「\(Letters.coverLetterName)」を印刷し、決裁の上で署名する")
        terminal.say("  2 フォルダごと媒体に書き込み、oboro-edge verify で媒体の上のフォルダを確認する")
        terminal.say("  3 媒体と送付書を作成組織に渡し、受領書を受け取る（様式は「\(Letters.receiptFormName)」）")
        terminal.say("  4 元の抽出ファイルを、庁内の規程に従って消去する")
    }

    private func facts(_ manifest: HandoverManifest, _ manifestSHA256: String) -> String {
        var lines = [
            "  求めの番号        \(manifest.request)",
            "  ファイルの名称    \(shown(manifest.fileName))",
            "  基準日            \(manifest.asOf.japanese)",
            "  行・列            \(grouped(manifest.rows)) 行、\(manifest.columns.count) 列",
            "  暗号化ファイル    \(grouped(manifest.parts.count)) 個",
            "  manifest.json の SHA-256",
        ]
        lines += Letters.groups(of: manifestSHA256)
        return lines.joined(separator: "\n")
    }
}
