/// What a person is to the head of the household, read from the 続柄 of the resident register: a chain of words from the
/// head on, such as `子の妻` or `妻の父`.
public enum FamilyRelation: Hashable, Sendable {
    /// 世帯主.
    case head
    /// The head's husband or wife, also before notification (未届).
    case spouse
    /// In direct line: generations above the head (below: negative), by marriage or not.
    /// `isOfHead` marks the head's own parent, child and so on; parents of the spouse are not.
    case lineal(generation: Int, isByMarriage: Bool, isOfHead: Bool)
    /// Brother or sister of the head.
    case sibling
    /// Any other relative.
    case relative
    /// 同居人, 使用人: no relative.
    case nonrelative

    /// Reads a 続柄; `nil` for a word that is not known.
    public init?(reading text: String) {
        var text = text.narrowed.trimmed
        // 妻(未届), 世帯主(準): what stands in brackets does not change the relation.
        if let bracket = text.firstIndex(of: "(") { text = String(text[..<bracket]) }
        let words = text.split(separator: "の").map(String.init)
        guard !words.isEmpty, words.count <= CodeList.longestChain else { return nil }
        var relation = FamilyRelation.head
        for word in words {
            guard let step = Step(word), let next = relation.following(step) else { return nil }
            relation = next
        }
        self = relation
    }

    private func following(_ step: Step) -> FamilyRelation? {
        switch (self, step) {
        case (_, .stranger), (.nonrelative, _): return .nonrelative
        case (.head, .head): return .head
        case (.head, .spouse): return .spouse
        case (.head, .up(let count)): return .lineal(generation: count, isByMarriage: false, isOfHead: true)
        case (.head, .down(let count)): return .lineal(generation: -count, isByMarriage: false, isOfHead: true)
        case (.head, .sibling): return .sibling
        case (.spouse, .up(let count)): return .lineal(generation: count, isByMarriage: false, isOfHead: false)
        // A child of the wife or husband lives with them as a child.
        case (.spouse, .down(let count)): return .lineal(generation: -count, isByMarriage: false, isOfHead: true)
        case (.lineal(let generation, _, let isOfHead), .spouse):
            return .lineal(generation: generation, isByMarriage: true, isOfHead: isOfHead)
        case (.lineal(let generation, _, let isOfHead), .up(let count)) where generation > 0:
            return .lineal(generation: generation + count, isByMarriage: false, isOfHead: isOfHead)
        case (.lineal(let generation, _, let isOfHead), .down(let count)) where generation < 0:
            return .lineal(generation: generation - count, isByMarriage: false, isOfHead: isOfHead)
        case (_, .head): return nil
        default: return .relative
        }
    }

    /// One word of a chain.
    private enum Step {
        case head, spouse, sibling, relative, stranger
        case up(Int), down(Int)

        init?(_ word: String) {
            switch word {
            case "世帯主", "本人", "筆頭者": self = .head
            case "妻", "夫", "配偶者", "未届妻", "未届夫", "夫未届", "妻未届": self = .spouse
            case "父", "母", "養父", "養母", "継父", "継母", "親": self = .up(1)
            case "祖父", "祖母", "祖父母": self = .up(2)
            case "曾祖父", "曾祖母", "曽祖父", "曽祖母": self = .up(3)
            case "子", "養子", "養女", "長男", "長女", "二男", "二女", "次男", "次女", "三男", "三女", "四男", "四女", "五男", "五女", "男",
                "女", "継子":
                self = .down(1)
            case "孫": self = .down(2)
            case "曾孫", "曽孫", "ひ孫": self = .down(3)
            case "兄", "弟", "姉", "妹", "兄弟", "姉妹", "兄弟姉妹": self = .sibling
            case "おじ", "おば", "伯父", "叔父", "伯母", "叔母", "おい", "めい", "甥", "姪", "いとこ", "従兄弟", "従姉妹", "縁故者", "親族":
                self = .relative
            case "同居人", "使用人", "雇人", "下宿人", "里子": self = .stranger
            default: return nil
            }
        }
    }
}
