public import Messages
import Primitives

extension EffectiveRules {
    /// The intersection of the legal baseline, the proposal, the contract, the municipality's decision and the recipe.
    ///
    /// The strictest number of all holds. What the parties withheld and the file does not have is named as absent; what
    /// contradicts is never settled silently.
    ///
    /// - Throws: ``RuleConflicts`` with every conflict and the clause it comes from; the job must not run.
    public static func compose(
        baseline: LegalBaseline, source: ProvidedSource, recipe: RecipeSummary
    ) throws(RuleConflicts) -> EffectiveRules {
        var composer = RuleComposer(baseline: baseline, source: source, recipe: recipe)
        composer.compareColumns()
        composer.checkStandard()
        composer.applyGeneralizations()
        composer.composeNumbers()
        if !composer.conflicts.isEmpty { throw RuleConflicts(reasons: composer.conflicts) }
        return EffectiveRules(
            k: composer.k, suppressionLimitPercent: composer.suppressionLimitPercent, absent: composer.absent,
            minimumLevels: composer.minimumLevels, provenance: composer.provenance)
    }
}

/// Puts the parties' rules together; one value per composition.
struct RuleComposer {
    let baseline: LegalBaseline
    let source: ProvidedSource
    let recipe: RecipeSummary
    let header: [String]
    let parties: PartyLimits
    var conflicts: [Reason] = []
    var provenance: [EffectiveRules.Provenance] = []
    var absent: [String] = []
    var minimumLevels: [String: Int] = [:]
    var k = 0
    var suppressionLimitPercent = 0.0

    init(baseline: LegalBaseline, source: ProvidedSource, recipe: RecipeSummary) {
        self.baseline = baseline
        self.source = source
        self.recipe = recipe
        header = source.facts.header
        parties = PartyLimits(source)
    }

    /// Columns of the recipe that the file has.
    var present: [RecipeSummary.Column] { recipe.columns.filter { header.contains($0.name) } }

    mutating func conflict(_ code: String, _ english: String, _ japanese: String, clause: String) {
        conflicts.append(Reason(code, english, japanese, clause: clause))
    }

    mutating func note(_ party: String, _ rule: String, _ clause: String) {
        provenance.append(EffectiveRules.Provenance(party: party, rule: rule, clause: clause))
    }

    /// The file against what was allowed, the recipe against the file.
    mutating func compareColumns() {
        for name in header {
            if let refusal = parties.refusal(of: name) {
                conflict(
                    "E-RULE-REFUSED-COLUMN",
                    "the file has column '\(name)' although \(refusal.english): have the file delivered anew without it",
                    "項目「\(name)」は\(refusal.japanese)が、ファイルに含まれています。", clause: refusal.clause)
            } else if !recipe.columns.contains(where: { $0.name == name }) {
                conflict(
                    "E-RULE-UNMENTIONED",
                    "the recipe says nothing on column '\(name)' of the file: give it a role in the recipe",
                    "加工方法に項目「\(name)」の取扱いの定めがありません。", clause: CreationStandard.item(5))
            }
        }
        for column in recipe.columns where !header.contains(column.name) { compareAbsent(column.name) }
    }

    private mutating func compareAbsent(_ name: String) {
        guard let refusal = parties.refusal(of: name), parties.classes[name] != nil else {
            return conflict(
                "E-RULE-MISSING-COLUMN",
                "the recipe names column '\(name)', which the file does not have and nobody withheld: correct the recipe",
                "加工方法の項目「\(name)」はファイルになく、提供しないこととされた項目でもありません。", clause: "加工方法")
        }
        if recipe.filters.contains(name) {
            return conflict(
                "E-RULE-FILTER-ABSENT",
                "the recipe drops rows by column '\(name)', but \(refusal.english): write a recipe without that step",
                "加工方法は項目「\(name)」により行を除きますが、同項目は\(refusal.japanese)。", clause: refusal.clause)
        }
        absent.append(name)
        note(refusal.party, "without \(name)", refusal.clause)
    }

    /// 規則62条: what each class of item demands.
    mutating func checkStandard() {
        for column in present {
            switch parties.classes[column.name] {
            case .directIdentifier where column.isInOutput: demandRemoval(of: column.name, "direct identifier", 1)
            case .identificationCode where column.isInOutput:
                demandRemoval(of: column.name, "identification code (個人識別符号)", 2)
            case .linkingCode where column.isKept:
                conflict(
                    "E-RULE-LINKING-CODE",
                    "column '\(column.name)' links to other files: remove it or replace it by a pseudonym",
                    "連結符号「\(column.name)」が削除又は置換えされていません。", clause: CreationStandard.item(3))
            default: break
            }
        }
        let removed = present.filter { !$0.isInOutput }.map(\.name)
        let replaced = present.filter { $0.isInOutput && !$0.isKept }.map(\.name)
        if !removed.isEmpty { note("baseline", "remove \(removed.joined(separator: ", "))", CreationStandard.item(1)) }
        if !replaced.isEmpty {
            note(
                "baseline", "replace by keyed pseudonyms: \(replaced.joined(separator: ", "))", CreationStandard.item(3)
            )
        }
        if !present.contains(where: \.isKept) {
            conflict(
                "E-RULE-EMPTY",
                "nothing of the file is left when everybody's rules are kept: ask for other items or end the job",
                "各当事者の条件をすべて満たすと、提供できる項目が残りません。", clause: CreationStandard.item(5))
        }
    }

    private mutating func demandRemoval(of name: String, _ kind: String, _ item: Int) {
        conflict(
            item == 1 ? "E-RULE-DIRECT-IDENTIFIER" : "E-RULE-IDENTIFICATION-CODE",
            "column '\(name)' is a \(kind), but the recipe keeps it: give it a role that removes it",
            "項目「\(name)」は削除しなければなりませんが、加工方法では残されています。", clause: CreationStandard.item(item))
    }
}
