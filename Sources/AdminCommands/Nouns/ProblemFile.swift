import ArgumentParser
import Messages
import Processing

/// The problems of a file in quarantine as a table that the municipality's clerk can open: places, never values.
enum ProblemFile {
    static func requireFormat(_ path: String) throws {
        guard path.hasSuffix(".csv") || path.hasSuffix(".xlsx") else {
            throw ValidationError("--problems wants a name that ends in .csv or .xlsx")
        }
    }

    /// Writes the places of an event; a file without problems gives the headings alone.
    static func write(_ places: JSONValue?, to path: String) throws {
        var found: [ProblemTable.Place] = []
        if case .array(let places) = places { found = places.map(place) }
        do throws(ProblemTableFile.Fault) {
            try ProblemTableFile.write(ProblemTable(found), to: path)
        } catch {
            throw ValidationError(error.description)
        }
    }

    private static func place(_ value: JSONValue) -> ProblemTable.Place {
        ProblemTable.Place(
            row: number(value["row"]) ?? 0, column: number(value["column"]), name: value["name"]?.text,
            offset: number(value["offset"]) ?? 0, code: value["code"]?.text ?? "",
            japanese: value["japanese"]?.text ?? "")
    }

    private static func number(_ value: JSONValue?) -> Int? {
        guard case .integer(let number) = value else { return nil }
        return number
    }
}
