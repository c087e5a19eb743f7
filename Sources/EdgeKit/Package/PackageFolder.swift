import Foundation
import Processing

#if canImport(Glibc)
    import Glibc
#elseif canImport(Darwin)
    import Darwin
#endif

/// The folder of a package in the making: under another name until it is whole, and taken away where it does not become whole.
final class PackageFolder {
    /// Where the whole package will be.
    let path: String
    /// Where it is made.
    let temporary: String
    private var files: [String] = []
    /// Whether there is nothing to take away: a folder that was there before is not this one's.
    private var isDone = true

    /// Makes an empty folder beside `path`, where nothing must be yet.
    init(path: String) throws(EdgeFailure) {
        var path = path
        while path.count > 1, path.hasSuffix("/") { path.removeLast() }
        self.path = path
        temporary = path + ".partial"
        guard (path as NSString).lastPathComponent.utf8.count <= 200 else {
            throw EdgeFailure(.usage, "作成するフォルダの名前が長すぎます。短い名前を指定してください。")
        }
        let hidden: [Unicode.GeneralCategory] = [.control, .format, .lineSeparator, .paragraphSeparator]
        guard !path.unicodeScalars.contains(where: { hidden.contains($0.properties.generalCategory) }) else {
            throw EdgeFailure(.usage, "作成するフォルダの名前に、目に見えない文字が入っています。別の名前を指定してください。")
        }
        let parent = (path as NSString).deletingLastPathComponent
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: parent.isEmpty ? "." : parent, isDirectory: &isFolder),
            isFolder.boolValue
        else {
            throw EdgeFailure(.usage, "「\(shown(parent))」というフォルダがありません。作成先の場所を確認してください。")
        }
        // Links that lead nowhere are there as well.
        guard (try? FileManager.default.attributesOfItem(atPath: path)) == nil else {
            throw EdgeFailure(
                .usage, "「\(shown(path))」は既にあります。上書きはしません。作成するフォルダに別の名前を指定してください。")
        }
        guard (try? FileManager.default.attributesOfItem(atPath: temporary)) == nil else {
            throw EdgeFailure(
                .usage,
                "「\(shown(temporary))」があります。作成中の別の処理か、電源断などで残った作りかけです。"
                    + "作成中でないことを確かめ、このフォルダを削除してから、もう一度実行してください。")
        }
        do {
            try FileManager.default.createDirectory(
                atPath: temporary, withIntermediateDirectories: false, attributes: [.posixPermissions: 0o700])
        } catch {
            throw EdgeFailure(
                .usage, "「\(shown(parent.isEmpty ? "." : parent))」に書き込めません。書き込みの権限を確認するか、別の場所を指定してください。")
        }
        isDone = false
    }

    deinit { discard() }

    /// Writes a new file for the owner alone, durably.
    func write(_ bytes: UnsafeRawBufferPointer, as name: String) throws(EdgeFailure) {
        let file = temporary + "/" + name
        files.append(name)
        #if canImport(Glibc) || canImport(Darwin)
            let descriptor = open(file, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0o600)
            guard descriptor >= 0 else { throw failure(errno) }
            defer { close(descriptor) }
            do {
                try FileDescriptorSink(descriptor: descriptor, path: file).write(bytes)
            } catch {
                throw failure((error as? OutputError)?.code ?? EIO)
            }
            guard fsync(descriptor) == 0 else { throw failure(errno) }
        #else
            do {
                try Data(bytes).write(to: URL(fileURLWithPath: file), options: .withoutOverwriting)
            } catch {
                throw failure(0)
            }
        #endif
    }

    /// Writes a small file.
    func write(_ bytes: [UInt8], as name: String) throws(EdgeFailure) {
        var caught: EdgeFailure?
        bytes.withUnsafeBytes { buffer in
            do throws(EdgeFailure) { try write(buffer, as: name) } catch { caught = error }
        }
        if let caught { throw caught }
    }

    /// Gives the folder its name.
    func publish() throws(EdgeFailure) {
        synchronize(temporary)
        guard (try? FileManager.default.attributesOfItem(atPath: path)) == nil else {
            throw EdgeFailure(.usage, "「\(shown(path))」が作成中に現れました。作成するフォルダに別の名前を指定してください。")
        }
        do {
            try FileManager.default.moveItem(atPath: temporary, toPath: path)
        } catch {
            throw EdgeFailure(.failed, "「\(shown(path))」という名前を付けられません。別の名前を指定してください。")
        }
        isDone = true
        let parent = (path as NSString).deletingLastPathComponent
        synchronize(parent.isEmpty ? "." : parent)
    }

    /// Takes everything away that was written.
    func discard() {
        guard !isDone else { return }
        isDone = true
        for name in files { try? FileManager.default.removeItem(atPath: temporary + "/" + name) }
        // Only what the kit made itself is taken away: a folder with anything else in it stays.
        #if canImport(Glibc) || canImport(Darwin)
            rmdir(temporary)
        #else
            try? FileManager.default.removeItem(atPath: temporary)
        #endif
    }

    /// Makes names durable.
    private func synchronize(_ folder: String) {
        #if canImport(Glibc) || canImport(Darwin)
            let descriptor = open(folder, O_RDONLY | O_CLOEXEC)
            guard descriptor >= 0 else { return }
            fsync(descriptor)
            close(descriptor)
        #endif
    }

    private func failure(_ code: Int32) -> EdgeFailure {
        #if canImport(Glibc) || canImport(Darwin)
            switch code {
            case ENOSPC, EDQUOT:
                return EdgeFailure(
                    .failed, "空き容量が足りません。片付けるか、作成するフォルダに空きのある場所を指定してください。")
            case EFBIG:
                return EdgeFailure(.failed, "この場所には大きなファイルを書き込めません。作成するフォルダに別の場所を指定してください。")
            case EACCES, EPERM, EROFS:
                return EdgeFailure(.failed, "「\(shown(temporary))」に書き込めません。書き込みの権限を確認してください。")
            default: break
            }
        #endif
        return EdgeFailure(.failed, "「\(shown(temporary))」に書き込めませんでした。媒体の状態を確認し、もう一度実行してください。")
    }
}
