import MunicipalData
import Testing

private func scan(
    _ text: String, columns: [String] = ["番号", "氏名", "備考"], rows: Int? = nil
) -> IntakeFindings {
    IntakeScan.scan(
        Array(text.utf8), expecting: IntakeExpectation(columns: columns, rows: rows, encoding: .exactly(.utf8)))
}

@Suite struct IndividualNumberScanTests {
    @Test(arguments: [
        "123456789018", "１２３４５６７８９０１８", "番号123456789018です", "1234-5678-9018", "1234 5678 9018",
        "１２３４－５６７８－９０１８", "1234　5678　9018", "1234−5678−9018", "A1 123456789018", "電話 03-1234-5678, 123456789018",
        "x123456789018x", "12-123456789018", "1234/5678/9018", "1234ー5678ー9018", "個人番号:1234-5678-9018。", "12345678901８",
        "999999999999 123456789018",
    ])
    func `finds a number in any dress`(text: String) {
        #expect(IndividualNumberScan.isFound(in: text))
    }

    @Test(arguments: [
        "123456789019", "1234567890180", "0123456789018", "12345678901", "1234-5678-9019", "12345-678-9018",
        "1234--5678-9018",
        "12 34 56 78 90 18", "1234-567-89018", "1234:5678:9018", "", "七一二三四五六七八九〇一", "090-1234-5678",
        "123456a789018",
    ])
    func `leaves other numbers alone`(text: String) {
        #expect(!IndividualNumberScan.isFound(in: text))
    }
}

@Suite struct IntakeScanTests {
    @Test func `accepts what was granted`() {
        let findings = scan("番号,氏名,備考\n1,A,x\n2,B,y\n", rows: 2)
        #expect(findings.isAcceptable)
        #expect(findings.rows == 2)
        #expect(findings.columns == ["番号", "氏名", "備考"])
        #expect(findings.encoding == .utf8)
        #expect(findings.remarks.isEmpty)
    }

    @Test(
        arguments: [
            ("番号,氏名,備考,住所\n1,A,x,y\n", [IntakeProblem.extraColumn(number: 4, name: "住所")]),
            ("番号,氏名\n1,A\n", [.missingColumn(name: "備考")]),
            ("番号,名前,備考\n1,A,x\n", [.renamedColumn(number: 2, expected: "氏名", found: "名前")]),
            (
                "番号,名前,備考,住所\n1,A,x,y\n",
                [
                    .extraColumn(number: 2, name: "名前"), .extraColumn(number: 4, name: "住所"),
                    .missingColumn(name: "氏名"),
                ]
            ),
            ("1,A,x\n2,B,y\n", [.headerMissing]),
            ("番号,氏名,備考,備考\n", [.unreadable(.duplicateColumn(first: 3, second: 4))]),
            ("", [.unreadable(.empty)]),
            ("番号,氏名,備考\n1,A\n", [.unreadable(.wrongFieldCount(row: 1, expected: 3, found: 2))]),
        ] as [(String, [IntakeProblem])])
    func `names every column that was not agreed`(text: String, problems: [IntakeProblem]) {
        #expect(scan(text).problems == problems)
    }

    @Test func `counts rows against the manifest`() {
        #expect(scan("番号,氏名,備考\n1,A,x\n", rows: 2).problems == [.rowCount(expected: 2, found: 1)])
    }

    @Test func `quarantines an individual number and never shows it`() {
        let findings = scan("番号,氏名,備考\n1,A,x\n2,B,要１２３４－５６７８－９０１８\n3,C,1234-5678-9018\n")
        let first = CellPosition(row: 2, column: 3, name: "備考")
        #expect(findings.problems == [.individualNumbers(IndividualNumberFinding(first: first, rows: 2))])
        #expect(findings.demandsQuarantine)
        #expect(!findings.problems.description.contains("5678"))
    }

    @Test(arguments: ["番号,氏名,備考\n1,A,123456789018\n2,\"B", "1,A,123456789018\n2,B,x\n", "番号,氏名\n1,123456789018,1\n"])
    func `quarantines even a file that is unreadable or without header`(text: String) {
        let findings = scan(text)
        #expect(findings.demandsQuarantine)
        #expect(!findings.problems.description.contains("123456789018"))
    }

    @Test func `shows no number that stands in the header`() {
        let findings = scan("番号,氏名,123456789018\n1,A,x\n")
        #expect(findings.demandsQuarantine)
        #expect(!findings.problems.description.contains("123456789018"))
        #expect(!findings.columns.description.contains("123456789018"))
    }

    @Test func `does not repeat names that may be values`() {
        let findings = scan("1,山田,x\n2,佐藤,y\n")
        #expect(findings.columns.isEmpty)
        #expect(!findings.problems.description.contains("山田"))
    }

    @Test func `reports every undecodable value with its place`() {
        let bytes = Array("番号,氏名,備考\n1,".utf8) + [0xFF] + Array(",x\n2,".utf8) + [0xFF] + Array(",y\n".utf8)
        let findings = IntakeScan.scan(
            bytes, expecting: IntakeExpectation(columns: ["番号", "氏名", "備考"], encoding: .exactly(.utf8)))
        let position = CellPosition(row: 1, column: 2, name: "氏名")
        // 番号,氏名,備考 take 3·6 + 2 bytes, then the line break and "1,".
        #expect(findings.problems == [.undecodable(position, byteOffset: 23, rows: 2)])
    }

    @Test func `remarks 外字 and another order`() {
        let findings = scan("番号,氏名,備考\n1,山\u{E000},x\n2,山\u{E000},\u{F0000}\n")
        #expect(findings.isAcceptable)
        #expect(
            findings.remarks == [
                .privateUse(first: CellPosition(row: 1, column: 2, name: "氏名"), rows: 2),
                .privateUse(first: CellPosition(row: 2, column: 3, name: "備考"), rows: 1),
            ])
        #expect(scan("氏名,番号,備考\nA,1,x\n").remarks == [.columnOrder])
    }
}
