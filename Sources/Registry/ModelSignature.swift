public import Storage

/// A version's signature: which files with which digests the owner of a key vouches for.
///
/// Its file is an OpenSSF model signature in key mode, so that the `model_signing` tool verifies what is signed here,
/// and the other way round. Source: the OpenSSF Model Signing specification 1.0, DSSE 1.0, in-toto Statement 1.
public struct ModelSignature: Hashable, Sendable {
    /// The signature's file in a version's directory: the one file that the manifest does not list.
    public static let fileName = "model.sig"

    /// The bytes of the file.
    public let bytes: [UInt8]
    /// What the signer calls its key: the SHA-256 of the public key's PEM text; nil where the bundle does not say.
    public let keyFingerprint: Digest?
    /// The digest of every file that is signed, by name.
    public let files: [String: Digest]

    /// What the signature is of, and the signature in DER.
    let message: [UInt8]
    let signature: [UInt8]

    /// Whether the owner of the key made the signature.
    ///
    /// - Complexity: O(bytes).
    public func isSigned(by key: VerifyingKey) -> Bool { key.verifies(signature, of: message) }

    /// What keeps it from being the signature of these files, in words; nil where it is.
    ///
    /// - Parameter found: the digest of every file that there is, by name.
    func problem(with found: [String: Digest]) -> String? {
        for name in Set(files.keys).union(found.keys).sorted() {
            guard let signed = files[name] else { return "it does not sign `\(name)`" }
            guard let digest = found[name] else { return "it signs `\(name)`, which is not there" }
            if signed != digest { return "it signs another content of `\(name)`" }
        }
        return nil
    }

    /// The bytes that a signature is of: DSSE's pre-authentication encoding.
    static func message(of payload: [UInt8]) -> [UInt8] {
        let type = SignatureBundle.payloadType
        return Array("DSSEv1 \(type.utf8.count) \(type) \(payload.count) ".utf8) + payload
    }
}
