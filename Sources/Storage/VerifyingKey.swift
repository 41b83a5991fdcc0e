/// A public key that verifies signatures: ECDSA with SHA-256 on the curve P-256.
public struct VerifyingKey: Hashable, Sendable {
    /// The key as PEM text (SubjectPublicKeyInfo), the same for the same key.
    public let pem: [UInt8]

    init(_ key: borrowing EllipticKey) { pem = key.publicPEM }

    /// Reads a key from a PEM file.
    ///
    /// - Throws: `unexpectedContent` where it holds no public key of P-256, `missing`, `unreadable`.
    public init(file path: String) throws(StorageError) {
        guard let key = EllipticKey.publicKey(try Descriptor(reading: path).readAll()) else {
            throw .unexpectedContent(
                file: path, keyPath: "PUBLIC KEY",
                problem: "it holds no public key of the curve P-256 in PEM")
        }
        self.init(key)
    }

    /// What the key is called: the SHA-256 of its PEM text.
    public var fingerprint: Digest { Digest(of: pem) }

    /// Whether a signature in DER was made of the message by the key's owner.
    ///
    /// - Complexity: O(n).
    public func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        guard let key = EllipticKey.publicKey(pem) else { preconditionFailure("the key's own text is a key") }
        return key.verifies(signature, of: message)
    }
}
