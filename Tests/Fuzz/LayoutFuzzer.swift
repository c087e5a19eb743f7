// libFuzzer harness of the layout reader: see Scripts/fuzz.
import MunicipalData
import Processing

/// Reads the input as a layout. What is accepted is written out and read again, and must be the same layout.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLayout(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    guard let start else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    guard let document = try? LayoutDocument(reading: bytes, file: "layout.yaml") else { return 0 }
    let text = LayoutDocument.text(of: document.layout)
    let again = try? LayoutDocument(reading: Array(text.utf8), file: "layout.yaml")
    precondition(again?.layout == document.layout, "a layout changes when it is written and read")
    return 0
}
