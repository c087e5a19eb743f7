import Glibc
import MessageLog

/// How fast this disk makes small writes durable: overwrites of 4 KiB in a file that exists already, each followed by
/// `fdatasync`. The yardstick for every durable rate.
enum DiskProbe {
    /// Flushes per second over about `seconds`.
    static func flushesPerSecond(directory: String, seconds: Double) throws(MessageLogError) -> Double {
        let path = directory + "/probe"
        let file = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .storage(code: errno, message: "cannot write the probe file") }
        defer {
            close(file)
            unlink(path)
        }
        let block = [UInt8](repeating: 0x5a, count: 4096)
        let blocks = 1024
        for index in 0..<blocks where pwrite(file, block, block.count, index * block.count) != block.count {
            throw .diskFull
        }
        fsync(file)
        let clock = ContinuousClock()
        let start = clock.now
        var flushes = 0
        while clock.now - start < .seconds(seconds) {
            _ = pwrite(file, block, block.count, flushes % blocks * block.count)
            guard fdatasync(file) == 0 else { throw .storage(code: errno, message: "fdatasync failed") }
            flushes += 1
        }
        return Double(flushes) / ((clock.now - start) / .seconds(1))
    }
}
