public import Deidentification

extension Report {
    /// The transformation that was found or given.
    public struct Transformation: Codable, Equatable, Sendable {
        /// How values are generalized: `global`, `local` or `cells`.
        public var coding: Coding
        /// The level of each quasi-identifier; with local coding those of the best global one, from which it starts.
        public var levels: [String: Int]
        /// The metric that was minimized.
        public var metric: String
        /// Its figure.
        public var loss: Double
        /// How the columns' figures became one.
        public var aggregate: String?
        /// The metric's figure of each quasi-identifier, weighted, where the metric has them.
        public var columnLosses: [String: Double]?
        /// With local coding and with cells the figure of the best global one.
        public var globalLoss: Double?
        /// See ``Local``; absent for the other codings.
        public var local: Local?

        /// A transformation; see the properties.
        public init(
            coding: Coding = .global, levels: [String: Int], metric: String, loss: Double, aggregate: String? = nil,
            columnLosses: [String: Double]? = nil, globalLoss: Double? = nil, local: Local? = nil
        ) {
            self.coding = coding
            self.levels = levels
            self.metric = metric
            self.loss = loss
            self.aggregate = aggregate
            self.columnLosses = columnLosses
            self.globalLoss = globalLoss
            self.local = local
        }
    }

    /// How local coding came to its answer.
    public struct Local: Codable, Equatable, Sendable {
        /// The family of the answer (`LocalFamily`).
        public var family: String
        /// The passes of neighbourhood search done.
        public var passes: Int
        /// Whether the time ran out before the work was done.
        public var cutByTime: Bool
        /// The least rows that every group got.
        public var minimumClassSize: Int

        /// How it came to its answer; see the properties.
        public init(family: String, passes: Int, cutByTime: Bool, minimumClassSize: Int) {
            self.family = family
            self.passes = passes
            self.cutByTime = cutByTime
            self.minimumClassSize = minimumClassSize
        }
    }

    /// What was lost to suppression.
    public struct Suppressed: Codable, Equatable, Sendable {
        /// Rows in classes that are too small.
        public var rows: Int
        /// Cells written `*` in rows that stay.
        public var cells: Int
        /// Rows that the limit allows.
        public var allowedRows: Int
        /// The limit, a share of the rows.
        public var limit: Double?
        /// Whether suppressed rows are removed or masked.
        public var mode: Suppression.Mode?
        /// Cells suppressed one by one in each quasi-identifier.
        public var cellsPerColumn: [String: Int]?

        /// What was lost; see the properties.
        public init(
            rows: Int, cells: Int, allowedRows: Int, limit: Double? = nil, mode: Suppression.Mode? = nil,
            cellsPerColumn: [String: Int]? = nil
        ) {
            self.rows = rows
            self.cells = cells
            self.allowedRows = allowedRows
            self.limit = limit
            self.mode = mode
            self.cellsPerColumn = cellsPerColumn
        }
    }

    /// Equivalence classes of the kept rows.
    public struct Classes: Codable, Equatable, Sendable {
        /// How many.
        public var count: Int
        /// Rows of the smallest.
        public var smallest: Int
        /// Rows of the largest.
        public var largest: Int
        /// Rows per class.
        public var average: Double

        /// Classes; see the properties.
        public init(count: Int, smallest: Int, largest: Int, average: Double) {
            self.count = count
            self.smallest = smallest
            self.largest = largest
            self.average = average
        }
    }

    /// How the transformation was found, with the certificate of optimality (``SearchCertificate``).
    public struct Search: Codable, Equatable, Sendable {
        /// `optimal`, `best-effort`, `given` where the levels were given, or `none` where local coding began from nothing.
        public var algorithm: String
        /// Whether it is proven to be the best of the lattice.
        public var optimal: Bool
        /// Transformations in the lattice.
        public var nodes: Double
        /// Transformations whose classes were computed.
        public var checked: Int
        /// Transformations ruled out because their least possible loss is above the answer's.
        public var excludedByBound: Int?
        /// Transformations ruled out because a coarser one already fails.
        public var excludedByCoarserFailure: Int?
        /// Transformations not decided when the time was up.
        public var open: Double?
        /// No transformation of the lattice has a loss below this.
        public var lowerBound: Double?
        /// The loss above the lower bound as a share of the loss, 0 where it is proven.
        public var gap: Double?
        /// Whether every transformation was computed as well and none is better (`--verify`); absent where it was not asked.
        public var verified: Bool?

        /// A search without certificate; see the properties.
        public init(algorithm: String, optimal: Bool, nodes: Int, checked: Int) {
            self.algorithm = algorithm
            self.optimal = optimal
            self.nodes = Double(nodes)
            self.checked = checked
        }

        /// A search with its certificate.
        /// - Parameter loss: that of the answer, `nil` without one.
        public init(
            algorithm: String, optimal: Bool, certificate: SearchCertificate, loss: Double?, verified: Bool? = nil
        ) {
            self.algorithm = algorithm
            self.optimal = optimal
            nodes = certificate.nodes
            checked = certificate.checked
            excludedByBound = certificate.excludedByBound
            excludedByCoarserFailure = certificate.excludedByCoarserFailure
            open = certificate.open
            lowerBound = certificate.lowerBound
            if let loss, let bound = certificate.lowerBound {
                gap = loss > bound ? (loss - bound) / loss : 0
            }
            self.verified = verified
        }
    }
}
