import EdgeKit

/// The clerk's kit as a program of its own.
@main
struct OboroEdge {
    static func main() { EdgeProgram.main() }
}
