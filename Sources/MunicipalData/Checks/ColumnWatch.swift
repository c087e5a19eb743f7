/// Looks at the cells of one column on one thread.
///
/// Every value is judged once and remembered, as long as there is room; a column with more values than that is judged cell by
/// cell. What is remembered makes it faster and changes nothing.
final class ColumnWatch {
    let plan: ColumnPlan
    let column: Int
    private(set) var judge: CellJudge
    private(set) var tally: ColumnTally
    private let dictionary: ByteDictionary?
    /// By the values' numbers; of a loud one all that is known stands in `loud`.
    private var remembered: [Remembered] = []
    private var loud: [Int: CellVerdict] = [:]
    private var counts: UnsafeMutablePointer<Int>
    /// Whether somebody has to hear of the value.
    private var isLoud: UnsafeMutablePointer<Bool>
    private var capacity = 64
    private let room: Int
    /// Whether cells are no longer looked up.
    private var isDirect: Bool

    /// What is kept of a value with which nothing is wrong.
    private struct Remembered {
        var characters: Int32
        var code: Int32
        var year: Int16
        var isMissing: Bool
    }

    /// The longest value that is remembered.
    private static let longest = 64
    /// The most values that are remembered though something is wrong with them.
    private static let mostLoud = 1 << 12

    init(_ plan: ColumnPlan, _ column: Int, encoding: TextEncoding, columns: Int) {
        self.plan = plan
        self.column = column
        judge = CellJudge(plan, encoding)
        tally = ColumnTally(codes: judge.codes.count)
        // Cells that are judged by more than a look at their bytes are worth remembering longer.
        room = judge.quick.isSlow ? 1 << 16 : 1 << 12
        isDirect = columns > 1024 || plan.demandsEachCell || !plan.isLooked
        dictionary = isDirect ? nil : ByteDictionary()
        counts = .allocate(capacity: capacity)
        isLoud = .allocate(capacity: capacity)
    }

    deinit {
        counts.deallocate()
        isLoud.deallocate()
    }

    /// Judges by another encoding from here on. All values so far were ASCII, which is the same in both.
    func change(to encoding: TextEncoding) {
        if (encoding == .cp932) != (judge.encoding == .cp932) { judge = CellJudge(plan, encoding) }
    }

    /// Looks at the cells of a run of rows, and tells `hear` of those that somebody has to hear of.
    func look(
        at run: CellRun, hasNul: Bool, codes: UnsafeMutablePointer<Int32>, _ hear: (_ row: Int, CellVerdict) -> Void
    ) {
        guard let dictionary, !isDirect, !hasNul else {
            for row in 0..<run.count {
                let (start, end) = run.cell(row)
                if let loud = judgeCell(run.text + start, end &- start, hasNul: hasNul) { hear(row, loud) }
            }
            return
        }
        var strange: UInt8 = 0
        var index = 0
        var misses = 0
        while true {
            index = dictionary.view.encode(run, from: index, into: codes, strange: &strange)
            if index == run.count { break }
            let (start, end) = run.cell(index)
            let value = run.text + start
            var code = dictionary.view.find(value, end &- start)
            if code < 0, end &- start <= Self.longest, dictionary.count < room, loud.count < Self.mostLoud {
                code = remember(value, end &- start)
            }
            if code < 0 {
                misses += 1
                if let loud = judgeCell(value, end &- start, hasNul: false) { hear(index, loud) }
            }
            codes[index] = code
            index += 1
        }
        var isSomeLoud = false
        for row in 0..<run.count {
            let code = Int(codes[row])
            if code < 0 { continue }
            counts[code] &+= 1
            isSomeLoud = isSomeLoud || isLoud[code]
        }
        if isSomeLoud {
            for row in 0..<run.count where codes[row] >= 0 && isLoud[Int(codes[row])] {
                if let verdict = loud[Int(codes[row])] { hear(row, verdict) }
            }
        }
        // Where most values are new, looking for them is lost time.
        if misses * (judge.quick.isSlow ? 8 : 2) > run.count * (judge.quick.isSlow ? 7 : 1) { isDirect = true }
    }

    /// Judges a single cell of a column of which every cell is needed.
    func verdict(_ value: UnsafePointer<UInt8>, _ count: Int, hasNul: Bool) -> CellVerdict {
        if !hasNul, let seen = judge.quick.look(value, count) {
            var isASCII = true
            for index in 0..<count where value[index] >= 0x80 { isASCII = false }
            if isASCII {
                tally.add(seen)
                addDistinct(value, count, isMissing: seen.isMissing)
                var verdict = CellVerdict()
                verdict.isMissing = seen.isMissing
                verdict.key = seen.isMissing ? .none : KeyHash(value, count)
                return verdict
            }
        }
        let verdict = judge.judge(UnsafeBufferPointer(start: value, count: count))
        tally.add(verdict, cells: 1)
        addDistinct(value, count, isMissing: verdict.isMissing)
        return verdict
    }

    /// Adds what is remembered of values to the tally.
    func finish() -> ColumnTally {
        for (code, value) in remembered.enumerated() {
            var verdict = loud[code] ?? CellVerdict()
            if !isLoud[code] {
                verdict.characters = Int(value.characters)
                verdict.code = Int(value.code)
                verdict.year = Int(value.year)
                verdict.isMissing = value.isMissing
            }
            tally.add(verdict, cells: counts[code])
            counts[code] = 0
        }
        return tally
    }

    /// Counts a cell; its verdict where somebody has to hear of it.
    @inline(__always)
    private func judgeCell(_ value: UnsafePointer<UInt8>, _ count: Int, hasNul: Bool) -> CellVerdict? {
        if !hasNul, let seen = judge.quick.look(value, count) {
            tally.add(seen)
            addDistinct(value, count, isMissing: seen.isMissing)
            return nil
        }
        let verdict = judge.judge(UnsafeBufferPointer(start: value, count: count))
        tally.add(verdict, cells: 1)
        addDistinct(value, count, isMissing: verdict.isMissing)
        return verdict.isQuiet ? nil : verdict
    }

    @inline(__always)
    private func addDistinct(_ value: UnsafePointer<UInt8>, _ count: Int, isMissing: Bool) {
        if !tally.distinct.areTooMany, !isMissing { tally.distinct.insert(KeyHash(value, count).low) }
    }

    private func remember(_ value: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
        guard let dictionary else { return -1 }
        let code = dictionary.insert(value, count)
        let verdict = judge.judge(UnsafeBufferPointer(start: value, count: count))
        if remembered.count == capacity { grow() }
        counts[remembered.count] = 0
        isLoud[remembered.count] = !verdict.isQuiet
        if !verdict.isQuiet { loud[remembered.count] = verdict }
        remembered.append(
            Remembered(
                characters: Int32(truncatingIfNeeded: verdict.characters),
                code: Int32(truncatingIfNeeded: verdict.code),
                year: Int16(truncatingIfNeeded: verdict.year), isMissing: verdict.isMissing))
        addDistinct(value, count, isMissing: verdict.isMissing)
        return code
    }

    private func grow() {
        let moreCounts = UnsafeMutablePointer<Int>.allocate(capacity: capacity * 2)
        moreCounts.update(from: counts, count: capacity)
        counts.deallocate()
        counts = moreCounts
        let moreLoud = UnsafeMutablePointer<Bool>.allocate(capacity: capacity * 2)
        moreLoud.update(from: isLoud, count: capacity)
        isLoud.deallocate()
        isLoud = moreLoud
        capacity *= 2
    }
}
