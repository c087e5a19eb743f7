import Foundation
public import MunicipalData

/// `oboro data check`: looks at a file against its layout, without a server.
public struct DataCheckRequest: Sendable {
    /// The file with residents' rows.
    public var dataPath: String
    /// The layout.
    public var layoutPath: String
    /// How the file is looked at; without output, so ``MunicipalData/CheckOptions/handedOver`` only says what may be dropped.
    public var options = CheckOptions()
    /// Whether the text for people is Japanese; English otherwise.
    public var isJapanese = false

    /// Makes a request; see the properties.
    public init(dataPath: String, layoutPath: String) {
        self.dataPath = dataPath
        self.layoutPath = layoutPath
    }

    /// What came of a check.
    public struct Outcome: Sendable {
        /// The exit status (0 clean, 5 with a problem, 2 where a file cannot be opened), text and JSON.
        public let result: CommandResult
        /// The report; nil where the file could not be looked at.
        public let report: CheckReport?
    }

    /// Runs the request.
    ///
    /// - Parameter progress: told how many bytes were read; returning `false` stops the run.
    public func run(progress: (_ bytesRead: Int) -> Bool = { _ in true }) -> Outcome {
        do {
            let layout = try LayoutDocument(reading: try DocumentFile.bytes(layoutPath), file: layoutPath).layout
            var isFolder: ObjCBool = false
            guard FileManager.default.fileExists(atPath: dataPath, isDirectory: &isFolder), !isFolder.boolValue,
                FileManager.default.isReadableFile(atPath: dataPath)
            else { throw MissingFile(path: dataPath) }
            let report = try LayoutCheck(layout, options: options).run(
                try FileByteStream(path: dataPath), progress: progress)
            let answer = DataCheckAnswer(report, layout: layout.name)
            return Outcome(
                result: CommandResult(
                    status: report.isClean ? .done : .invalid, text: answer.text(inJapanese: isJapanese),
                    json: jsonText(answer)),
                report: report)
        } catch let error as DocumentFaults {
            return Outcome(
                result: CommandResult(status: .invalid, text: error.description + "\n", json: jsonText(error.faults)),
                report: nil)
        } catch let error as LayoutCheckError {
            return Outcome(result: CommandResult(error), report: nil)
        } catch {
            return Outcome(result: CommandResult(status: .usage, message: "\(error)"), report: nil)
        }
    }
}

extension CommandResult {
    fileprivate init(_ error: LayoutCheckError) {
        switch error {
        case .layout(let problem): self.init(status: .invalid, message: problem.description)
        case .interrupted: self.init(status: .interrupted, message: "interrupted; nothing was written")
        case .stream(let error), .output(let error): self.init(status: .failed, message: "\(error)")
        }
    }
}
