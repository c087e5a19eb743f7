/// Whether a privacy model holds for a released table, and why.
public struct PrivacyCheck: Sendable, Equatable, Codable {
    /// Why the model holds or not. Sizes are numbers of rows; never a value.
    public enum Reason: Sendable, Equatable, Codable {
        /// Every class satisfies the model.
        case satisfied
        /// No row was released, so no row can be found.
        case nothingReleased
        /// A class is smaller than the model asks.
        case classTooSmall(size: Int)
        /// The rows masked by suppression are too few and form a class of their own.
        case maskedGroupTooSmall(size: Int)
        /// A class of this size breaks the model: its sensitive values, or its share of the subset.
        case classFails(size: Int)
        /// The rows masked by suppression form a class of their own, of this size, which breaks the model.
        case maskedGroupFails(size: Int)
        /// The classes together are riskier than the threshold.
        case riskTooHigh
        /// More rows had to be suppressed than the limit allows.
        case tooManySuppressed(rows: Int, allowed: Int)
    }

    /// The model.
    public let model: PrivacyModel
    /// What was reached, in the unit of the model's parameter, as the worst class has it: the smallest class (k, and
    /// k-map, differential privacy), the least number of values or effective values (l), for recursive diversity what c
    /// must exceed, the greatest distance (t, β, δ), the greatest share (α, presence), the risk. Nil when no row was
    /// released, for inclusion, and where no parameter would do.
    public let reached: Double?
    /// Whether the model holds.
    public let holds: Bool
    /// Why.
    public let reason: Reason

    /// A check's result; it holds where the reason is a good one.
    public init(model: PrivacyModel, reached: Double?, reason: Reason) {
        self.model = model
        self.reached = reached.flatMap { $0.isFinite ? $0 : nil }
        self.reason = reason
        holds = reason == .satisfied || reason == .nothingReleased
    }
}

extension BoundPrivacy {
    /// Checks every model against the classes of a released table.
    ///
    /// Rows that suppression masks are a class of their own: it must satisfy every model that judges single classes,
    /// those of sensitive values included. Models of the sample (average risk, uniqueness) leave it out, as they leave
    /// out suppressed rows in the search.
    /// - Parameters:
    ///   - released: the classes; those without counted rows are not looked at.
    ///   - maskedClass: the class of the rows that are `*` in every quasi-identifier because they were masked; a class
    ///     that was `*` anyway is part of it.
    ///   - excess: rows suppressed and allowed, where more than allowed were.
    package func check(
        _ released: ClassTable, maskedClass: Int? = nil, excess: (rows: Int, allowed: Int)? = nil
    ) -> [PrivacyCheck] {
        let counted = released.countedRows
        let present = counted.indices.filter { counted[$0] > 0 }
        return zip(models, parts).map { model, part in
            let result = result(of: part, released: released, present: present, maskedClass: maskedClass)
            var reason = result.reason
            if let excess, !suppressesWithoutLimit {
                reason = .tooManySuppressed(rows: excess.rows, allowed: excess.allowed)
            }
            return PrivacyCheck(model: model, reached: result.reached, reason: reason)
        }
    }

    private func result(
        of part: Part, released: ClassTable, present: [Int], maskedClass: Int?
    ) -> (reached: Double?, reason: PrivacyCheck.Reason) {
        let counted = released.countedRows
        if present.isEmpty { return (nil, .nothingReleased) }
        // The first class that fails, kept ones before the masked one.
        func failing(_ isBad: (Int) -> Bool) -> Int? {
            present.first { $0 != maskedClass && isBad($0) }
                ?? maskedClass.flatMap { counted[$0] > 0 && isBad($0) ? $0 : nil }
        }
        func fails(_ index: Int?) -> PrivacyCheck.Reason {
            guard let index else { return .satisfied }
            let size = Int(counted[index])
            return index == maskedClass ? .maskedGroupFails(size: size) : .classFails(size: size)
        }
        func tooSmall(_ rows: [Int32], least: Int) -> PrivacyCheck.Reason {
            let bad = present.filter { $0 != maskedClass && Int(rows[$0]) < least }.map { Int(rows[$0]) }.min()
            if let bad { return .classTooSmall(size: bad) }
            guard let maskedClass, counted[maskedClass] > 0, Int(rows[maskedClass]) < least else { return .satisfied }
            return .maskedGroupTooSmall(size: Int(rows[maskedClass]))
        }
        switch part {
        case .nothing: return (nil, .satisfied)
        case .size(let size): return (present.map { Double(counted[$0]) }.min(), tooSmall(counted, least: size))
        case .population(let size):
            return (present.map { Double(released.rows[$0]) }.min(), tooSmall(released.rows, least: size))
        case .presence(let range):
            let share = { (index: Int) in Double(counted[index]) / Double(released.rows[index]) }
            return (present.map(share).max(), fails(failing { !range.contains(share($0)) }))
        case .values(let sensitive, let model, let size):
            return released.distributions[sensitive].withValueCounts { counts in
                let figures = present.map { model.figure(counts($0)) }
                let reason = tooSmall(counted, least: size)
                return (
                    model.wantsMore ? figures.min() : figures.max(),
                    reason == .satisfied ? fails(failing { !model.isSatisfied(counts($0)) }) : reason
                )
            }
        case .sample(let model):
            let sizes = present.filter { $0 != maskedClass }.map { Int(counted[$0]) }
            return (model.figure(sizes), model.isSatisfied(sizes) ? .satisfied : .riskTooHigh)
        }
    }
}
