import Foundation
public import Messages
import Primitives
import Yams

extension RuleBook {
    /// Reads `law.yaml` and `holidays.yaml` of a configuration folder.
    /// - Throws: ``ConfigurationError`` naming the file, and what is wrong in it.
    public static func load(folder: String) throws -> RuleBook {
        let law: LawFile = try decode("law.yaml", in: folder)
        let holidays: HolidayFile = try decode("holidays.yaml", in: folder)
        var rules: [Key: [Rule]] = [:]
        for (name, entries) in law.rules {
            guard let key = Key(rawValue: name) else {
                throw ConfigurationError(file: "law.yaml", reason: "unknown rule \(name)")
            }
            rules[key] = entries.map {
                Rule(from: $0.from, value: $0.value, basis: $0.basis, confirmed: $0.confirmed ?? true)
            }
        }
        let terms = law.terms.mapValues { $0.map { Term(from: $0.from, text: $0.text) } }
        do {
            return try RuleBook(
                rules: rules, terms: terms, certificationDocuments: law.certificationDocuments,
                proposalDocuments: law.proposalDocuments, calendar: holidays.calendar())
        } catch {
            throw ConfigurationError(file: "law.yaml", reason: "\(error)")
        }
    }

    private static func decode<Content: Decodable>(_ name: String, in folder: String) throws -> Content {
        let path = "\(folder)/\(name)"
        guard let data = FileManager.default.contents(atPath: path) else {
            throw ConfigurationError(file: path, reason: "cannot be read; name the folder with --config")
        }
        do {
            return try YAMLDecoder().decode(Content.self, from: data)
        } catch {
            throw ConfigurationError(file: path, reason: "\(error)")
        }
    }

    private struct LawFile: Decodable {
        struct Entry: Decodable {
            let from: CivilDate
            let value: Int
            let basis: String
            let confirmed: Bool?
        }
        struct TermEntry: Decodable {
            let from: CivilDate
            let text: String
        }
        let rules: [String: [Entry]]
        let terms: [String: [TermEntry]]
        let certificationDocuments: [String: String]
        let proposalDocuments: [String: String]

        enum CodingKeys: String, CodingKey {
            case rules, terms
            case certificationDocuments = "certification-documents"
            case proposalDocuments = "proposal-documents"
        }
    }

    private struct HolidayFile: Decodable {
        struct Holiday: Decodable {
            let date: CivilDate
        }
        struct Closure: Decodable {
            /// `12-29`.
            let from: String
            let to: String
        }
        let holidays: [Holiday]
        let closures: [Closure]

        func calendar() throws -> BusinessCalendar {
            var closed = Set(holidays.map(\.date))
            let years = Set(holidays.map(\.date.year)).sorted()
            for year in years {
                for closure in closures {
                    let start = try CivilDate(iso: "\(year)-\(closure.from)")
                    var day = start
                    let endYear = closure.to < closure.from ? year + 1 : year
                    let end = try CivilDate(iso: "\(endYear)-\(closure.to)")
                    while day <= end {
                        closed.insert(day)
                        day = day.plus(days: 1)
                    }
                }
                // The first days of the first covered year belong to the closure that began the year before.
                if year == years.first, let closure = closures.first(where: { $0.to < $0.from }) {
                    var day = try CivilDate(iso: "\(year)-01-01")
                    let end = try CivilDate(iso: "\(year)-\(closure.to)")
                    while day <= end {
                        closed.insert(day)
                        day = day.plus(days: 1)
                    }
                }
            }
            let last = years.last ?? 1970
            return BusinessCalendar(closed: closed, coveredUntil: try CivilDate(iso: "\(last)-12-31"))
        }
    }
}

/// The configuration cannot be used.
public struct ConfigurationError: Error, Sendable, CustomStringConvertible {
    /// The file.
    public let file: String
    /// What is wrong in it.
    public let reason: String

    /// The file and what is wrong in it, in English.
    public var description: String { "configuration \(file): \(reason)" }
}
