extension Report {
    /// Whether steps before the search changed values of the column, and in how many rows.
    func rowsChanged(in column: String) -> Int {
        steps.filter { $0.column == column || $0.columns?.contains(column) == true }.reduce(0) { $0 + $1.changedRows }
    }

    /// The file that was processed.
    public struct Input: Codable, Equatable, Sendable {
        /// Data rows of the file.
        public var rows: Int
        /// SHA-256 of the file, hexadecimal.
        public var sha256: String
        /// The encoding by which it was read: declared or detected.
        public var encoding: String
        /// Whether the encoding was detected, not declared.
        public var encodingDetected: Bool

        /// An input; see the properties.
        public init(rows: Int, sha256: String, encoding: String, encodingDetected: Bool = false) {
            self.rows = rows
            self.sha256 = sha256
            self.encoding = encoding
            self.encodingDetected = encodingDetected
        }
    }

    /// The recipe that was applied.
    public struct RecipeReference: Codable, Equatable, Sendable {
        /// SHA-256 of the recipe file, hexadecimal.
        public var sha256: String
        /// The recipe's title.
        public var title: String

        /// A reference; see the properties.
        public init(sha256: String, title: String) {
            self.sha256 = sha256
            self.title = title
        }
    }

    /// One step before the search.
    public struct Step: Codable, Equatable, Sendable {
        /// Its number, from 1.
        public var step: Int
        /// Its kind in the recipe, such as `top-code`.
        public var kind: String?
        /// The column it looks at; the first of several.
        public var column: String
        /// The columns it looks at, where they are not one.
        public var columns: [String]?
        /// The cells it changed.
        public var changedRows: Int
        /// The rows it took away.
        public var droppedRows: Int
        /// Why, in the recipe's words.
        public var reason: String?
        /// What it did, for reading.
        public var done: Words?

        /// A step; see the properties.
        public init(
            step: Int, kind: String? = nil, column: String, columns: [String]? = nil, changedRows: Int = 0,
            droppedRows: Int = 0, reason: String? = nil, done: Words? = nil
        ) {
            self.step = step
            self.kind = kind
            self.column = column
            self.columns = columns
            self.changedRows = changedRows
            self.droppedRows = droppedRows
            self.reason = reason
            self.done = done
        }
    }

    /// The output file.
    public struct Output: Codable, Equatable, Sendable {
        /// Its data rows.
        public var rows: Int
        /// SHA-256 of `data.csv`, hexadecimal.
        public var sha256: String
        /// Whether the rows stand in the order of the input.
        public var keptOrder: Bool
        /// The seed of the order, in tests only.
        public var seed: UInt64?
        /// Formula-like cells that got a leading apostrophe.
        public var neutralizedCells: Int

        /// An output; see the properties.
        public init(
            rows: Int, sha256: String, keptOrder: Bool = false, seed: UInt64? = nil, neutralizedCells: Int = 0
        ) {
            self.rows = rows
            self.sha256 = sha256
            self.keptOrder = keptOrder
            self.seed = seed
            self.neutralizedCells = neutralizedCells
        }
    }

    /// One column.
    public struct Column: Codable, Equatable, Sendable {
        /// The levels that hierarchy and recipe allow.
        public struct Allowed: Codable, Equatable, Sendable {
            /// The finest.
            public var min: Int
            /// The coarsest.
            public var max: Int

            /// A range; see the properties.
            public init(min: Int, max: Int) {
                self.min = min
                self.max = max
            }
        }

        /// Its name.
        public var name: String
        /// Its role's name.
        public var role: String
        /// The level of a quasi-identifier; with local coding absent.
        public var level: Int?
        /// The coarsest level of its hierarchy.
        public var height: Int?
        /// See ``Allowed``.
        public var allowed: Allowed?
        /// Its weight in the metric.
        public var weight: Double?
        /// Distinct values before; absent for a removed column, whose number of values is no business of the recipient.
        public var distinctBefore: Int?
        /// Distinct values in the output, 0 where the column was removed.
        public var distinctAfter: Int
        /// With local coding the share of the output's rows at each level, from 0 to the height.
        public var rowsPerLevel: [Double]?
        /// Cells of rows that stay, written `*` one by one.
        public var suppressedCells: Int?
        /// Whether the output lacks the column.
        public var removed: Bool
        /// What was done with it, for reading.
        public var done: Words?

        /// A column; see the properties.
        public init(
            name: String, role: String, level: Int? = nil, height: Int? = nil, allowed: Allowed? = nil,
            weight: Double? = nil, distinctBefore: Int? = nil, distinctAfter: Int, rowsPerLevel: [Double]? = nil,
            suppressedCells: Int? = nil, removed: Bool = false, done: Words? = nil
        ) {
            self.name = name
            self.role = role
            self.level = level
            self.height = height
            self.allowed = allowed
            self.weight = weight
            self.distinctBefore = distinctBefore
            self.distinctAfter = distinctAfter
            self.rowsPerLevel = rowsPerLevel
            self.suppressedCells = suppressedCells
            self.removed = removed
            self.done = done
        }
    }

    /// Seconds of the stages.
    public struct Timings: Codable, Equatable, Sendable {
        /// Reading file and hierarchies.
        public var read: Double
        /// Searching and measuring.
        public var search: Double
        /// Making the output.
        public var write: Double
        /// All of it.
        public var total: Double

        /// Timings; see the properties.
        public init(read: Double, search: Double, write: Double, total: Double) {
            self.read = read
            self.search = search
            self.write = write
            self.total = total
        }
    }
}
