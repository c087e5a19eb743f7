import Foundation

/// Where the files that ship with the product stand.
enum ConfigurationFolder {
    /// The folder of that name below `OBORO_CONFIG`, else below `Config` in the present folder or beside the program; nil
    /// where there is none.
    static func path(_ name: String) -> String? {
        if let folder = CommandEnvironment.current.variables["OBORO_CONFIG"] { return folder + "/" + name }
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        let beside = ["../share/oboro/Config", "../../Config", "../../../Config"].map {
            program.appendingPathComponent($0).standardizedFileURL.path
        }
        return (["Config"] + beside).map { $0 + "/" + name }.first { FileManager.default.fileExists(atPath: $0) }
    }
}
