/// Arithmetic that stops at the ends of its range instead of ending the process: amounts, dates and counts come from
/// people, and a number that is too large is a matter for a refusal, not for a crash.
extension FixedWidthInteger {
    /// The sum, held within the range of the type.
    public func saturatingAdding(_ other: Self) -> Self {
        let (sum, overflow) = addingReportingOverflow(other)
        return overflow ? (other < 0 ? .min : .max) : sum
    }

    /// The product, held within the range of the type.
    public func saturatingMultiplied(by other: Self) -> Self {
        let (product, overflow) = multipliedReportingOverflow(by: other)
        return overflow ? ((self < 0) == (other < 0) ? .max : .min) : product
    }
}
