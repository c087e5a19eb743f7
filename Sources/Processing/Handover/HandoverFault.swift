/// What is wrong with a package, or what kept it from being looked at: where, and what to do. Carries no content.
public enum HandoverFault: Error, Hashable, Sendable {
    /// There is no folder of this name, or it is something else.
    case noFolder
    /// The folder cannot be read; the system's error number.
    case unreadable(file: String, code: Int32)
    /// More entries than a package has.
    case tooManyEntries
    /// A file of the package is missing.
    case missing(file: String)
    /// A symbolic link, a folder or a device where only files may be.
    case notRegular(file: String)
    /// An encrypted part that the manifest does not name.
    case foreign(file: String)
    /// The manifest is larger than any can be.
    case manifestSize
    /// The manifest cannot be read.
    case manifest(DocumentFault)
    /// A part has another size than the manifest says.
    case size(file: String, expected: Int, found: Int)
    /// A part holds other bytes than the manifest says.
    case digest(file: String)
    /// The check was interrupted.
    case interrupted
}

/// All faults of a package. A package with any is neither sent nor taken in.
public struct HandoverFaults: Error, Equatable, Sendable, CustomStringConvertible {
    /// The faults, the folder's first; never empty.
    public let faults: [HandoverFault]

    init(_ faults: [HandoverFault]) { self.faults = faults }

    /// Whether the only reason is that the check was interrupted.
    public var isInterruption: Bool { faults == [.interrupted] }

    /// One line for each fault, in English.
    public var description: String { faults.map(\.description).joined(separator: "\n") }
}

extension HandoverFault: CustomStringConvertible {
    /// What happened and what to do, in English.
    public var description: String {
        switch self {
        case .noFolder: "there is no such folder; name the folder that holds manifest.json"
        case .unreadable(let file, let code):
            "\(shownName(file)) cannot be read (\(systemMessage(code))); check the medium and the right to read it"
        case .tooManyEntries: "the folder holds more files than a package; name the folder of one package alone"
        case .missing(let file): "\(shownName(file)) is missing; copy the whole folder again"
        case .notRegular(let file):
            "\(shownName(file)) is a link, a folder or a device; a package holds files only: copy the files themselves"
        case .foreign(let file):
            "\(shownName(file)) is not of this package; take it out, or copy the whole folder again into a new one"
        case .manifestSize: "manifest.json is larger than any manifest can be; copy the whole folder again"
        case .manifest(let fault): "\(fault)"
        case .size(let file, let expected, let found):
            "\(shownName(file)) has \(found) bytes instead of \(expected); copy it again"
        case .digest(let file): "\(shownName(file)) has been altered or damaged; copy it again"
        case .interrupted: "the check was interrupted; run it again"
        }
    }

    /// The same for a clerk, in Japanese.
    public var japanese: String {
        switch self {
        case .noFolder: "フォルダがありません。manifest.json が入っているフォルダを指定してください。"
        case .unreadable(let file, _):
            "「\(shownName(file))」を読み取れません。媒体の状態と、読み取りの権限を確認してください。"
        case .tooManyEntries: "フォルダ内のファイルが多すぎます。1件分の提供一式だけが入ったフォルダを指定してください。"
        case .missing(let file): "「\(shownName(file))」がありません。フォルダ全体をコピーし直してください。"
        case .notRegular(let file):
            "「\(shownName(file))」はリンク又はフォルダです。ファイルそのものをコピーし直してください。"
        case .foreign(let file):
            "「\(shownName(file))」はこの提供一式のファイルではありません。取り除くか、新しいフォルダへコピーし直してください。"
        case .manifestSize: "manifest.json が大きすぎます。フォルダ全体をコピーし直してください。"
        case .manifest(let fault):
            "manifest.json の\(fault.line)行目が正しくありません。フォルダ全体をコピーし直すか、提供一式を作り直してください。"
        case .size(let file, let expected, let found):
            "「\(shownName(file))」の大きさが違います（正しくは \(expected) バイト、実際は \(found) バイト）。コピーし直してください。"
        case .digest(let file): "「\(shownName(file))」の内容が壊れているか、書き換えられています。コピーし直してください。"
        case .interrupted: "確認が中断されました。もう一度実行してください。"
        }
    }
}
