import Glibc
import MessageLog
import Synchronization

/// The right to be the one writer of a log: an exclusive `flock` that the kernel drops when the process ends,
/// however it ends.
final class ProcessLock: Sendable {
    private let descriptor: Mutex<Int32?>

    /// Takes the lock, or throws `.busy` at once where another opening holds it.
    init(path: String) throws(MessageLogError) {
        // Close-on-exec: a child process must not keep the lock alive after its parent is gone.
        let file = open(path, O_CREAT | O_RDWR | O_CLOEXEC, 0o600)
        guard file >= 0 else { throw .storage(code: errno, message: "cannot open the lock file") }
        guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
            let reason = errno
            Glibc.close(file)
            throw reason == EWOULDBLOCK ? .busy : .storage(code: reason, message: "cannot lock the lock file")
        }
        descriptor = Mutex(file)
    }

    deinit { release() }

    /// Lets the next writer in.
    func release() {
        descriptor.withLock { descriptor in
            if let file = descriptor { Glibc.close(file) }
            descriptor = nil
        }
    }
}
