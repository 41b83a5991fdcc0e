internal import Glibc

/// The lines of a file one after the other, of which no more is kept than a block and a line.
public struct LineReader: ~Copyable {
    private let file: Descriptor
    private let limit: Int
    private var block = [UInt8](repeating: 0, count: 1 << 16)
    private var unread = 0..<0
    private var isAtEnd = false
    /// The number of the line that was read last, from 1.
    public private(set) var number = 0

    private static let newline = UInt8(ascii: "\n")

    /// One line.
    public struct Line: Equatable, Sendable {
        /// What is before the newline.
        public var bytes: [UInt8]
        /// Whether there is a newline; only a last line may have none.
        public var isEnded: Bool
    }

    /// Opens a regular file; a link as the last part is refused.
    ///
    /// - Parameter limit: bytes of a line at most.
    /// - Throws: `missing` or `unreadable`, also for a pipe, a device or a directory, without waiting on it.
    public init(_ path: String, limit: Int = 1 << 20) throws(StorageError) {
        let file = try Descriptor(reading: path, followsLink: false, waits: false)
        try file.expectRegular()
        self.file = file
        self.limit = limit
    }

    /// Reads standard input, which may be a pipe: a line is there as soon as it was written.
    ///
    /// - Parameter limit: bytes of a line at most.
    public init(standardInputTo limit: Int) {
        file = Descriptor(adopting: STDIN_FILENO, path: "standard input")
        self.limit = limit
    }

    /// The next line; nil at the end.
    ///
    /// - Throws: `unreadable`, also for a line of more bytes than the limit.
    /// - Complexity: O(bytes of the line).
    public mutating func next() throws(StorageError) -> Line? {
        var bytes: [UInt8] = []
        while true {
            if unread.isEmpty {
                if !isAtEnd { unread = try 0..<file.read(into: &block) }
                if unread.isEmpty {
                    isAtEnd = true
                    if bytes.isEmpty { return nil }
                    number += 1
                    return Line(bytes: bytes, isEnded: false)
                }
            }
            let end = block[unread].firstIndex(of: Self.newline)
            let part = unread.lowerBound..<(end ?? unread.upperBound)
            bytes += block[part]
            unread = (end.map { $0 + 1 } ?? unread.upperBound)..<unread.upperBound
            if bytes.count > limit {
                throw .unreadable(
                    path: file.path, reason: "line \(number + 1) has more than \(limit) bytes")
            }
            if end != nil {
                number += 1
                return Line(bytes: bytes, isEnded: true)
            }
        }
    }
}
