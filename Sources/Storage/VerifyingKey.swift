/// A public key that verifies signatures: ECDSA with SHA-256 on the curve P-256.
public struct VerifyingKey: Hashable, Sendable {
    /// The key as PEM text (SubjectPublicKeyInfo), the same for the same key,
    /// whichever form it was read in.
    public let pem: [UInt8]

    init(_ key: borrowing EllipticKey) { pem = key.publicPEM }

    /// Reads a key from a PEM file.
    ///
    /// - Throws: `unexpectedContent` where it holds no public key of P-256 or several, `missing`, `unreadable`, also
    ///   for a pipe or a device.
    public init(file path: String) throws(StorageError) {
        func refused(_ problem: String) -> StorageError {
            .unexpectedContent(file: path, keyPath: "PUBLIC KEY", problem: problem)
        }
        let text = try Descriptor(reading: path, waits: false).readRegular(limit: PEMText.sizeLimit)
        guard let key = EllipticKey.publicKey(text) else {
            throw refused("it holds no public key of the curve P-256 in PEM")
        }
        // libcrypto takes the first; who put others there expects them to count.
        let lines = text.split { $0 == UInt8(ascii: "\n") || $0 == UInt8(ascii: "\r") }
        let begin = "-----BEGIN PUBLIC KEY-----".utf8
        if lines.count(where: { $0.starts(with: begin) }) > 1 {
            throw refused("it holds several keys; give each a file of its own")
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
