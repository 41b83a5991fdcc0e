/// A private key that signs: ECDSA with SHA-256 on the curve P-256.
///
/// Whoever holds its file can sign in its name. No error and no description shows any of it.
public struct SigningKey: ~Copyable {
    private let key: EllipticKey

    /// The key that others need to verify what this one signs.
    public let verifyingKey: VerifyingKey

    private init(_ key: consuming EllipticKey) {
        verifyingKey = VerifyingKey(key)
        self.key = key
    }

    /// A new random key, in memory alone.
    public static func random() -> SigningKey { SigningKey(.random()) }

    /// Reads a key from a PEM file.
    ///
    /// - Throws: `exposed` where others than the owner may read the file, `unexpectedContent` where it holds no
    ///   private key of P-256 without a passphrase, `missing`, `unreadable`, also for a pipe or a device.
    public init(file path: String) throws(StorageError) {
        let pem = try Descriptor.readSecret(path, limit: PEMText.sizeLimit)
        guard let key = EllipticKey.privateKey(pem) else {
            throw .unexpectedContent(
                file: path, keyPath: "PRIVATE KEY",
                problem: "it holds no private key of the curve P-256 in PEM without a passphrase")
        }
        self.init(key)
    }

    /// Makes a pair of files that were not there: the private key, readable by the owner alone, and the public key.
    ///
    /// Where the second cannot be written, the first is taken away again.
    /// - Returns: the public key.
    /// - Throws: `alreadyExists`, `unwritable`.
    public static func create(
        privateKey: String, publicKey: String
    ) throws(StorageError) -> VerifyingKey {
        for path in [privateKey, publicKey] where FileSystem.exists(path) { throw .alreadyExists(path: path) }
        let key = EllipticKey.random()
        try AtomicFile.create(key.privatePEM, at: privateKey, permissions: 0o600)
        let verifyingKey = VerifyingKey(key)
        do throws(StorageError) {
            try AtomicFile.create(verifyingKey.pem, at: publicKey)
        } catch {
            try? FileSystem.remove(privateKey)
            throw error
        }
        return verifyingKey
    }

    /// A signature of a message, in DER; another one at each call.
    ///
    /// - Complexity: O(n).
    public func sign(_ message: [UInt8]) -> [UInt8] { key.sign(message) }
}
