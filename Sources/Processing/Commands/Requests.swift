import Deidentification
import Foundation

#if canImport(Glibc)
    import Glibc
#else
    import Darwin
#endif

/// `oboro anonymize`.
public struct AnonymizeRequest: Sendable {
    /// The file with residents' rows.
    public var dataPath: String
    /// The recipe; hierarchy files are looked for beside it, then beside the data.
    public var recipePath: String
    /// The directory for the output.
    public var outputDirectory: String
    /// Levels to apply instead of searching.
    public var levels: [Int]?
    /// Whether rows stay in the order of the input.
    public var keepsOrder: Bool
    /// A seed for the order of rows, in tests and benchmarks only; pseudonyms stay random.
    public var seed: UInt64?
    /// The terms of law for marking and report.
    public var legalBasis: LegalBasis
    /// Threads to use; the result is the same for any number.
    public var threads = 2
    /// A value mapping of an earlier run to apply instead of searching.
    public var mappingPath: String?
    /// Value mappings of earlier deliveries of the same file.
    public var earlierPaths: [String] = []
    /// Where the value mapping (加工方法等情報) of this run goes; it is never part of the output.
    public var mappingOutputPath: String?
    /// Whether the answer is proven once more by brute force.
    public var verifies = false
    /// How closely the run looks at what it made.
    public var analysis = AnalysisDepth.automatic

    /// Makes a request; see the properties.
    public init(
        dataPath: String, recipePath: String, outputDirectory: String, levels: [Int]? = nil,
        keepsOrder: Bool = false, seed: UInt64? = nil, legalBasis: LegalBasis = .present
    ) {
        self.dataPath = dataPath
        self.recipePath = recipePath
        self.outputDirectory = outputDirectory
        self.levels = levels
        self.keepsOrder = keepsOrder
        self.seed = seed
        self.legalBasis = legalBasis
    }

    /// Runs the request with files, clock and randomness of this system.
    ///
    /// - Parameter progress: called again and again; returning `false` stops the run.
    public func run(progress: (ProcessingProgress) -> Bool = { _ in true }) -> CommandResult {
        do {
            try requireSourcesOutsideOutput()
            try requireMappingOutsideOutput()
            if let mappingOutputPath {
                let read = [dataPath, recipePath, mappingPath].compactMap(\.self) + earlierPaths
                try OutputIsInput.check(mappingOutputPath, against: read)
            }
            let input = try input()
            let outcome = try OutputDirectory(path: outputDirectory).write { sink in
                try Processor.run(input, to: &sink, progress: progress)
            }
            if let mappingOutputPath, outcome.isSolution {
                guard let mapping = outcome.mapping else {
                    return CommandResult(
                        status: .invalid,
                        message: "the output is made; there is no value mapping of local coding, where the same value "
                            + "becomes different labels: leave --mapping-out out, or use coding global or cells")
                }
                try DurableFile.write(mapping.bytes, to: mappingOutputPath)
            }
            return CommandResult(
                status: outcome.isSolution ? .done : .invalid, text: outcome.report.text, json: outcome.report.bytes)
        } catch let error as ProcessingError {
            return CommandResult(error)
        } catch let error as MissingFile {
            return CommandResult(status: .usage, message: error.description)
        } catch let error as SourceInOutput {
            return CommandResult(status: .usage, message: error.description)
        } catch let error as OutputIsInput {
            return CommandResult(status: .usage, message: error.description)
        } catch let error as MappingUnfit {
            return CommandResult(status: .usage, message: error.description)
        } catch {
            return CommandResult(status: .failed, message: "\(error)")
        }
    }
}

extension AnonymizeRequest {
    /// The input of the run, with files, clock and randomness of this system.
    private func input() throws -> ProcessingInput {
        var input = try ProcessingInput(dataPath: dataPath, recipePath: recipePath)
        input.levels = levels
        input.legalBasis = legalBasis
        input.threads = threads
        input.verifies = verifies
        input.analysis = analysis
        input.wantsMapping = mappingOutputPath != nil
        if let mappingPath { input.mapping = try Self.mapping(mappingPath) }
        input.earlier = try earlierPaths.map(Self.mapping)
        if keepsOrder {
            input.arrangement = .kept
        } else if let seed {
            input.arrangement = .shuffled(SeededGenerator(seed: seed), seed: seed)
        }
        return input
    }

    private static func mapping(_ path: String) throws -> (name: String, mapping: ValueMapping) {
        do {
            return ((path as NSString).lastPathComponent, try ValueMapping(reading: try bytes(ofFile: path)))
        } catch let error as ValueMappingError {
            throw MappingUnfit(path: path, error: error)
        }
    }

    /// The output must not take the place of what it is made from.
    private func requireSourcesOutsideOutput() throws(SourceInOutput) {
        let folder = URL(fileURLWithPath: outputDirectory).resolvingSymlinksInPath()
        for source in [dataPath, recipePath] + [mappingPath, mappingOutputPath].compactMap(\.self) {
            let file = URL(fileURLWithPath: source).resolvingSymlinksInPath()
            let name = file.lastPathComponent
            if file.deletingLastPathComponent().path == folder.path,
                ProcessingOutcome.File.allCases.contains(where: { $0.rawValue == name })
            {
                throw SourceInOutput(path: source)
            }
        }
    }
}

extension AnonymizeRequest {
    /// The value mapping must not get into what is delivered.
    private func requireMappingOutsideOutput() throws(SourceInOutput) {
        guard let mappingOutputPath else { return }
        let folder = URL(fileURLWithPath: outputDirectory).resolvingSymlinksInPath().pathComponents
        let file = URL(fileURLWithPath: mappingOutputPath).deletingLastPathComponent().resolvingSymlinksInPath()
        if file.pathComponents.starts(with: folder) { throw SourceInOutput(path: mappingOutputPath) }
    }
}

/// A file that is no value mapping.
struct MappingUnfit: Error, CustomStringConvertible {
    let path: String
    let error: ValueMappingError
    var description: String { "\(path): \(error)" }
}

/// A file that must not lie in the output's folder.
struct SourceInOutput: Error, CustomStringConvertible {
    let path: String
    var description: String {
        "\(path): lies where the output goes, which is delivered or would overwrite it; choose another folder for --out"
    }
}

/// `oboro measure`.
public struct MeasureRequest: Sendable {
    /// The file with residents' rows.
    public var dataPath: String
    /// The recipe; hierarchy files are looked for beside it, then beside the data.
    public var recipePath: String

    /// How closely to look at the file.
    public var analysis = AnalysisDepth.automatic

    /// Makes a request; see the properties.
    public init(dataPath: String, recipePath: String) {
        self.dataPath = dataPath
        self.recipePath = recipePath
    }

    /// Runs the request.
    public func run() -> CommandResult {
        do {
            var input = try ProcessingInput(dataPath: dataPath, recipePath: recipePath)
            input.analysis = analysis
            input.threads = ProcessInfo.processInfo.activeProcessorCount
            let report = try Processor.measure(input)
            return CommandResult(status: .done, text: report.text, json: report.bytes)
        } catch let error as ProcessingError {
            return CommandResult(error)
        } catch {
            return CommandResult(status: .usage, message: "\(error)")
        }
    }
}

/// `oboro recipe check`.
public struct RecipeCheckRequest: Sendable {
    /// The recipe.
    public var recipePath: String
    /// A file against whose columns and values the recipe is checked, or `nil`.
    public var dataPath: String?

    /// Makes a request; see the properties.
    public init(recipePath: String, dataPath: String? = nil) {
        self.recipePath = recipePath
        self.dataPath = dataPath
    }

    /// Runs the request: with a file all is checked but the search.
    public func run() -> CommandResult {
        do {
            let recipe = try bytes(ofFile: recipePath)
            let document = try RecipeDocument(reading: recipe, file: recipePath)
            if let dataPath {
                _ = try ProcessingSource(ProcessingInput(dataPath: dataPath, recipePath: recipePath))
            }
            let explanation = RecipeExplanation(of: document.recipe)
            return CommandResult(status: .done, text: explanation.text, json: jsonText(explanation))
        } catch let error as DocumentFaults {
            return CommandResult(status: .invalid, text: error.description + "\n", json: jsonText(error.faults))
        } catch let error as ProcessingError {
            return CommandResult(error)
        } catch {
            return CommandResult(status: .usage, message: "\(error)")
        }
    }
}

/// A file that a command names and that cannot be opened.
struct MissingFile: Error, CustomStringConvertible {
    let path: String
    var description: String { "\(path): cannot be opened; check the path and the right to read it" }
}

private func bytes(ofFile path: String) throws(MissingFile) -> [UInt8] {
    guard let data = FileManager.default.contents(atPath: path) else { throw MissingFile(path: path) }
    return Array(data)
}

extension ProcessingInput {
    /// An input from files, with the system's clock.
    init(dataPath: String, recipePath: String) throws(MissingFile) {
        let start = ContinuousClock.now
        guard FileManager.default.isReadableFile(atPath: dataPath) else { throw MissingFile(path: dataPath) }
        self.init(
            source: .stream { try FileByteStream(path: dataPath) }, recipe: try bytes(ofFile: recipePath),
            recipeName: recipePath,
            hierarchyFile: { name in
                if name.hasPrefix("/") { return try bytes(ofFile: name) }
                // Beside the recipe, or else beside the data.
                let places = [recipePath, dataPath].map { ($0 as NSString).deletingLastPathComponent }
                    .map { $0.isEmpty ? name : $0 + "/" + name }
                let found = places.first { FileManager.default.fileExists(atPath: $0) }
                return try bytes(ofFile: found ?? places[0])
            },
            clock: { (ContinuousClock.now - start) / .seconds(1) }, peakMemory: { peakMemoryOfProcess() })
    }
}

private func peakMemoryOfProcess() -> Int {
    var usage = rusage()
    #if canImport(Glibc)
        guard getrusage(RUSAGE_SELF.rawValue, &usage) == 0 else { return 0 }
        return usage.ru_maxrss * 1024
    #else
        guard getrusage(RUSAGE_SELF, &usage) == 0 else { return 0 }
        return usage.ru_maxrss
    #endif
}
