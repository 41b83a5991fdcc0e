/// A SHA-256 digest.
public struct Digest: Hashable, Sendable {
    static let byteCount = 32

    // Four big-endian words: comparable and hashable without an allocation.
    var words: (UInt64, UInt64, UInt64, UInt64)

    /// The digest of no meaning, 64 zeros: what the first line of a journal calls its predecessor.
    public static let zero = Digest(bytes: [UInt8](repeating: 0, count: byteCount))

    /// Takes 32 digest bytes as they are.
    init(bytes: [UInt8]) { self.init(bytes.span) }

    /// Takes 32 digest bytes as they are.
    init(_ bytes: Span<UInt8>) {
        precondition(bytes.count == Digest.byteCount, "a SHA-256 digest has 32 bytes")
        func word(_ index: Int) -> UInt64 {
            var word: UInt64 = 0
            for place in index * 8..<index * 8 + 8 { word = word << 8 | UInt64(bytes[place]) }
            return word
        }
        words = (word(0), word(1), word(2), word(3))
    }

    /// The first 8 bytes as a big-endian number: as good as drawn at random, and the same for the same bytes.
    public var leadingWord: UInt64 { words.0 }

    /// The 32 bytes, first to last.
    public var bytes: [UInt8] {
        [words.0, words.1, words.2, words.3].flatMap { word in
            stride(from: 56, through: 0, by: -8).map { UInt8(truncatingIfNeeded: word >> UInt64($0)) }
        }
    }

    /// The digest of bytes.
    ///
    /// Complexity: O(n).
    public init(of bytes: [UInt8]) { unsafe self.init(of: bytes.span.bytes) }

    /// The digest of bytes.
    ///
    /// Complexity: O(n).
    public init(of bytes: Span<UInt8>) { unsafe self.init(of: bytes.bytes) }

    /// The digest of bytes.
    ///
    /// Complexity: O(n).
    public init(of bytes: RawSpan) {
        var accumulator = DigestAccumulator()
        accumulator.update(bytes)
        self = accumulator.finish()
    }

    /// The digest of a file, read in blocks of 1 MiB.
    ///
    /// - Throws: `missing` or `unreadable`, also for a pipe, a device or a directory, without waiting on it.
    /// - Complexity: O(size) time, O(1) memory.
    public static func file(_ path: String) throws(StorageError) -> Digest {
        try file(path) { _ in }
    }

    /// The digest of a file, each block shown as it is read: a second look at the bytes costs no second read.
    ///
    /// - Throws: `missing` or `unreadable`, also for a pipe, a device or a directory, without waiting on it.
    /// - Complexity: O(size) time, O(1) memory.
    public static func file(
        _ path: String, showing show: (Span<UInt8>) -> Void
    ) throws(StorageError) -> Digest {
        let file = try Descriptor(reading: path, waits: false)
        try file.expectRegular()
        var accumulator = DigestAccumulator()
        var block = [UInt8](repeating: 0, count: 1 << 20)
        while true {
            let count = try file.read(into: &block)
            if count == 0 { return accumulator.finish() }
            unsafe accumulator.update(block.span.extracting(first: count).bytes)
            show(block.span.extracting(first: count))
        }
    }

    /// Two digests are equal if all 32 bytes are.
    public static func == (left: Digest, right: Digest) -> Bool { left.words == right.words }

    /// Feeds all 32 bytes.
    public func hash(into hasher: inout Hasher) {
        hasher.combine(words.0)
        hasher.combine(words.1)
        hasher.combine(words.2)
        hasher.combine(words.3)
    }
}
