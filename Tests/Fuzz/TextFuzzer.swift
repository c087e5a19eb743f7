// libFuzzer harness of the readers of single texts: see Scripts/fuzz.
import MunicipalData
import Primitives

/// Reads the input in CP932 and as a date, an address, a code and an identifier.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzText(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    guard let start else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    if let text = try? CP932.decode(bytes.span) {
        // Some characters have several codes, so the bytes may differ; the text may not.
        guard let encoded = try? CP932.encode(text) else { preconditionFailure("what was decoded cannot be encoded") }
        precondition((try? CP932.decode(encoded.span)) == text, "a text changes in CP932")
        look(at: text)
    }
    look(at: String(decoding: bytes, as: UTF8.self))
    return 0
}

private func look(at text: String) {
    if case .day(let date)? = try? WrittenDate(reading: text) {
        precondition(
            (try? WrittenDate(reading: date.description)) == .day(date), "a day is another when written in ISO form")
    }
    let address = JapaneseAddress(reading: text)
    precondition(address == JapaneseAddress(reading: text))
    for kind in CheckedCodeKind.allCases { _ = kind.problem(in: text) }
    for normalization in TextNormalization.allCases {
        let once = normalization.apply(text, length: 8)
        precondition(normalization.apply(once, length: 8) == once, "\(normalization) is not done after once")
    }
    _ = DirectIdentifierScan.kinds(in: text)
}
