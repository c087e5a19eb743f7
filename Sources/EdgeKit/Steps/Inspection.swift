import MunicipalData
import Processing

/// Looks at an export as its specification wants it, while the checked rows go to an output.
struct Inspection {
    let task: ExtractionTask
    let path: String
    let environment: EdgeEnvironment

    /// Where nothing is made of the rows.
    private struct Nowhere: RowOutput {
        func write(_ bytes: UnsafeRawBufferPointer) {}
    }

    /// Looks at the export without making anything of it.
    func run() throws(EdgeFailure) -> CheckReport {
        do throws(LayoutCheckError) {
            var nowhere = Nowhere()
            return try requireProtectionRule(look(&nowhere, "検査中", selection: nil, writes: false))
        } catch {
            throw failure(error)
        }
    }

    /// Words in the name of a column that marks protected residents.
    private static let protectionWords = ["支援措置", "DV", "閲覧制限", "交付制限", "発行制限", "抑止"]

    /// Stops where the export marks protected residents and the specification does not know it: their rows would go out. It may
    /// be the specification of another municipality.
    private func requireProtectionRule(_ report: CheckReport) throws(LayoutCheckError) -> CheckReport {
        let layout = task.specification.layout
        let marks = report.columns.filter { name in
            layout.item(named: name) == nil && Self.protectionWords.contains { name.narrowed.contains($0) }
        }
        guard layout.protection == nil, let mark = marks.first else { return report }
        throw .stream(
            EdgeFailure(
                .problems,
                "抽出したファイルに支援措置に関するとみられる列「\(shown(mark))」がありますが、抽出仕様書にその扱いの定めがありません。\n"
                    + "別の求めの抽出仕様書でないかを確認し、正しければ、作成組織に仕様書の作り直しを依頼してください。"))
    }

    /// Looks at the export; the rows that are handed over go to `output`. Where only a comparison of all rows tells which are
    /// the latest, the export is read twice.
    func run<Output: RowOutput>(into output: inout Output, title: String) throws(EdgeFailure) -> CheckReport {
        do throws(LayoutCheckError) {
            return try requireProtectionRule(look(&output, title, selection: nil))
        } catch {
            guard case .layout(.selectionNeeded) = error else { throw failure(error) }
        }
        do throws(LayoutCheckError) {
            var nowhere = Nowhere()
            let first = try look(&nowhere, "1回目（履歴を調べています）", selection: nil, writes: false)
            guard first.isClean, let selection = first.selection else { return first }
            return try requireProtectionRule(look(&output, "2回目（\(title)）", selection: selection))
        } catch {
            throw failure(error)
        }
    }

    private func look<Output: RowOutput>(
        _ output: inout Output, _ title: String, selection: RowSelection?, writes: Bool = true
    ) throws(LayoutCheckError) -> CheckReport {
        let file: RegularFile
        do throws(RegularFile.Refusal) {
            file = try RegularFile(path: path)
        } catch {
            throw .stream(EdgeFailure.input(path, "抽出したファイル", error))
        }
        var options = CheckOptions()
        options.threads = environment.threads
        options.handedOver = task.specification.items
        options.dropsOthers = true
        options.selection = selection
        var progress = ProgressLine(title, total: file.byteCount, in: environment)
        defer { progress.end() }
        let check = LayoutCheck(task.specification.layout, options: options)
        guard writes else { return try check.run(file) { progress.update($0) } }
        return try check.run(file, into: &output) { progress.update($0) }
    }

    private func failure(_ error: LayoutCheckError) -> EdgeFailure {
        switch error {
        case .interrupted: .interrupted
        case .output(let error as EdgeFailure), .stream(let error as EdgeFailure): error
        case .output: EdgeFailure(.failed, "暗号化に失敗しました。もう一度実行し、直らないときは作成組織に連絡してください。")
        case .stream:
            EdgeFailure(
                .failed,
                "「\(shown(path))」を最後まで読み取れませんでした。媒体の状態を確認し、もう一度実行してください。")
        case .layout(let problem):
            EdgeFailure(
                .problems,
                "抽出仕様書の中のレイアウトに誤りがあります。下の情報を作成組織に伝えてください。\n  \(problem)")
        }
    }
}
