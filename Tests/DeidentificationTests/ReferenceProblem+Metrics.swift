import Deidentification
import Foundation

/// The metrics, each from its definition.
extension ReferenceProblem {
    private var generalization: Double { utility.gsFactor <= 0.5 ? 1 : 1 - 2 * (utility.gsFactor - 0.5) }
    private var suppression: Double { utility.gsFactor < 0.5 ? 2 * utility.gsFactor : 1 }

    private func cut(_ value: Double) -> Double { max(0, (value * 1e10).rounded(.down) / 1e10) }

    /// The figures of the columns as one, or with the aggregate `rank` in their order.
    func aggregated(_ figures: [Double]) -> [Double] {
        let weighted = zip(figures, weights).map { $0 * $1 }
        switch utility.aggregate {
        case .geometricMean: return [pow(weighted.map { $0 + 1 }.reduce(1, *), 1 / Double(figures.count)) - 1]
        case .arithmeticMean: return [weighted.reduce(0, +) / Double(figures.count)]
        case .sum: return [weighted.reduce(0, +)]
        case .maximum: return [weighted.max() ?? 0]
        case .rank: return weighted.sorted(by: >)
        }
    }

    /// The metric's figure of a transformation.
    /// - Parameters:
    ///   - kept: the counted rows of each kept class.
    ///   - suppressed: for each row whether it is suppressed.
    func figures(_ levels: [Int], labels: [[String]], kept: [[Int]], suppressed: [Bool]) -> [Double] {
        let all = counted
        let count = Double(all.count)
        let lost = all.filter { suppressed[$0] }
        func covered(_ row: Int, _ column: Int) -> Double {
            Double(hierarchies[column].count { $0[levels[column]] == labels[row][column] })
        }
        let widest = hierarchies.reduce(1.0) { $0 * Double($1.count) }
        switch utility.metric {
        case .loss:
            return aggregated(
                hierarchies.indices.map { column in
                    let size = Double(hierarchies[column].count)
                    var raw = 0.0
                    for row in all {
                        let share = covered(row, column) / size
                        raw += suppressed[row] ? share + suppression * (1 - share) : generalization * share
                        if suppressed[row] && suppression == 1 { raw += 1 - share - (1 - share) }
                    }
                    let least = generalization * count / size
                    return count - least <= 0 ? 0 : cut((raw - least) / (count - least))
                })
        case .precision:
            return aggregated(
                hierarchies.indices.map { column in
                    let height = Double(hierarchies[column][0].count - 1)
                    let climbed = height == 0 ? 0 : Double(levels[column]) / height
                    if utility.monotonic == true { return climbed }
                    let stay = count - Double(lost.count)
                    return (stay * climbed * generalization + Double(lost.count) * suppression) / count
                })
        case .nonUniformEntropy, .normalizedEntropy:
            return aggregated(hierarchies.indices.map { entropy($0, labels: labels, lost: lost) })
        case .height: return [Double(levels.reduce(0, +))]
        case .discernibility:
            return [kept.reduce(0) { $0 + Double($1.count * $1.count) } + count * Double(lost.count)]
        case .discernibilityStar:
            var sizes: [[String]: Double] = [:]
            for row in all { sizes[labels[row], default: 0] += 1 }
            return [sizes.values.reduce(0) { $0 + $1 * $1 }]
        case .averageClassSize:
            let classes = Double(kept.count) * suppression + (lost.isEmpty ? 0 : generalization)
            return [classes == 0 ? 0 : count / classes]
        case .ambiguity:
            return [
                all.reduce(0) { sum, row in
                    let area = hierarchies.indices.reduce(1.0) { $0 * covered(row, $1) }
                    return sum + (suppressed[row] ? widest : area)
                }
            ]
        case .entropyBasedLoss:
            if widest <= 1 { return [lost.isEmpty ? 0 : suppression * Double(lost.count)] }
            return [
                all.reduce(0) { sum, row in
                    let area = hierarchies.indices.reduce(1.0) { $0 * covered(row, $1) }
                    let hidden = 1 + log10(area / widest) / log10(widest)
                    return sum + (suppressed[row] ? suppression : generalization * min(1, max(0, hidden)))
                }
            ]
        case .klDivergence: return [divergence(levels, labels: labels, suppressed: suppressed)]
        }
    }

    private func entropy(_ column: Int, labels: [[String]], lost: [Int]) -> Double {
        var values: [String: Double] = [:]
        var groups: [String: Double] = [:]
        for row in counted {
            values[rows[row][column], default: 0] += 1
            groups[labels[row][column], default: 0] += 1
        }
        var bits = 0.0
        for row in counted {
            bits -=
                generalization * log2(values[rows[row][column], default: 0] / groups[labels[row][column], default: 0])
        }
        if utility.monotonic != true {
            var gone: [String: Double] = [:]
            for row in lost { gone[labels[row][column], default: 0] += 1 }
            for number in gone.values { bits -= suppression * number * log2(number / Double(lost.count)) }
        }
        if utility.metric == .nonUniformEntropy { return cut(bits) }
        var most = 0.0
        for number in values.values { most -= generalization * number * log2(number / Double(counted.count)) }
        return most > 0 ? cut(bits) / most : 0
    }

    /// Tuples are those of the finest allowed levels; each row adds its term.
    private func divergence(_ levels: [Int], labels: [[String]], suppressed: [Bool]) -> Double {
        let count = Double(counted.count)
        func finest(_ row: Int) -> [String] {
            hierarchies.indices.map { column in
                hierarchies[column].first { $0[0] == rows[row][column] }?[ranges[column].lowerBound] ?? ""
            }
        }
        var before: [[String]: Double] = [:]
        var after: [[String]: Double] = [:]
        let gone = Double(counted.count { suppressed[$0] })
        for row in counted {
            before[finest(row), default: 0] += 1
            after[labels[row], default: 0] += 1
        }
        return counted.reduce(0) { sum, row in
            var area = 1.0
            var size = after[labels[row], default: 0]
            for column in hierarchies.indices {
                area *=
                    suppressed[row]
                    ? Double(hierarchies[column].count)
                    : Double(hierarchies[column].count { $0[levels[column]] == labels[row][column] })
            }
            if suppressed[row] { size = gone }
            let share = before[finest(row), default: 0] / count
            return sum + share * log2(share / (size / count / area))
        }
    }
}
