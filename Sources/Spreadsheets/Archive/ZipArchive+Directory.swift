import CLibZip

extension ZipArchive {
    /// The files of an archive, each checked by what its directory entry says.
    static func directory(
        _ archive: OpaquePointer, _ limits: WorkbookLimits
    ) throws(WorkbookError) -> [String: Entry] {
        let count = zip_get_num_entries(archive, 0)
        guard count >= 0 else { throw .damaged(part: nil) }
        guard count <= limits.entries else { throw .tooLarge(.entries, limit: limits.entries, sheet: nil) }
        var entries: [String: Entry] = [:]
        var allowance = limits.inflatedBytes
        for index in 0..<UInt64(count) {
            let entry = try checked(archive, index, limits)
            guard entries.updateValue(entry, forKey: EntryName.folded(entry.name)) == nil else {
                throw .entryName(.duplicate, shown: entry.name)
            }
            guard entry.size <= allowance else { throw .bomb(part: nil) }
            allowance -= entry.size
        }
        return entries
    }

    private static func checked(
        _ archive: OpaquePointer, _ index: UInt64, _ limits: WorkbookLimits
    ) throws(WorkbookError) -> Entry {
        let name = try name(archive, index)
        var system: UInt8 = 0
        var attributes: UInt32 = 0
        if zip_file_get_external_attributes(archive, index, 0, &system, &attributes) == 0,
            Int(system) == Int(ZIP_OPSYS_UNIX), (attributes >> 16) & 0o170000 == 0o120000
        {
            throw .symbolicLink(part: name)
        }
        var facts = zip_stat_t()
        let needed = UInt64(ZIP_STAT_SIZE | ZIP_STAT_COMP_SIZE | ZIP_STAT_COMP_METHOD | ZIP_STAT_ENCRYPTION_METHOD)
        guard zip_stat_index(archive, index, 0, &facts) == 0, facts.valid & needed == needed else {
            throw .damaged(part: name)
        }
        guard Int(facts.encryption_method) == Int(ZIP_EM_NONE) else { throw .passwordProtected }
        guard [Int(ZIP_CM_STORE), Int(ZIP_CM_DEFLATE)].contains(Int(facts.comp_method)) else {
            throw .compression(part: name)
        }
        guard let size = Int(exactly: facts.size), let packed = Int(exactly: facts.comp_size),
            size <= limits.inflatedBytes, size <= 1 << 20 || size / max(packed, 1) <= limits.ratio
        else { throw .bomb(part: name) }
        return Entry(index: index, name: name, size: size)
    }

    private static func name(_ archive: OpaquePointer, _ index: UInt64) throws(WorkbookError) -> String {
        guard let start = zip_get_name(archive, index, zip_flags_t(ZIP_FL_ENC_RAW)) else { throw .damaged(part: nil) }
        let bytes = UnsafeBufferPointer(start: start, count: Self.length(start)).map { UInt8(bitPattern: $0) }
        let name = String(decoding: bytes, as: UTF8.self)
        if let fault = EntryName.fault(in: bytes) { throw .entryName(fault, shown: WorkbookError.shown(name)) }
        return name
    }

    private static func length(_ start: UnsafePointer<CChar>) -> Int {
        var length = 0
        while start[length] != 0 { length += 1 }
        return length
    }
}
