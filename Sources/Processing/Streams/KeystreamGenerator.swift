import Crypto

/// A cryptographic generator that is fast for millions of numbers: the key stream of ChaCha20 (RFC 8439) under a new random
/// key, instead of a call of the system for each number.
public struct KeystreamGenerator: RandomNumberGenerator, Sendable {
    private let key: SymmetricKey
    private var nonce: UInt64 = 0
    private var words: [UInt64] = []
    private var position = 0

    /// Bytes of the stream that are made at a time.
    private static let stretch = [UInt8](repeating: 0, count: 8192)

    /// A generator under a new random key of 256 bits.
    public init() { key = SymmetricKey(size: .bits256) }

    /// A generator under this key, for a comparison with published key streams.
    package init(key: [UInt8]) { self.key = SymmetricKey(data: key) }

    /// The next 64 bits, low byte first.
    @inline(__always)
    public mutating func next() -> UInt64 {
        if position == words.count { refill() }
        position &+= 1
        return words[position &- 1]
    }

    private mutating func refill() {
        // What encrypting zeros gives is the key stream; a nonce is never used twice under this key.
        let number = (0..<12).map { $0 < 8 ? UInt8(truncatingIfNeeded: nonce >> UInt64(8 * $0)) : 0 }
        nonce += 1
        guard let chosen = try? ChaChaPoly.Nonce(data: number),
            let sealed = try? ChaChaPoly.seal(Self.stretch, using: key, nonce: chosen)
        else {
            // Neither can fail for a key of 256 bits and a nonce of 96; the system's generator is as good.
            var system = SystemRandomNumberGenerator()
            words = (0..<Self.stretch.count / 8).map { _ in system.next() }
            position = 0
            return
        }
        words = [UInt8](sealed.ciphertext).withUnsafeBytes { bytes in
            (0..<bytes.count / 8).map {
                UInt64(littleEndian: bytes.loadUnaligned(fromByteOffset: $0 * 8, as: UInt64.self))
            }
        }
        position = 0
    }
}

extension KeystreamGenerator {
    /// The numbers 0..<count in a random order, each order being as likely as any other (Fisher and Yates; Durstenfeld 1964).
    public mutating func permutation(_ count: Int) -> [Int32] {
        var order = [Int32](unsafeUninitializedCapacity: count) { numbers, filled in
            for index in 0..<count { numbers[index] = Int32(truncatingIfNeeded: index) }
            filled = count
        }
        order.withUnsafeMutableBufferPointer { order in
            var left = count
            while left > 1 {
                let chosen = Int(truncatingIfNeeded: number(below: UInt64(truncatingIfNeeded: left)))
                left &-= 1
                order.swapAt(left, chosen)
            }
        }
        return order
    }

    /// An even number in 0..<bound (Lemire 2019).
    @inline(__always)
    private mutating func number(below bound: UInt64) -> UInt64 {
        var product = next().multipliedFullWidth(by: bound)
        if product.low < bound {
            let threshold = (0 &- bound) % bound
            while product.low < threshold { product = next().multipliedFullWidth(by: bound) }
        }
        return product.high
    }
}
