internal import Storage
internal import Synchronization

/// Lines on their way into a file.
final class LineBuffer: Sendable {
    /// Lines that are in the file.
    let written = Atomic<Int>(0)
    /// Lines that are nowhere.
    let dropped = Atomic<Int>(0)
    private let capacity: Int
    private let log: ServingLog
    private let waiting = Mutex(Waiting())
    private let output: Mutex<Output>

    private struct Waiting {
        var bytes: [UInt8] = []
        var isClosed = false
    }

    private struct Output: ~Copyable {
        var file: LineFile
        var isFailing = false
    }

    /// What is appended to the file at once at most, so that a full disk costs no more than that.
    private static let chunk = 1 << 16

    init(to file: consuming LineFile, capacity: Int, log: ServingLog) {
        self.capacity = capacity
        self.log = log
        output = Mutex(Output(file: file))
    }

    /// Keeps a line until the next `flush`, or drops it where there is no room.
    func add(_ line: [UInt8]) {
        let isKept = waiting.withLock { waiting in
            guard !waiting.isClosed, waiting.bytes.count + line.count <= capacity else { return false }
            waiting.bytes.append(contentsOf: line)
            return true
        }
        if !isKept { dropped.add(1, ordering: .relaxed) }
    }

    /// Writes what waits.
    ///
    /// - Parameter isLast: whether lines that come later are dropped.
    func flush(isLast: Bool = false) {
        let bytes = waiting.withLock { waiting in
            if isLast { waiting.isClosed = true }
            defer { waiting.bytes = [] }
            return waiting.bytes
        }
        var start = 0
        while start < bytes.count {
            let end = Self.end(of: bytes, from: start)
            append(Array(bytes[start..<end]))
            start = end
        }
    }

    /// Behind the last newline that is in reach, or behind the next one where a single line is longer.
    private static func end(of bytes: [UInt8], from start: Int) -> Int {
        let newline = UInt8(ascii: "\n")
        let reach = min(bytes.count, start + chunk)
        return (bytes[start..<reach].lastIndex(of: newline) ?? bytes[reach...].firstIndex(of: newline))
            .map { $0 + 1 } ?? bytes.count
    }

    private func append(_ lines: [UInt8]) {
        let count = lines.count { $0 == UInt8(ascii: "\n") }
        output.withLock { output in
            do throws(StorageError) {
                try output.file.append(lines)
                written.add(count, ordering: .relaxed)
                guard output.isFailing else { return }
                output.isFailing = false
                log.write(.info, "log.recovered", [("file", output.file.path)])
            } catch {
                dropped.add(count, ordering: .relaxed)
                guard !output.isFailing else { return }
                output.isFailing = true
                log.write(.error, "log.failed", [("file", output.file.path), ("reason", "\(error)")])
            }
        }
    }
}
