import MunicipalData
import Primitives
import Testing

/// Fails after some bytes.
private struct FailingStream: ByteStream {
    var left: Int
    mutating func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard left > 0 else { throw CheckTestError.unexpected }
        let count = min(left, buffer.count)
        for index in 0..<count { buffer[index] = index % 4 == 3 ? 0x0A : index % 4 == 1 ? 0x2C : 0x61 }
        left -= count
        return count
    }
}

private struct FailingOutput: RowOutput {
    mutating func write(_ bytes: UnsafeRawBufferPointer) throws { throw CheckTestError.unexpected }
}

@Suite struct CheckHostileTests {
    private static let layout = Layout(name: "試験", items: [item("a"), item("b")])

    @Test func `survives ten thousand columns`() throws {
        let names = (1...10_000).map { "c\($0)" }.joined(separator: ",")
        let row = String(repeating: "x,", count: 9999) + "x\n"
        let (report, _) = try checked(Array((names + "\n" + row + row).utf8), Self.layout)
        #expect(report.counts == [.unknownColumn: 10_000, .missingColumn: 2])
        #expect(report.profile.count == 10_000 && report.rows == 2)
        let (tooMany, _) = try checked(Array((String(repeating: ",", count: 20_000) + "\n" + row).utf8), Self.layout)
        #expect(tooMany.problems.map(\.detail) == [.file(.tooManyColumns(limit: 16_384))])
    }

    @Test(arguments: [
        ("a,b\n\"", "structure 1 1 4"), ("\"", "structure 0 0 0"), ("a,b\n1,\"2\n3,4\n", "structure 1 2 6"),
        ("a,b\n\"\"\"\"\"\",\"x\n", "structure 1 2 11"), ("a,b\n1,\"2\"\r", "structure 1 2 6"),
    ])
    func `reports a quote that never ends`(text: String, place: String) throws {
        let (report, _) = try checked(Array(text.utf8), Self.layout)
        #expect(places(report).contains(place))
        #expect(report.counts[.structure] == 1)
    }

    @Test func `reports a row without end`() throws {
        var options = CheckOptions()
        options.limits.rowBytes = 1000
        let text = "a,b\n1,2\n" + String(repeating: "x", count: 5000)
        for blockSize in [10, 999, 1 << 20] {
            options.blockSize = blockSize
            let (report, _) = try checked(Array(text.utf8), Self.layout, options)
            #expect(places(report) == ["structure 2 0 8"])
            #expect(report.problems.map(\.detail) == [.file(.rowTooLong(row: 2, limit: 1000))])
        }
    }

    @Test func `survives any bytes under any encoding`() throws {
        var random = CheckRandom(seed: 7)
        for round in 0..<300 {
            let interesting: [UInt8] = [0, 0x22, 0x2C, 0x0A, 0x0D, 0x81, 0x40, 0xF0, 0xE3, 0x80, 0xFF, 0x31, 0xD8]
            let bytes = (0..<Int.random(in: 0...400, using: &random)).map { _ in
                round % 2 == 0
                    ? interesting.randomElement(using: &random) ?? 0 : UInt8.random(in: 0...255, using: &random)
            }
            for name in EncodingDeclaration.names {
                var layout = Self.layout
                layout.encoding = EncodingDeclaration(name: name) ?? .detect
                var options = CheckOptions()
                let whole = try checked(bytes, layout, options)
                (options.threads, options.blockSize) = (2, 1 + round % 50)
                let parts = try checked(bytes, layout, options)
                #expect(
                    whole.report.problems == parts.report.problems && whole.written == parts.written,
                    "round \(round) \(name)")
            }
        }
    }

    @Test func `passes on what the stream, the output and the caller say`() throws {
        let stream = #expect(throws: LayoutCheckError.self) {
            try LayoutCheck(Self.layout).run(FailingStream(left: 10_000))
        }
        guard case .stream(CheckTestError.unexpected) = stream else { throw CheckTestError.unexpected }
        let bytes = Array("a,b\n1,2\n".utf8)
        var output = FailingOutput()
        let failed = #expect(throws: LayoutCheckError.self) {
            try LayoutCheck(Self.layout).run(MemoryByteStream(bytes), into: &output)
        }
        guard case .output(CheckTestError.unexpected) = failed else { throw CheckTestError.unexpected }
        var told = 0
        let stopped = #expect(throws: LayoutCheckError.self) {
            try LayoutCheck(Self.layout).run(MemoryByteStream(bytes)) { count in
                told = count
                return false
            }
        }
        guard case .interrupted = stopped else { throw CheckTestError.unexpected }
        #expect(told == bytes.count)
    }
}

@Suite struct LayoutProblemTests {
    private static func layout(_ change: (inout Layout) -> Void) -> Layout {
        var layout = Layout(name: "試験", items: [item("a"), item("b")])
        change(&layout)
        return layout
    }

    @Test(
        arguments: [
            (layout { $0.items = [] }, [.noItems]),
            (layout { $0.items[1].name = "a" }, [.repeatedItem("a")]),
            (layout { $0.items[1].name = "" }, [.unnamedItem(number: 2)]),
            (
                layout {
                    $0.form = .fixed; $0.items[0].width = 3
                }, [.widthMissing(item: "b")]
            ),
            (
                layout {
                    $0.form = .fixed; $0.items[0].width = 3; $0.items[1].width = 1; $0.encoding = .detect
                }, [.fixedEncoding("auto")]
            ),
            (layout { $0.form = .delimited(delimiter: 0x22, header: true) }, [.delimiter(0x22)]),
            (layout { $0.history = HistoryRule(key: "x", order: ["b"]) }, [.unknownItem("x", rule: "history rule")]),
            (layout { $0.history = HistoryRule(key: "a") }, [.historyWithoutOrder]),
            (
                layout { $0.history = HistoryRule(key: "a", order: ["a", "b", "a", "b", "a"]) },
                [.orderTooLong(limit: 4)]
            ),
            (
                layout { $0.residency = ResidencyRule(item: "y", values: []) },
                [.unknownItem("y", rule: "residency rule"), .noValues(rule: "residency rule")]
            ),
            (
                layout { $0.protection = ProtectionRule(item: "a", values: [], treatment: .excluded) },
                [.noValues(rule: "protection rule")]
            ),
            (
                layout {
                    $0.items[0].minimum = 2; $0.items[0].maximum = 1
                }, [.emptyRange(item: "a")]
            ),
            (layout { $0.items[0].length = 0 }, [.length(item: "a")]),
            (
                layout {
                    $0.encoding = .exactly(.cp932); $0.items[0].name = "😀"
                }, [.nameNotInEncoding(item: "😀", encoding: "cp932")]
            ),
            (layout { $0.encoding = .exactly(.cp932) }, []),
        ] as [(Layout, [LayoutProblem])])
    func `says why a layout cannot be followed`(layout: Layout, problems: [LayoutProblem]) throws {
        #expect(layout.problems == problems)
        for problem in problems { #expect(problem.description.count > 20) }
        if let first = problems.first {
            let error = #expect(throws: LayoutCheckError.self) { try LayoutCheck(layout).run(MemoryByteStream([0x61])) }
            guard case .layout(let found) = error else { throw CheckTestError.unexpected }
            #expect(found == first)
        }
    }

    @Test func `refuses to hand over what the layout lacks`() throws {
        for (columns, problem) in [
            (["a", "x"], LayoutProblem.unknownItem("x", rule: "list of columns")), (["a", "a"], .handedOverTwice("a")),
        ] {
            var options = CheckOptions()
            options.handedOver = columns
            let error = #expect(throws: LayoutCheckError.self) {
                try LayoutCheck(Self.layout { _ in }, options: options).run(MemoryByteStream([0x61]))
            }
            guard case .layout(let found) = error else { throw CheckTestError.unexpected }
            #expect(found == problem)
        }
    }
}
