/// The candidate nearest to a mistyped name by edit distance (Damerau–Levenshtein, neighbours swapped count as one), or `nil`
/// where none is near enough to be meant.
func nearestName(to name: String, among candidates: some Sequence<String>) -> String? {
    // Nobody mistypes a name of such a length, and the work grows with it.
    guard name.utf8.count <= 400 else { return nil }
    let typed = Array(name.lowercased())
    let ranked = candidates.map { (name: $0, distance: editDistance(typed, Array($0.lowercased()))) }
    guard let best = ranked.min(by: { ($0.distance, $0.name) < ($1.distance, $1.name) }) else { return nil }
    // Up to a third of the letters may be wrong; a name that begins with the other is meant too.
    let length = max(typed.count, best.name.count)
    if best.distance <= max(1, length / 3), best.distance < length { return best.name }
    let folded = name.lowercased()
    return ranked.first { candidate in
        let known = candidate.name.lowercased()
        return min(known.count, folded.count) >= 3 && (known.hasPrefix(folded) || folded.hasPrefix(known))
    }?.name
}

private func editDistance(_ left: [Character], _ right: [Character]) -> Int {
    var beforeLast: [Int] = []
    var last = Array(0...right.count)
    for row in left.indices {
        var current = [row + 1]
        for column in right.indices {
            let substitution = last[column] + (left[row] == right[column] ? 0 : 1)
            var distance = min(last[column + 1] + 1, current[column] + 1, substitution)
            if row > 0, column > 0, left[row] == right[column - 1], left[row - 1] == right[column] {
                distance = min(distance, beforeLast[column - 1] + 1)
            }
            current.append(distance)
        }
        beforeLast = last
        last = current
    }
    return last[right.count]
}
