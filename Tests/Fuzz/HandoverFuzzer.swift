// libFuzzer harness of the documents of a handover: see Scripts/fuzz.
import MunicipalData
import Processing

/// Reads the input as a manifest or as an extraction specification. What is accepted is written out and read again, and
/// must be the same.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzHandover(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    guard let start, count > 0 else { return 0 }
    let bytes = Array(UnsafeBufferPointer(start: start, count: count))
    if bytes[0] == UInt8(ascii: "{") {
        guard let manifest = try? HandoverManifest(reading: bytes) else { return 0 }
        precondition(manifest.parts.allSatisfy { !$0.name.contains("/") && !$0.name.contains("..") })
        let again = try? HandoverManifest(reading: manifest.json)
        precondition(again == manifest, "a manifest changes when it is written and read")
    } else {
        guard let specification = try? ExtractionSpecification(reading: bytes, file: "s.yaml") else { return 0 }
        let again = try? ExtractionSpecification(reading: Array(specification.text.utf8), file: "s.yaml")
        precondition(again == specification, "a specification changes when it is written and read")
    }
    return 0
}
