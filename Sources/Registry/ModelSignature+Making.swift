internal import Storage

extension ModelSignature {
    /// Signs files.
    ///
    /// - Parameters:
    ///   - files: the digest of every file, by name.
    ///   - name: what the statement calls them.
    /// - Complexity: O(files log files).
    init(of files: [String: Digest], name: String, by key: borrowing SigningKey) throws(StorageError) {
        let payload = try CanonicalJSON.encode(SignedStatement(files, name: name))
        let message = Self.message(of: payload)
        let signature = key.sign(message)
        let bundle = SignatureBundle(
            mediaType: SignatureBundle.mediaType,
            verificationMaterial: .init(
                publicKey: .init(hint: key.verifyingKey.fingerprint.description), tlogEntries: []),
            dsseEnvelope: .init(
                payload: Base64.text(payload), payloadType: SignatureBundle.payloadType,
                signatures: [.init(sig: Base64.text(signature), keyid: "")]))
        self.init(
            bytes: try CanonicalJSON.encode(bundle), keyFingerprint: key.verifyingKey.fingerprint,
            files: files, message: message, signature: signature)
    }
}
