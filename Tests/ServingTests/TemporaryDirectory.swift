import Glibc
import Storage

/// A directory that is removed with its owner.
final class TemporaryDirectory: Sendable {
    let path: String

    init() {
        var template = Array("/tmp/leadline-serving-XXXXXX".utf8CString)
        path = unsafe template.withUnsafeMutableBufferPointer { buffer in
            guard let base = buffer.baseAddress, let made = unsafe mkdtemp(base) else {
                preconditionFailure("no temporary directory")
            }
            return unsafe String(cString: made)
        }
    }

    deinit { try? FileSystem.remove(path) }
}
