/// A new file that is written in pieces, too large to be held whole, and digested on the way.
///
/// It is whole only once `finish` has returned; a `StagedDirectory` keeps it out of sight until then.
public struct FileWriter: ~Copyable {
    private let file: Descriptor
    private var digest = DigestAccumulator()
    /// Bytes written so far.
    public private(set) var byteCount = 0

    /// Creates the file.
    ///
    /// - Throws: `alreadyExists`, `unwritable`.
    public init(_ path: String, permissions: UInt32 = 0o644) throws(StorageError) {
        file = try Descriptor(writing: path, permissions: permissions, exclusive: true)
    }

    /// Writes bytes at the end.
    ///
    /// - Throws: `unwritable`.
    /// - Complexity: O(n).
    public mutating func append(_ bytes: [UInt8]) throws(StorageError) {
        try file.write(bytes)
        digest.update(bytes)
        byteCount += bytes.count
    }

    /// Waits until the content is on the disk.
    ///
    /// - Returns: the digest of the content.
    /// - Throws: `unwritable`.
    public consuming func finish() throws(StorageError) -> Digest {
        try file.synchronize()
        return digest.finish()
    }
}
