import MunicipalData
import Processing
import Testing

private func changed(_ row: Int, _ column: String, _ value: String) throws -> ProcessingInput {
    var rows = Residents.rows
    rows[row][Residents.header.firstIndex(of: column) ?? 0] = value
    return try Residents.input(rows)
}

@Suite struct RefusalTests {
    @Test(arguments: ["123456789018", "要１２３４－５６７８－９０１８"])
    func `refuses a file with an individual number, even in a column that is dropped`(text: String) throws {
        let error = #expect(throws: ProcessingError.self) { try Processor.run(changed(7, "備考", text)) }
        let position = CellPosition(row: 8, column: 9, name: "備考")
        #expect(error == .individualNumbers([IndividualNumberFinding(first: position, rows: 1)]))
        #expect(error?.description.contains("5678") == false)
    }

    @Test func `refuses impossible dates with row and column and without the value`() throws {
        let error = #expect(throws: ProcessingError.self) { try Processor.run(changed(3, "生年月日", "昭和64年1月8日")) }
        let position = CellPosition(row: 4, column: 5, name: "生年月日")
        guard case .dates(let problems) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
        #expect(problems.map(\.position) == [position])
        #expect(error?.description.contains("64") == false)
    }

    @Test func `refuses a value that the hierarchy lacks, without showing it`() throws {
        let error = #expect(throws: ProcessingError.self) { try Processor.run(changed(3, "性別", "男性")) }
        #expect(error?.description.contains("性別") == true)
        #expect(error?.description.contains("男性") == false)
    }

    @Test func `lets no 外字 leave, and lets it pass in a removed column`() throws {
        let error = #expect(throws: ProcessingError.self) { try Processor.run(changed(3, "病名", "病\u{E000}")) }
        #expect(error == .privateUse(column: "病名", rows: 1))
        #expect(try Processor.run(changed(3, "氏名", "\u{E000}田")).isSolution)
    }

    @Test func `refuses an undecodable byte with its place`() throws {
        var input = try Residents.input()
        // 氏名 begins the first data row, right after the header's line break.
        let start = try #require(input.data.firstIndex(of: 0x0A)) + 1
        input.data[start] = 0x80
        let position = CellPosition(row: 1, column: 1, name: "氏名")
        #expect(throws: ProcessingError.data(.undecodable(position, byteOffset: start, encoding: .cp932))) {
            try Processor.run(input)
        }
    }

    @Test func `refuses a file whose columns are not those of the recipe`() throws {
        var input = try Residents.input()
        input.data = Array("氏名,年齢\nA,1\n".utf8)
        input.recipe = Array(Residents.recipe.replacing("cp932", with: "utf-8").utf8)
        let error = #expect(throws: ProcessingError.self) { try Processor.run(input) }
        #expect(error?.description.contains("年齢") == true)
        #expect(error?.description.contains("住民状態") == true)
    }

    @Test func `shows no value of a file without header`() throws {
        var input = try Residents.input()
        input.data = Array("山田太郎,1\n佐藤花子,2\n".utf8)
        input.recipe = Array(Residents.recipe.replacing("cp932", with: "utf-8").utf8)
        #expect(throws: ProcessingError.headerMissing) { try Processor.run(input) }
    }

    @Test func `refuses a cut file`() throws {
        var input = try Residents.input()
        input.data.removeLast(12)
        let error = #expect(throws: ProcessingError.self) { try Processor.run(input) }
        guard case .data(.wrongFieldCount(row: 65, expected: 11, found: _)) = error else {
            Issue.record("\(String(describing: error))")
            return
        }
    }

    @Test func `says so when no transformation satisfies the recipe, and gives no data`() throws {
        let recipe = Residents.recipe.replacing("k: 3", with: "k: 61").replacing("limit: 0.1", with: "limit: 0")
        let outcome = try Processor.run(Residents.input(recipe: recipe))
        #expect(!outcome.isSolution)
        #expect(outcome.report.reason?.isEmpty == false)
        #expect(Set(outcome.files.keys) == [.report, .reportPage])
        #expect(outcome.report.output == nil)
        #expect(outcome.report.privacy.map(\.holds) == [false])
    }

    @Test func `names a hierarchy file that is missing or faulty`() throws {
        let recipe = Residents.recipe.replacing("sex.csv", with: "sexes.csv")
        #expect(throws: ProcessingError.hierarchyFileMissing(name: "sexes.csv", column: "性別")) {
            try Processor.run(Residents.input(recipe: recipe))
        }
        for text in ["1,*\n1,*\n", "1,*\n2\n", "1,\"*\n"] {
            var input = try Residents.input()
            input.hierarchyFile = { _ in Array(text.utf8) }
            let error = #expect(throws: ProcessingError.self) { try Processor.run(input) }
            #expect(error?.description.contains("sex.csv") == true)
        }
    }

    @Test func `stops when told to`() throws {
        #expect(throws: ProcessingError.interrupted) {
            try Processor.run(Residents.input()) { progress in
                if case .searching = progress { return false }
                return true
            }
        }
    }

    @Test func `encodes the output as the recipe says`() throws {
        let recipe = Residents.recipe + "\noutput: {encoding: cp932, delimiter: \";\"}\n"
        let bytes = try #require(try Processor.run(Residents.input(recipe: recipe)).files[.data])
        let table = try DelimitedTable(
            reading: bytes, as: DelimitedFormat(encoding: .exactly(.cp932), delimiter: UInt8(ascii: ";")))
        #expect(table.columns.map(\.name).contains("病名"))
        let bom = Residents.recipe + "\noutput: {bom: true}\n"
        let marked = try #require(try Processor.run(Residents.input(recipe: bom)).files[.data])
        #expect(marked.starts(with: [0xEF, 0xBB, 0xBF]))
    }
}
