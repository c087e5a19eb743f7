/// A share with its 95 % interval.
///
/// The interval is Wilson's score interval (Wilson 1927) of the rows that were looked at. A row's chance of success, not
/// only 0 or 1, is one draw: that makes the interval wider, never narrower, than the spread of the chances.
public struct Proportion: Sendable, Equatable, Codable {
    /// The mean over the rows.
    public let value: Double
    /// The interval's lower end.
    public let low: Double
    /// The interval's upper end.
    public let high: Double

    /// The share `sum / count`; 0 to 1 with nothing known where no row was looked at.
    package init(sum: Double, count: Int) {
        if count == 0 {
            (value, low, high) = (0, 0, 1)
            return
        }
        let rows = Double(count)
        let share = min(1, max(0, sum / rows))
        // The 97.5 % point of the normal distribution.
        let point = 1.959963984540054
        let scale = 1 + point * point / rows
        let middle = (share + point * point / (2 * rows)) / scale
        let half = point / scale * (share * (1 - share) / rows + point * point / (4 * rows * rows)).squareRoot()
        value = share
        low = max(0, min(share, middle - half))
        high = min(1, max(share, middle + half))
    }
}
