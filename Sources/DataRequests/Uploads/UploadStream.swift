import Messages
import MunicipalData
import Primitives
import Vault

/// The clear content of a finished upload as a stream.
final class UploadStream: ByteStream {
    private let reader: UploadReader
    private let limit: Int
    private var piece: [UInt8] = []
    private var position = 0
    private var count = 0

    init(_ reader: UploadReader, limit: Int) {
        self.reader = reader
        self.limit = limit
    }

    func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        if position == piece.count {
            guard let next = try reader.next() else { return 0 }
            piece = next
            position = 0
            count += next.count
            guard count <= limit else { throw Refusal.fileTooLarge(limit) }
        }
        let taken = min(buffer.count, piece.count - position)
        piece.withUnsafeBytes {
            buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: $0[position..<position + taken]))
        }
        position += taken
        return taken
    }
}

extension SourceIntake {
    /// Opens an upload for a request; one that was made for another request is unknown here.
    func stream(ofUpload id: String, for record: RequestRecord, at now: Instant) throws(Refusal) -> UploadStream {
        guard let uploads else { throw .notFound("upload", id) }
        do throws(UploadError) {
            let moment = now.milliseconds / 1000
            let state = try uploads.state(of: id, at: moment)
            guard state.subject == record.planned.id, state.owner == record.municipality.description else {
                throw .unknown
            }
            return UploadStream(try uploads.reader(id, now: moment), limit: settings.sizeLimit)
        } catch {
            throw Refusal(upload: error)
        }
    }
}

extension Refusal {
    init(upload error: UploadError) {
        switch error {
        case .unknown, .expired: self.init(.notFound, "E-UPLOAD", "\(error)", "該当するアップロードがありません。")
        case .incomplete(let offset, let length):
            self.init(
                .state, "E-UPLOAD-INCOMPLETE", "\(error)", "アップロードが完了していません（\(length)バイトのうち\(offset)バイト）。")
        case .damaged: self.init(.integrity, "E-UPLOAD-DAMAGED", "\(error)", "アップロードされたファイルが壊れています。")
        case .vault(let error): self.init(vault: error)
        default: self.init(.conflict, "E-UPLOAD", "\(error)", "アップロードを処理できません（\(error)）。")
        }
    }
}
