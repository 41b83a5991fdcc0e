internal import Storage

extension ModelSignature {
    /// Reads a signature's file; `file` is what errors call it.
    ///
    /// That the content is what its own digests say is checked here; whose signature it is, is not.
    /// - Throws: `malformedJSON`, `unexpectedContent`.
    init(_ bytes: [UInt8], file: String) throws(StorageError) {
        let bundle = try CanonicalJSON.decode(SignatureBundle.self, from: bytes, file: file)
        func expect(_ holds: Bool, _ keyPath: String, _ problem: String) throws(StorageError) {
            if !holds { throw .unexpectedContent(file: file, keyPath: keyPath, problem: problem) }
        }
        let envelope = bundle.dsseEnvelope
        try expect(
            bundle.mediaType == SignatureBundle.mediaType, "mediaType",
            "it is not \(SignatureBundle.mediaType)")
        try expect(
            envelope.payloadType == SignatureBundle.payloadType, "dsseEnvelope.payloadType",
            "it is not \(SignatureBundle.payloadType)")
        try expect(
            envelope.signatures.count == 1, "dsseEnvelope.signatures",
            "there are \(envelope.signatures.count), not one")
        guard let signature = Base64.bytes(envelope.signatures[0].sig) else {
            throw .unexpectedContent(
                file: file, keyPath: "dsseEnvelope.signatures[0].sig", problem: "it is not base64")
        }
        guard let payload = Base64.bytes(envelope.payload) else {
            throw .unexpectedContent(
                file: file, keyPath: "dsseEnvelope.payload", problem: "it is not base64")
        }
        let hint = bundle.verificationMaterial.publicKey.hint
        let fingerprint = hint.flatMap { Digest(hexadecimal: $0) }
        try expect(
            (hint == nil) == (fingerprint == nil), "verificationMaterial.publicKey.hint",
            "it is not a SHA-256 digest")
        let statement = try CanonicalJSON.decode(
            SignedStatement.self, from: payload, file: "\(file), its statement")
        self.init(
            bytes: bytes, keyFingerprint: fingerprint,
            files: try statement.files(file: "\(file), its statement"),
            message: Self.message(of: payload), signature: signature)
    }
}
