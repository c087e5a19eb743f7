import Crypto
import FoundationEssentials

/// Seals the pieces and the state of one upload by AES-256-GCM under its key, with random nonces (NIST SP 800-38D §8.2.2):
/// a piece that was thrown away and sent again never meets its old nonce.
///
/// A sealed piece is `nonce (12) | ciphertext | tag (16)`; the additional data name the upload and the place.
struct PieceCipher {
    static let overhead = 12 + 16

    private let key: SymmetricKey
    private let context: [UInt8]

    init(key: KeyMaterial, id: String) {
        self.key = key.key
        context = Array("oboro upload v1".utf8) + lengthPrefixed(id)
    }

    func seal(_ clear: [UInt8], context place: [UInt8]) throws(VaultError) -> [UInt8] {
        do {
            let box = try AES.GCM.seal(clear, using: key, authenticating: context + place)
            var sealed = Array(box.nonce)
            sealed.reserveCapacity(clear.count + PieceCipher.overhead)
            sealed.append(contentsOf: box.ciphertext)
            sealed.append(contentsOf: box.tag)
            return sealed
        } catch {
            throw .cryptographyFailed(operation: "sealing")
        }
    }

    func open(_ sealed: [UInt8], context place: [UInt8]) -> [UInt8]? {
        guard sealed.count >= PieceCipher.overhead, let box = try? AES.GCM.SealedBox(combined: sealed) else {
            return nil
        }
        return (try? AES.GCM.open(box, using: key, authenticating: context + place)).map(Array.init)
    }
}

extension UploadState {
    /// The state as JSON; it is sealed before it is written.
    var bytes: [UInt8] { (try? JSONEncoder().encode(self)).map(Array.init) ?? [] }

    init?(bytes: [UInt8]) {
        guard let state = try? JSONDecoder().decode(UploadState.self, from: Data(bytes)) else { return nil }
        self = state
    }
}
