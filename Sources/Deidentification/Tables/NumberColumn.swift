import Primitives

/// The numbers of a column as exact decimals: whole multiples of the last decimal place that the column has.
///
/// Cells without a number are the blank ones, 不詳, and the labels that earlier steps wrote where these read as no
/// number; steps leave them as they are. Anything else is an error.
struct NumberColumn {
    /// The decimal places of the numbers, those of the value that has most.
    let decimals: Int
    /// For each code of the column the number × 10^decimals; 0 where it has none.
    let scaled: [Int64]
    /// For each code of the column whether it is a number.
    let isNumber: [Bool]
    /// The cells without a number.
    let otherCells: Int

    /// - Parameters:
    ///   - labels: texts that earlier steps wrote.
    ///   - inputRows: the rows of the input that are left, by which errors count.
    /// - Throws: ``DeidentificationError/unreadableValues(column:kind:rows:firstRow:)``.
    init(_ column: Column, labels: Set<String>, inputRows: [Int32]?) throws(DeidentificationError) {
        let counts = column.counts()
        let parsed = column.values.map { ExactDecimal($0) }
        var decimals = 0
        for (code, number) in parsed.enumerated() where counts[code] > 0 {
            decimals = max(decimals, number?.decimals ?? 0)
        }
        let scaled = parsed.map { $0?.scaled(decimals) }
        let unreadable = zip(column.values, scaled).map { value, number in
            number == nil && !labels.contains(value) && !Hierarchy.isUnknown(value)
        }
        let faults = column.rows(marked: unreadable)
        if faults.count > 0 {
            let error = DeidentificationError.unreadableValues(
                column: column.name, kind: "number", rows: faults.count, firstRow: faults.first)
            throw error.numbered(byInputRows: inputRows)
        }
        self.decimals = decimals
        self.scaled = scaled.map { $0 ?? 0 }
        self.isNumber = scaled.map { $0 != nil }
        otherCells = zip(counts, isNumber).reduce(0) { $0 + ($1.1 ? 0 : $1.0) }
    }

    /// The mean and the standard deviation (with n - 1) of the rows' numbers, in units of the last decimal place.
    func spread(_ column: Column) -> (mean: Double, deviation: Double) {
        var count = 0.0
        var sum = 0.0
        let counts = column.counts()
        for (code, rows) in counts.enumerated() where isNumber[code] {
            count += Double(rows)
            sum += Double(rows) * Double(scaled[code])
        }
        if count < 2 { return (count == 0 ? 0 : sum / count, 0) }
        let mean = sum / count
        var squares = 0.0
        for (code, rows) in counts.enumerated() where isNumber[code] {
            let difference = Double(scaled[code]) - mean
            squares += Double(rows) * difference * difference
        }
        return (mean, (squares / (count - 1)).squareRoot())
    }
}

/// A number in decimal notation, exactly as written: an optional sign, digits, an optional fraction.
struct ExactDecimal: Equatable {
    /// The greatest magnitude in units of the last place: as many digits as a Double carries without loss.
    static let greatest: Int64 = 999_999_999_999_999

    let mantissa: Int64
    let decimals: Int

    /// Nil for what is no such number, or has more than fifteen digits.
    init?(_ text: String) {
        var mantissa: Int64 = 0
        var decimals = 0
        var digits = 0
        var isFraction = false
        var isNegative = false
        for (index, byte) in text.utf8.enumerated() {
            switch byte {
            case 0x30...0x39:
                mantissa = mantissa * 10 + Int64(byte - 0x30)
                if mantissa > Self.greatest { return nil }
                digits += 1
                if isFraction { decimals += 1 }
            case 0x2E where !isFraction: isFraction = true
            case 0x2B where index == 0: break
            case 0x2D where index == 0: isNegative = true
            default: return nil
            }
        }
        if digits == 0 || decimals > 15 { return nil }
        self.mantissa = isNegative ? -mantissa : mantissa
        self.decimals = decimals
    }

    /// The number × 10^decimals for at least as many decimals as it has; nil where that has more than fifteen digits.
    func scaled(_ decimals: Int) -> Int64? {
        var scaled = mantissa
        for _ in self.decimals..<max(decimals, self.decimals) {
            scaled *= 10
            if scaled.magnitude > Self.greatest { return nil }
        }
        return scaled
    }

    /// The text of scaled / 10^decimals with all its decimals.
    static func text(_ scaled: Int64, decimals: Int) -> String {
        if decimals == 0 { return String(scaled) }
        let digits = String(scaled.magnitude)
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        return (scaled < 0 ? "-" : "") + padded.dropLast(decimals) + "." + padded.suffix(decimals)
    }
}

extension Column {
    /// The column with new numbers, given per row in units of the last place; rows that are not marked keep their cell.
    func rewritten(_ numbers: [Int64], rows isRewritten: [Bool], decimals: Int) -> Column {
        var codeOf: [Int64: Int32] = [:]
        var texts = values
        var newCodes = [Int32](repeating: 0, count: rowCount)
        for row in 0..<rowCount {
            if !isRewritten[row] {
                newCodes[row] = Int32(codes[row])
            } else if let code = codeOf[numbers[row]] {
                newCodes[row] = code
            } else {
                let code = Int32(texts.count)
                codeOf[numbers[row]] = code
                texts.append(ExactDecimal.text(numbers[row], decimals: decimals))
                newCodes[row] = code
            }
        }
        return merged(texts, codes: CodeVector(newCodes))
    }

    /// A column of these texts, of which several may be the same, with a dictionary of only those that occur.
    func merged(_ texts: [String], codes: CodeVector) -> Column {
        Column(name: name, uniqueValues: texts, validCodes: codes).relabelled(texts).compacted()
    }
}
