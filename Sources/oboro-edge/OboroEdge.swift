import CArguments
import EdgeKit

/// The clerk's kit as a program of its own.
@main
struct OboroEdge {
    static func main() { EdgeProgram.main(arguments: arguments()) }

    /// The arguments without the program's name.
    private static func arguments() -> [String] {
        let count = oboro_argument_count()
        guard count > 0 else { return Array(CommandLine.arguments.dropFirst()) }
        return (1..<max(1, count)).compactMap { oboro_argument($0).map { String(cString: $0) } }
    }
}
