import Foundation

/// A number with a fixed count of decimals, and a mark between thousands.
func decimal(_ number: Double, _ decimals: Int) -> String {
    let text = String(format: "%.\(decimals)f", number)
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard let whole = parts.first.flatMap({ Int($0) }) else { return text }
    let sign = text.hasPrefix("-") && whole == 0 ? "-" : ""
    return sign + ([grouped(whole)] + parts.dropFirst().map(String.init)).joined(separator: ".")
}

/// A whole number with commas between thousands.
func grouped(_ number: Int) -> String {
    var digits = Array(String(number.magnitude))
    var index = digits.count - 3
    while index > 0 {
        digits.insert(",", at: index)
        index -= 3
    }
    return (number < 0 ? "-" : "") + String(digits)
}

/// A count that may be beyond whole numbers, such as the nodes of a lattice.
func grouped(_ number: Double) -> String {
    number.magnitude < 1e15 ? grouped(Int(number.rounded())) : String(format: "%.2e", number)
}

/// A share as a percentage; what is more than nothing is never written as nothing, nor what is less than all as all.
func percent(_ share: Double) -> String {
    if share > 0 && share < 0.000_05 { return "<0.01%" }
    return share < 1 && share >= 0.999_95 ? ">99.99%" : decimal(share * 100, 2) + "%"
}

/// A share as a percentage without needless decimals.
func shortPercent(_ share: Double) -> String { String(format: "%g%%", share * 100) }

/// A number without a needless fraction.
func plain(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? "\(number)"
}

/// A number with four significant digits at most.
func short(_ number: Double) -> String { String(format: "%.4g", number) }
