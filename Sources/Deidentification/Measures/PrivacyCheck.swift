/// Whether a privacy model holds for a released table, and why.
public struct PrivacyCheck: Sendable, Equatable, Codable {
    /// Why the model holds or not.
    public enum Reason: Sendable, Equatable, Codable {
        /// Every class is large enough.
        case satisfied
        /// No row was released, so no row can be found.
        case nothingReleased
        /// A class is smaller than k.
        case classTooSmall(size: Int)
        /// The rows masked by suppression are fewer than k and form a class of their own.
        case maskedGroupTooSmall(size: Int)
        /// More rows had to be suppressed than the limit allows.
        case tooManySuppressed(rows: Int, allowed: Int)
    }

    /// The model.
    public let model: PrivacyModelName
    /// The model's k.
    public let k: Int
    /// The size of the smallest class of the released table, masked rows included; nil when no row was released.
    public let reached: Int?
    /// Whether the model holds.
    public let holds: Bool
    /// Why.
    public let reason: Reason
}

extension PrivacyCheck {
    /// Checks every model against the classes of a table.
    /// - Parameters:
    ///   - maskedGroup: the rows that are `*` in every quasi-identifier because they were masked, 0 for none; a class
    ///     that was `*` anyway is part of it and not among `classes`.
    ///   - excess: rows suppressed and allowed, where more than allowed were.
    static func all(
        _ models: [PrivacyModel], classes: ClassSizes, maskedGroup: Int, excess: (rows: Int, allowed: Int)?
    ) -> [PrivacyCheck] {
        models.compactMap { model in
            guard case .kAnonymity(let k) = model else { return nil }
            let groups = [classes.smallest, maskedGroup].filter { $0 > 0 }
            let reason: Reason
            if let excess {
                reason = .tooManySuppressed(rows: excess.rows, allowed: excess.allowed)
            } else if classes.rows > 0 && classes.smallest < k {
                reason = .classTooSmall(size: classes.smallest)
            } else if maskedGroup > 0 && maskedGroup < k {
                reason = .maskedGroupTooSmall(size: maskedGroup)
            } else {
                reason = groups.isEmpty ? .nothingReleased : .satisfied
            }
            let holds = reason == .satisfied || reason == .nothingReleased
            return PrivacyCheck(model: model.name, k: k, reached: groups.min(), holds: holds, reason: reason)
        }
    }
}
