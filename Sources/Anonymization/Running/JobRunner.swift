import Deidentification
import FoundationEssentials
import Messages
import MessageLog
import MunicipalData
import Primitives
import Processing
import Vault

/// One run of a job: from the source in the vault to the outputs in the vault. The shell around the pure engine.
struct JobRunner: Sendable {
    static let recipeLimit = RecipeFolder.limit * 16

    let vault: Vault
    let id: String
    let attempt: Int
    let source: ProvidedSource
    let recipe: RecipeSummary
    let rules: EffectiveRules
    let custody: JobCustody
    let legalBasis: LegalBasis

    /// Nil for a job without recipe.
    init?(vault: Vault, id: String, job: JobRecord, legalBasis: LegalBasis) throws {
        guard let recipe = job.summary, let rules = job.rules else { return nil }
        self.vault = vault
        self.id = id
        attempt = job.attempt
        source = job.source
        self.recipe = recipe
        self.rules = rules
        self.legalBasis = legalBasis
        custody = try JobCustody(vault, job: id, municipality: job.source.municipality)
    }

    /// Runs the job. What is wrong with recipe, rules or file becomes a failure to be recorded; what may pass by itself
    /// (a full disk, a busy item) is thrown, and the run is tried again.
    /// - Parameter now: when the run was started.
    @concurrent func run(at now: Instant) async throws -> AnonymizationCommand {
        do {
            // An earlier run of this job was cut short or does not count any more.
            _ = try custody.destroy(at: now)
            return .jobRecordResult(id: id, attempt: attempt, result: try process())
        } catch let failure as JobFailure {
            return .jobRecordFailure(id: id, attempt: attempt, reasons: failure.reasons)
        } catch let error as ProcessingError {
            if case .interrupted = error { throw CancellationError() }
            return failure("E-JOB-PROCESSING", "\(error)")
        } catch let refusal as Refusal {
            return .jobRecordFailure(id: id, attempt: attempt, reasons: refusal.reasons)
        } catch let error as VaultError {
            switch error {
            case .itemBusy, .diskFull, .fileSystem: throw error
            default: return failure("E-JOB-VAULT", "\(error)")
            }
        }
    }

    private func failure(_ code: String, _ text: String) -> AnonymizationCommand {
        .jobRecordFailure(id: id, attempt: attempt, reasons: [Reason(code, text, "加工できませんでした（\(text)）。")])
    }

    private func process() throws -> JobResult {
        let begin = ContinuousClock.now
        let checked = try readRecipe()
        let effective = checked.recipe.effective(under: rules, for: source.facts)
        let text = Array(RecipeDocument.text(of: effective).utf8)
        let data = try readSource()

        // Kept before it is used: who must destroy it later must be able to find it.
        let run = String(CustodyItemID.generate().description.prefix(12))
        var generator = SystemRandomNumberGenerator()
        let secret = (0..<32).map { _ in UInt8.random(in: 0...255, using: &generator) }
        guard let key = PseudonymKey(bytes: secret) else { throw ProcessingError.integrity("no pseudonym key") }
        let method = [
            try custody.store(secret, as: JobCustody.pseudonymKey, attempt: attempt, run: run),
            try custody.store(text, as: JobCustody.recipe, attempt: attempt, run: run),
        ]
        let outcome = try Processor.run(
            ProcessingInput(
                data: data, recipe: text, recipeName: JobCustody.recipe,
                hierarchyFile: { try checked.bundle.file($0) }, pseudonymKey: key,
                legalBasis: legalBasis, clock: { Double((ContinuousClock.now - begin) / .seconds(1)) })
        ) { _ in !Task.isCancelled }
        guard outcome.isSolution, let output = outcome.files[.data] else {
            throw JobFailure(
                "E-JOB-NO-SOLUTION",
                outcome.report.reason ?? "no transformation satisfies the rules: allow coarser levels or other columns",
                "条件をすべて満たす加工がありません。加工方法を見直してください。")
        }
        let files = try ProcessingOutcome.File.allCases.compactMap { file -> Messages.OutputFile? in
            guard let bytes = outcome.files[file] else { return nil }
            let item = try custody.store(bytes, as: file.rawValue, attempt: attempt, run: run)
            return Messages.OutputFile(
                name: file.rawValue, item: item.id.description, sha256: ContentHash(of: bytes), bytes: bytes.count)
        }
        let scan = try scan(output, data: data, recipe: effective)
        return result(
            outcome.report, scan: scan, files: files, method: method.map(\.id.description), recipe: effective,
            minutes: Int(((ContinuousClock.now - begin) / .seconds(60)).rounded(.up)))
    }

    private func readRecipe() throws -> CheckedRecipe {
        let owner = try OwnerCode(AnonymizationService.organization)
        let bytes = try vault.readAll(CustodyItemID(recipe.item), owner: owner, limit: Self.recipeLimit)
        guard ContentHash(of: bytes) == recipe.sha256, let bundle = try? RecipeBundle(reading: bytes) else {
            throw JobFailure(
                "E-JOB-RECIPE-CHANGED", "recipe \(recipe.item) is not the one that was approved: author it anew",
                "承認された加工方法と内容が一致しません。")
        }
        return try CheckedRecipe(bundle, name: recipe.title)
    }

    private func readSource() throws -> [UInt8] {
        let data = try vault.readAll(CustodyItemID(source.facts.item), owner: custody.owner, limit: .max)
        if ContentHash(of: data) == source.facts.sha256 { return data }
        throw JobFailure(
            "E-JOB-SOURCE-CHANGED", "source \(source.facts.item) is not the file that was taken in: report this",
            "受領したファイルと内容が一致しません。")
    }

    private func scan(_ output: [UInt8], data: [UInt8], recipe effective: Recipe) throws -> OutputScan {
        let classes = PartyLimits(source).classes
        let naming: Set<ItemClass> = [.directIdentifier, .identificationCode, .linkingCode]
        let names = classes.filter { naming.contains($0.value) }.map(\.key)
        do {
            let identifiers = try OutputScan.identifiers(in: data, recipe: effective, names: Set(names))
            return try OutputScan(output, recipe: effective, identifiers: identifiers)
        } catch {
            throw ProcessingError.data(error)
        }
    }

    private func result(
        _ report: Report, scan: OutputScan, files: [Messages.OutputFile], method: [String], recipe: Recipe, minutes: Int
    ) -> JobResult {
        let removed = recipe.suppression.mode == .remove ? report.suppressed.rows : 0
        // What the models of class sizes reached, in rows; the output's own count is the second witness.
        let sizes = report.privacy.filter { $0.k != nil }.compactMap(\.reached)
        let reached = sizes.min().map { Int($0) } ?? scan.smallestClass
        return JobResult(
            rowsIn: report.input.rows, rowsConsidered: scan.rows + removed, rowsOut: scan.rows,
            suppressed: report.suppressed.rows, reachedK: min(reached, scan.smallestClass),
            loss: report.transformation?.loss ?? 0, levels: report.transformation?.levels ?? [:],
            columns: scan.columns, files: files, methodItems: method, findings: scan.findings, minutes: max(1, minutes))
    }
}

/// A run that cannot succeed as it is.
struct JobFailure: Error {
    let reasons: [Reason]

    init(_ code: String, _ english: String, _ japanese: String) {
        reasons = [Reason(code, english, japanese)]
    }
}
