import Deidentification
public import MunicipalData
public import Primitives

/// `oboro layout infer`: makes a first layout from the beginning of a file, without a server.
public struct LayoutInferRequest: Sendable {
    /// The file with residents' rows.
    public var dataPath: String
    /// What the file is called.
    public var name: String
    /// What is known about the format; it is never overridden.
    public var declared = DeclaredFormat()
    /// How much of the file is looked at.
    public var limits = LayoutInference.Limits()

    /// Makes a request; see the properties.
    public init(dataPath: String, name: String) {
        self.dataPath = dataPath
        self.name = name
    }

    /// The layout as YAML, or what is wrong.
    public struct Outcome: Sendable {
        /// The exit status, the layout's YAML as text, and facts as JSON.
        public let result: CommandResult
        /// How the format was found; its sample lines are for the terminal of the clerk only. Nil where nothing was found.
        public let detection: FormatDetection?
    }

    /// Runs the request.
    public func run() -> Outcome {
        do {
            let inference = try LayoutInference(
                of: try FileByteStream(path: dataPath), name: name, declared: declared, limits: limits)
            let result = CommandResult(
                status: .done, text: text(of: inference), json: jsonText(LayoutFacts(inference)))
            return Outcome(result: result, detection: inference.detection)
        } catch let error as FileReadError {
            return Outcome(result: CommandResult(status: .usage, message: error.description), detection: nil)
        } catch let error as LayoutInferenceError {
            if case .stream = error {
                return Outcome(result: CommandResult(status: .usage, message: error.description), detection: nil)
            }
            return Outcome(result: CommandResult(status: .invalid, message: error.description), detection: nil)
        } catch {
            return Outcome(result: CommandResult(status: .failed, message: "\(error)"), detection: nil)
        }
    }

    private func text(of inference: LayoutInference) -> String {
        let detection = inference.detection
        var lines = [
            "# 推定による下書き。確認のうえ、各項目の confirmed と note を改め、reviewed を記入してください。",
            "# 調べた行数: \(inference.rows)\(inference.isWholeFile ? "（全行）" : "（先頭から）")",
            "# 文字コード \(detection.encoding.value.rawValue): \(detection.encoding.japanese)",
            "# 区切り文字: \(detection.delimiter.japanese)", "# 項目名の行: \(detection.hasHeader.japanese)",
        ]
        let breaks = detection.lineBreaks
        lines.append("# 改行: \(breaks.name)\(breaks.isLastMissing ? "（最終行に改行なし）" : "")")
        return lines.joined(separator: "\n") + "\n" + LayoutDocument.text(of: inference.layout)
    }
}

/// `oboro layout check`: reads a layout and says what it holds.
public struct LayoutCheckRequest: Sendable {
    /// The layout.
    public var layoutPath: String

    /// Makes a request.
    public init(layoutPath: String) { self.layoutPath = layoutPath }

    /// Runs the request: status 5 with all faults where there are any.
    public func run() -> CommandResult {
        do {
            let layout = try LayoutDocument(reading: try DocumentFile.bytes(layoutPath), file: layoutPath).layout
            let facts = LayoutFacts(layout)
            return CommandResult(status: .done, text: facts.text, json: jsonText(facts))
        } catch let error as DocumentFaults {
            return CommandResult(error)
        } catch {
            return CommandResult(status: .usage, message: "\(error)")
        }
    }
}

/// `oboro layout recipe`: the default recipe of a layout under a standard.
public struct LayoutRecipeRequest: Sendable {
    /// The layout.
    public var layoutPath: String
    /// The municipality's standard.
    public var standardPath: String
    /// The day for which ages are reckoned, or nil.
    public var asOf: CivilDate?

    /// Makes a request; see the properties.
    public init(layoutPath: String, standardPath: String, asOf: CivilDate? = nil) {
        self.layoutPath = layoutPath
        self.standardPath = standardPath
        self.asOf = asOf
    }

    /// Runs the request: the recipe's YAML as text.
    public func run() -> CommandResult {
        do {
            let layout = try LayoutDocument(reading: try DocumentFile.bytes(layoutPath), file: layoutPath).layout
            let standard = try StandardDocument(reading: try DocumentFile.bytes(standardPath), file: standardPath)
                .standard
            let recipe = DefaultRecipe(layout, standard: standard, asOf: asOf)
            let problems = recipe.recipe.problems()
            guard problems.isEmpty else {
                let text = problems.map { "\(standardPath): \($0.description)" }.joined(separator: "\n")
                return CommandResult(status: .invalid, message: text)
            }
            return CommandResult(status: .done, text: recipe.text, json: jsonText(recipe.facts))
        } catch let error as DocumentFaults {
            return CommandResult(error)
        } catch {
            return CommandResult(status: .usage, message: "\(error)")
        }
    }
}

/// `oboro layout standard`: reads a standard and says which of the five items of 規則62条 it leaves open.
public struct StandardCheckRequest: Sendable {
    /// The standard.
    public var standardPath: String
    /// Whether the text for people is Japanese; English otherwise.
    public var isJapanese = false

    /// Makes a request.
    public init(standardPath: String) { self.standardPath = standardPath }

    /// Runs the request: status 5 where an item is open or the file has a fault.
    public func run() -> CommandResult {
        do {
            let bytes = try DocumentFile.bytes(standardPath)
            let facts = StandardFacts(try StandardDocument(reading: bytes, file: standardPath).standard)
            return CommandResult(
                status: facts.open.isEmpty ? .done : .invalid, text: facts.text(inJapanese: isJapanese),
                json: jsonText(facts))
        } catch let error as DocumentFaults {
            return CommandResult(error)
        } catch {
            return CommandResult(status: .usage, message: "\(error)")
        }
    }
}

extension CommandResult {
    init(_ faults: DocumentFaults) {
        self.init(status: .invalid, text: faults.description + "\n", json: jsonText(faults.faults))
    }
}
