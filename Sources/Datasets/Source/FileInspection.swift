internal import Dispatch
internal import Storage
internal import Synchronization

/// A file's digest and, for text, its encoding, found in a thread of its own while DuckDB reads the same file.
final class FileInspection: Sendable {
    private let path: String
    private let name: String
    private let keyPath: [String]
    private let found = Mutex<Finding?>(nil)
    private let finished = DispatchGroup()

    private struct Finding {
        /// Nil for a file that could not be read.
        var digest: Digest?
        /// The first byte that is not UTF-8.
        var fault: Int?
    }

    /// Begins to read.
    ///
    /// - Parameters:
    ///   - name: what errors call the file.
    ///   - isText: whether the bytes must be UTF-8.
    init(path: String, name: String, keyPath: [String], isText: Bool) {
        self.path = path
        self.name = name
        self.keyPath = keyPath
        DispatchQueue.global().async(group: finished) { [self] in
            var encoding = EncodingCheck()
            let digest = try? Digest.file(path) { block in
                if isText { encoding.take(block) }
            }
            encoding.finish()
            found.withLock { $0 = Finding(digest: digest, fault: encoding.fault) }
        }
    }

    /// Waits until the file is read, and refuses text in another encoding: the reason of most that goes wrong with it.
    ///
    /// - Throws: `DatasetError.file` with line and byte.
    func refuseOtherEncoding() throws(DatasetError) {
        finished.wait()
        if let offset = found.withLock({ $0?.fault }) {
            throw FileProbe.notUTF8(name, line: line(of: offset), offset: offset, keyPath: keyPath)
        }
    }

    /// Waits for the file's digest.
    ///
    /// - Throws: `DatasetError.file` for a file that cannot be read.
    func digest() throws(DatasetError) -> Digest {
        finished.wait()
        guard let digest = found.withLock({ $0?.digest }) else {
            throw .file(
                path: name, line: nil, keyPath: keyPath, what: "the file cannot be read",
                remedy: "check its permissions")
        }
        return digest
    }

    private func line(of offset: Int) -> Int {
        var line = 1
        var position = 0
        _ = try? Digest.file(path) { block in
            for index in 0..<max(0, min(block.count, offset - position))
            where block[index] == UInt8(ascii: "\n") { line += 1 }
            position += block.count
        }
        return line
    }
}
