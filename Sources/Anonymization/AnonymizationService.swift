public import Messages
public import Primitives
public import Processing
public import ServiceRuntime
public import Vault

/// Recipes and jobs (加工). The engine runs in a reaction to `job.started`, with files in the vault only.
public struct AnonymizationService: Service {
    /// The fold.
    public typealias State = AnonymizationState

    /// The owner of what belongs to the organization itself.
    static let organization = "organization"

    let vault: Vault
    let legalBasis: @Sendable (CivilDate) -> LegalBasis

    /// A service that keeps recipes, outputs and method information in a vault.
    /// - Parameter legalBasis: the terms of law that stand in marking and report on a day.
    public init(vault: Vault, legalBasis: @escaping @Sendable (CivilDate) -> LegalBasis = { _ in .present }) {
        self.vault = vault
        self.legalBasis = legalBasis
    }

    /// The nouns of its commands.
    public var nouns: Set<String> { ["recipe", "job", "output"] }

    /// Reads recipes and takes them into custody.
    public func prepare(
        _ command: AnonymizationCommand, state: AnonymizationState, in context: DecisionContext, rehearsal: Bool
    ) async throws(Refusal) -> AnonymizationCommand {
        switch command {
        case .recipeAuthor(let path, let hierarchies):
            let checked = try await RecipeFolder(path: path, hierarchies: hierarchies).read()
            let item = rehearsal ? "rehearsal" : try await store(checked.bundle)
            return .recipeRecord(summary: checked.summary(item: item))
        // Only a preparation may say what a recipe is.
        case .recipeRecord: throw .notFound("command", MessageCoding.name(of: command))
        default: return command
        }
    }

    /// Destroys a recipe that was not recorded after all.
    public func abandon(_ prepared: AnonymizationCommand) async {
        guard case .recipeRecord(let summary) = prepared else { return }
        await discard(summary.item)
    }

    @concurrent private func store(_ bundle: RecipeBundle) async throws(Refusal) -> String {
        do throws(VaultError) {
            let item = try vault.store(
                owner: OwnerCode(Self.organization), kind: .methodInformation, bytes: Array(bundle.text.utf8))
            return item.id.description
        } catch {
            throw Refusal(
                .unavailable, "E-VAULT", "\(error)", "保管庫に格納できませんでした。データは失われていません。復旧後に再実行してください。")
        }
    }

    @concurrent private func discard(_ item: String) async {
        guard let id = try? CustodyItemID(item), let owner = try? OwnerCode(Self.organization) else { return }
        _ = try? vault.destroy(id, owner: owner)
    }
}
