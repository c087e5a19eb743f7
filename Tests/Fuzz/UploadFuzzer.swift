// libFuzzer harness of the header Upload-Metadata, whose reader Scripts/fuzz compiles with this file: see there.
import Foundation

/// Reads the input as a header. What is accepted is written out and read again, and must be the same; only in ASCII, as headers
/// are, since a mark behind a comma makes one character with it.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzUpload(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    guard let start else { return 0 }
    guard UnsafeBufferPointer(start: start, count: count).allSatisfy({ $0 < 0x80 }) else { return 0 }
    let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
    guard let metadata = UploadMetadata.read(text) else { return 0 }
    let header = metadata.map { "\($0) \(Data($1.utf8).base64EncodedString())" }.joined(separator: ",")
    precondition(UploadMetadata.read(header) == metadata, "metadata changes when it is written and read")
    return 0
}
