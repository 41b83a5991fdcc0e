/// Files and folders out of a tar archive, one after the other, as they arrive.
///
/// Reads POSIX ustar, with names that are longer as GNU's tar (`L`) and pax (`x`) have them. Links, devices and whatever else is
/// no file and no folder are refused, and so are names that could lead out of the place that is unpacked to.
/// Source: POSIX.1-2017, pax, "ustar Interchange Format" and "pax Header Block"; GNU tar manual, "Basic Tar Format".
public struct TapeArchive: ~Copyable {
    /// A file or a folder.
    public struct Entry: Hashable, Sendable {
        /// The parts of the path: none is empty, `.` or `..`.
        public var path: [String]
        /// Bytes of content; 0 for a folder.
        public var size: Int
        /// Whether it is a folder.
        public var isDirectory: Bool
    }

    static let blockSize = 512
    // Of what is said of an entry beside its header, names first of all.
    private static let extraLimit = 1 << 20

    /// What the archive is called in errors.
    public let name: String
    private var process: ChildProcess
    private var budget: Int
    private var buffer: [UInt8] = []
    private var position = 0
    // What is left of the last entry's content, and the zeros after it.
    private var content = 0
    private var padding = 0
    /// Whether the stream has ended.
    private var isAtEnd = false

    /// Begins to read what a program writes.
    ///
    /// - Parameters:
    ///   - name: what to call the archive in errors.
    ///   - limit: bytes at most, of contents and of what the archive spends on each entry.
    public init(_ name: String, from process: consuming ChildProcess, limit: Int) {
        self.name = name
        self.process = process
        budget = limit
    }

    /// The next file or folder; what is left of the last one is passed over.
    ///
    /// - Returns: nil at the end of the archive.
    /// - Throws: `malformedArchive`, also for an archive that ends too early, is larger than the limit or holds a link.
    public mutating func next() throws(StorageError) -> Entry? {
        var longName: String?
        while true {
            while try block(upTo: 1 << 16) != nil {}
            _ = try take(padding)
            padding = 0
            guard let header = TapeHeader(try take(Self.blockSize)) else { return nil }
            guard header.isIntact, let size = header.size else {
                throw malformed("a header is damaged")
            }
            padding = header.kind == .directory ? 0 : -size & (Self.blockSize - 1)
            switch header.kind {
            case .longName, .extended, .global:
                guard size <= Self.extraLimit else { throw malformed("a header is too long") }
                let bytes = try take(size)
                if header.kind == .global { continue }
                let text = header.kind == .longName ? TapeHeader.text(bytes[...]) : TapeHeader.path(in: bytes)
                longName = text ?? longName
            case .file, .directory:
                let path = Self.parts(of: longName ?? header.name)
                guard let path else { throw malformed("it holds a name that is absolute or leads elsewhere") }
                if header.kind == .directory { return Entry(path: path, size: 0, isDirectory: true) }
                content = size
                return Entry(path: path, size: size, isDirectory: false)
            case .other:
                throw malformed("it holds a link or something else that is neither file nor folder")
            }
        }
    }

    /// The next bytes of the last entry's content; nil at its end.
    ///
    /// - Throws: `malformedArchive`.
    public mutating func block(upTo count: Int) throws(StorageError) -> [UInt8]? {
        guard content > 0 else { return nil }
        let bytes = try take(Swift.min(content, count))
        content -= bytes.count
        return bytes
    }

    /// Reads to the end of the stream, and waits for the program.
    ///
    /// - Returns: its exit code, or 128 and the signal that ended it.
    /// - Throws: `malformedArchive` where there is more than the limit.
    public mutating func finish() throws(StorageError) -> Int32 {
        while try fill() {
            buffer = []
            position = 0
        }
        return process.finish()
    }

    /// The exit code of a program whose output has ended; nil where it has not.
    public mutating func ended() -> Int32? { isAtEnd ? process.finish() : nil }

    /// The parts of a path that stays below the place where it is unpacked.
    static func parts(of name: String) -> [String]? {
        guard !name.hasPrefix("/"), !name.utf8.contains(0) else { return nil }
        let trimmed = name.hasSuffix("/") ? name.dropLast() : name[...]
        let parts = trimmed.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        return parts.allSatisfy { !["", ".", ".."].contains($0) } ? parts : nil
    }

    private mutating func take(_ count: Int) throws(StorageError) -> [UInt8] {
        while buffer.count - position < count {
            guard try fill() else { throw malformed("it ends too early") }
        }
        let bytes = Array(buffer[position..<position + count])
        position += count
        if position == buffer.count {
            buffer.removeAll(keepingCapacity: true)
            position = 0
        }
        return bytes
    }

    /// Reads some more; false at the end.
    private mutating func fill() throws(StorageError) -> Bool {
        var block = [UInt8](repeating: 0, count: 1 << 16)
        let count = try process.read(into: &block)
        isAtEnd = count == 0
        budget -= count
        if budget < 0 { throw malformed("it is larger than the limit") }
        if position > 0 {
            buffer.removeFirst(position)
            position = 0
        }
        buffer += block[..<count]
        return count > 0
    }

    private func malformed(_ problem: String) -> StorageError {
        .malformedArchive(name: name, problem: problem)
    }
}
