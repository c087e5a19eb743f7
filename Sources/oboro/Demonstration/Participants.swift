import Primitives

/// One of the three municipalities of the demonstration, with its clerks and its decision.
struct Participant {
    let code: String
    let name: String
    /// The prefix of the actors' ids.
    let actors: String
    /// Items this municipality refuses; they are not in its file.
    let refused: [String]
    let needsAcceptance: Bool
    let file: String
    let request: String
    let job: String
    let delivery: String

    static let all = [
        Participant(
            code: "132292", name: "西東京市", actors: "nishitokyo", refused: [], needsAcceptance: false, file: "FILE-1",
            request: "REQ-1", job: "JOB-1", delivery: "DEL-1"),
        Participant(
            code: "132110", name: "小平市", actors: "kodaira", refused: [], needsAcceptance: true, file: "FILE-2",
            request: "REQ-2", job: "JOB-2", delivery: "DEL-2"),
        Participant(
            code: "132225", name: "東久留米市", actors: "higashikurume", refused: ["所得", "疾病"], needsAcceptance: false,
            file: "FILE-3", request: "REQ-3", job: "JOB-3", delivery: "DEL-3"),
    ]
}
