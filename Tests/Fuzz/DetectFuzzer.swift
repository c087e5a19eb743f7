// libFuzzer harness of the detection of a file's format and of layouts made from files: see Scripts/fuzz.
import MunicipalData
import Primitives

/// Takes the input for a file whose format is partly declared. A declaration stands, the size of the pieces in which the file is
/// read changes nothing, and a layout that is made from a whole file can be followed and fits the file.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDetect(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    guard let start, count >= 2 else { return 0 }
    let declared = declaration(start[0])
    let bytes = Array(UnsafeBufferPointer(start: start + 2, count: count - 2))
    let detection = FormatDetection(of: FileSample(bytes, isWhole: start[1] & 1 == 0), declared: declared)
    if case .exactly(let encoding) = declared.encoding { precondition(detection.encoding.value == encoding) }
    precondition(declared.delimiter == nil || detection.delimiter.value == declared.delimiter)
    precondition(declared.hasHeader == nil || detection.hasHeader.value == declared.hasHeader)
    precondition(detection.sampleLines.count <= FormatDetection.sampleLimit)
    for line in detection.sampleLines {
        let isHarmless = line.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F }
        precondition(isHarmless, "a line moves the terminal")
    }

    var limits = LayoutInference.Limits()
    if start[1] & 2 != 0 { limits.rows = 3 }
    // Room for so many bytes is made at once.
    limits.bytes = start[1] & 4 != 0 ? 64 : 1 << 12
    let stream = PiecewiseStream(bytes: bytes, piece: 1 + Int(start[1] >> 4))
    let inferred = try? LayoutInference(of: stream, name: "試験", declared: declared, limits: limits)
    let whole = try? LayoutInference(of: MemoryByteStream(bytes), name: "試験", declared: declared, limits: limits)
    precondition(inferred?.layout == whole?.layout && inferred?.rows == whole?.rows, "the layout depends on the pieces")
    guard let whole else { return 0 }
    precondition(whole.layout.problems.isEmpty, "the layout cannot be followed: \(whole.layout.problems)")
    if whole.isWholeFile { check(bytes, whole) }
    return 0
}

private func declaration(_ choice: UInt8) -> DeclaredFormat {
    var declared = DeclaredFormat()
    let encodings: [EncodingDeclaration] = [
        .detect, .exactly(.utf8), .exactly(.cp932), .exactly(.utf16LittleEndian), .exactly(.utf8WithMark),
    ]
    declared.encoding = encodings[Int(choice & 7) % encodings.count]
    let delimiters: [UInt8?] = [nil, nil, nil, UInt8(ascii: ",")]
    declared.delimiter = delimiters[Int(choice >> 3 & 3)]
    declared.hasHeader = [nil, nil, true, false][Int(choice >> 5 & 3)]
    return declared
}

/// What was read of a file must be found in it again.
private func check(_ bytes: [UInt8], _ inference: LayoutInference) {
    var options = CheckOptions()
    (options.threads, options.blockSize) = (1, 1 << 12)
    guard let report = try? LayoutCheck(inference.layout, options: options).run(MemoryByteStream(bytes)) else {
        preconditionFailure("a layout from a file cannot be used to check it")
    }
    precondition(report.rows == inference.rows, "\(report.rows) rows where \(inference.rows) were read")
    // Codes of a single row are not kept, and one value in a hundred may be of another type.
    var kinds: [DataProblem.Kind] = [.length, .missingValue, .raggedRow, .structure]
    if report.rows < 100 { kinds.append(.type) }
    for kind in kinds {
        precondition(report.counts[kind, default: 0] == 0, "the layout of a file finds \(kind) in it")
    }
}

/// Gives a file in pieces.
private struct PiecewiseStream: ByteStream {
    let bytes: [UInt8]
    let piece: Int
    private var position = 0

    init(bytes: [UInt8], piece: Int) { (self.bytes, self.piece) = (bytes, piece) }

    mutating func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
        let count = min(piece, buffer.count, bytes.count - position)
        buffer.copyBytes(from: bytes[position..<position + count])
        position += count
        return count
    }
}
