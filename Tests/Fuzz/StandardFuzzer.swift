// libFuzzer harness of the reader of a municipality's standard: see Scripts/fuzz.
import Processing

/// Reads the input as a standard. What is accepted is written out and read again, and must be the same standard.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzStandard(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    guard let start else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let document = try? StandardDocument(reading: bytes, file: "standard.yaml") else { return 0 }
    let text = StandardDocument.text(of: document.standard)
    let again = try? StandardDocument(reading: Array(text.utf8), file: "standard.yaml")
    precondition(again?.standard == document.standard, "a standard changes when it is written and read")
    return 0
}
