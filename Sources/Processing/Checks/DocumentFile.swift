/// Reads the file of a document (layout, standard) whole.
enum DocumentFile {
    /// The bytes of the file; of a file that is too large for a document only so many that its reader refuses it.
    ///
    /// - Throws: ``MissingFile``.
    static func bytes(_ path: String) throws(MissingFile) -> [UInt8] {
        do {
            let stream = try FileByteStream(path: path)
            var bytes = [UInt8](repeating: 0, count: YAMLGuard.byteLimit + 1)
            var count = 0
            while count < bytes.count {
                let read = try bytes.withUnsafeMutableBytes {
                    try stream.read(into: UnsafeMutableRawBufferPointer(rebasing: $0[count...]))
                }
                if read == 0 { break }
                count += read
            }
            return Array(bytes[..<count])
        } catch {
            throw MissingFile(path: path)
        }
    }
}
