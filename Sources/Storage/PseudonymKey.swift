internal import CCrypto

/// The secret of an installation that turns identifiers into pseudonyms.
///
/// Whoever holds the key can tell which known identifier a pseudonym stands for; nobody else can.
public struct PseudonymKey: Equatable, Sendable {
    static let byteCount = 32
    /// Far more than a key has: what is larger is something else, and is not read.
    private static let sizeLimit = 4096

    private let secret: [UInt8]

    init(secret: [UInt8]) { self.secret = secret }

    /// Reads the key, or on first use makes 32 random bytes, readable by the owner alone.
    ///
    /// Of two processes at first use, both get the same key.
    /// - Throws: `exposed` where others may read the file, `unexpectedContent` where it has not 32 bytes,
    ///   `unreadable`, also where it is larger than 4096 bytes, a pipe or a device, `unwritable`.
    public static func loadOrCreate(at path: String) throws(StorageError) -> PseudonymKey {
        do throws(StorageError) {
            return try load(path)
        } catch .missing {
            try FileSystem.makeDirectories(FileSystem.parent(of: path))
            do throws(StorageError) {
                try AtomicFile.create(random(), at: path, permissions: 0o600)
            } catch .alreadyExists {
                // Another process was first, and its key is the installation's.
            }
            return try load(path)
        }
    }

    /// The pseudonym of an identifier: the first 16 bytes of HMAC-SHA256 as 32 hexadecimal digits.
    ///
    /// Source: RFC 2104, through libcrypto. Complexity: O(length).
    public func pseudonym(_ text: String) -> String {
        var code = [UInt8](repeating: 0, count: Digest.byteCount)
        let message = Array(text.utf8)
        let made = unsafe HMAC(
            EVP_sha256(), secret, Int32(secret.count), message, message.count, &code, nil)
        precondition(unsafe made != nil, "libcrypto offers no HMAC-SHA256")
        return Hexadecimal.text(code.prefix(16))
    }

    /// Reads the key that is there.
    ///
    /// - Throws: `missing` where none is; else as `loadOrCreate`.
    public static func load(_ path: String) throws(StorageError) -> PseudonymKey {
        let secret = try Descriptor.readSecret(path, limit: sizeLimit)
        guard secret.count == byteCount else {
            throw .unexpectedContent(
                file: path, keyPath: "key",
                problem: "expected \(byteCount) bytes but found \(secret.count); restore the key from a copy")
        }
        return PseudonymKey(secret: secret)
    }

    private static func random() -> [UInt8] {
        var bytes = [UInt8](repeating: 0, count: byteCount)
        precondition(unsafe RAND_bytes(&bytes, Int32(byteCount)) == 1, "the system has no random numbers")
        return bytes
    }
}
