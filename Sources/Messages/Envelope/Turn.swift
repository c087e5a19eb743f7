/// Whose move it is; a field of its own beside the state.
public enum Turn: String, Sendable, Codable, CaseIterable {
    case business
    case organization
    case municipality
    case regulator
    case system
    /// Finished: nobody has to act.
    case none
}
