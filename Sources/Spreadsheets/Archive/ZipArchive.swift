import CLibZip

/// An archive in memory, open for reading (libzip). Every file in it was looked at before one is inflated.
final class ZipArchive {
    /// One file in the archive.
    struct Entry {
        var index: UInt64
        var name: String
        var size: Int
    }

    private let archive: OpaquePointer
    private let bytes: UnsafeMutableRawPointer
    private let limits: WorkbookLimits
    /// The files by their folded names.
    let entries: [String: Entry]
    /// What may still be inflated.
    private var allowance: Int

    /// Opens the archive and checks its directory: names, links, sizes, methods, encryption.
    init(_ contents: [UInt8], limits: WorkbookLimits) throws(WorkbookError) {
        // libzip reads from the buffer until the archive is closed, so it gets one of its own that outlives this call.
        let bytes = UnsafeMutableRawPointer.allocate(byteCount: max(contents.count, 1), alignment: 16)
        contents.withUnsafeBytes {
            bytes.copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(bytes), byteCount: $0.count)
        }
        var fault = zip_error_t()
        zip_error_init(&fault)
        defer { zip_error_fini(&fault) }
        guard let source = zip_source_buffer_create(bytes, UInt64(contents.count), 0, &fault) else {
            bytes.deallocate()
            throw .damaged(part: nil)
        }
        guard let archive = zip_open_from_source(source, ZIP_RDONLY, &fault) else {
            zip_source_free(source)
            bytes.deallocate()
            throw .damaged(part: nil)
        }
        do throws(WorkbookError) {
            entries = try Self.directory(archive, limits)
        } catch {
            zip_discard(archive)
            bytes.deallocate()
            throw error
        }
        self.archive = archive
        self.bytes = bytes
        self.limits = limits
        allowance = limits.inflatedBytes
    }

    deinit {
        zip_discard(archive)
        bytes.deallocate()
    }

    /// The file with the given name, letters of either case; nil where there is none.
    func entry(_ name: String) -> Entry? { entries[EntryName.folded(name)] }

    /// Inflates a file: never more bytes than its directory entry and the limits say.
    func contents(of entry: Entry) throws(WorkbookError) -> [UInt8] {
        guard entry.size <= allowance else { throw .bomb(part: entry.name) }
        // One byte more is asked for than there should be: a file that has it is not what its directory says.
        let inflated = try read(entry, upTo: entry.size + 1)
        guard inflated.count <= entry.size else { throw .bomb(part: entry.name) }
        guard inflated.count == entry.size else { throw .damaged(part: entry.name) }
        allowance -= inflated.count
        return inflated
    }

    /// The first bytes of a file.
    func beginning(of entry: Entry) throws(WorkbookError) -> [UInt8] { try read(entry, upTo: 8) }

    private func read(_ entry: Entry, upTo count: Int) throws(WorkbookError) -> [UInt8] {
        guard let file = zip_fopen_index(archive, entry.index, 0) else { throw .damaged(part: entry.name) }
        defer { zip_fclose(file) }
        var isDamaged = false
        // Grows with what really comes out: a size in the directory reserves nothing.
        var inflated: [UInt8] = []
        var block = [UInt8](repeating: 0, count: min(count, 1 << 16))
        while inflated.count < count {
            let wanted = min(count - inflated.count, block.count)
            let got = zip_fread(file, &block, UInt64(wanted))
            if got < 0 { isDamaged = true }
            if got <= 0 { break }
            inflated.append(contentsOf: block[..<Int(got)])
        }
        if isDamaged { throw .damaged(part: entry.name) }
        return inflated
    }
}
