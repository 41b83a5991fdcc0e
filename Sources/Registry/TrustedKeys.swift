public import Storage

/// The public keys whose signatures are accepted.
public struct TrustedKeys: Hashable, Sendable {
    /// The keys, in the order in which they were named.
    public let keys: [VerifyingKey]

    /// Reads PEM files, each with one public key.
    ///
    /// - Precondition: there is at least one.
    /// - Throws: `storage` naming the file that cannot be read or holds no public key of P-256.
    public init(files: [String]) throws(RegistryError) {
        precondition(!files.isEmpty, "nothing could be accepted without a key")
        keys = try RegistryError.storing { () throws(StorageError) in
            var keys: [VerifyingKey] = []
            for file in files { keys.append(try VerifyingKey(file: file)) }
            return keys
        }
    }

    /// The key that made the signature; nil where none of these did.
    public func signer(of signature: ModelSignature) -> VerifyingKey? {
        // What a signature calls its key is no more than a hint: tools differ in the text that they take the digest of.
        keys.first { signature.isSigned(by: $0) }
    }

    /// Why a version with this signature is not trusted, in words; nil where it is.
    func problem(with signature: ModelSignature?) -> String? {
        guard let signature else { return "it is not signed" }
        if signer(of: signature) != nil { return nil }
        let claim = signature.keyFingerprint.map { "; its signature names the key \($0)" } ?? ""
        return "none of the trusted keys signed it\(claim)"
    }
}
