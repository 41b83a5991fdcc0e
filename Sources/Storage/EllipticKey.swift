internal import CCrypto

/// A private or public key of the curve P-256, as libcrypto holds it; signs by ECDSA with SHA-256.
///
/// Source: FIPS 186-5 (ECDSA, P-256), RFC 5958 and RFC 5280 (the PEM forms), through libcrypto.
@safe struct EllipticKey: ~Copyable {
    private let key: OpaquePointer

    private init(_ key: OpaquePointer) { unsafe self.key = unsafe key }

    deinit { unsafe EVP_PKEY_free(key) }

    /// A new random private key.
    static func random() -> EllipticKey {
        guard let key = unsafe leadline_new_p256_key() else {
            fatalError("libcrypto could not make a key of the curve P-256")
        }
        return unsafe EllipticKey(key)
    }

    /// The private key in a PEM text; nil where there is none of this curve that needs no passphrase.
    static func privateKey(_ pem: [UInt8]) -> EllipticKey? {
        unsafe read(pem) { source in unsafe PEM_read_bio_PrivateKey(source, nil, refusePassphrase, nil) }
    }

    /// The public key in a PEM text; nil where there is none of this curve that needs no passphrase.
    static func publicKey(_ pem: [UInt8]) -> EllipticKey? {
        unsafe read(pem) { source in unsafe PEM_read_bio_PUBKEY(source, nil, refusePassphrase, nil) }
    }

    /// The private key as PEM text (PKCS #8), not encrypted.
    ///
    /// - Precondition: it is a private key.
    var privatePEM: [UInt8] {
        unsafe Self.written { sink in
            unsafe PEM_write_bio_PKCS8PrivateKey(sink, key, nil, nil, 0, nil, nil)
        }
    }

    /// The public key as PEM text (SubjectPublicKeyInfo); the same text for the same key.
    var publicPEM: [UInt8] { unsafe Self.written { sink in unsafe PEM_write_bio_PUBKEY(sink, key) } }

    /// A signature of a message, in DER; another one at each call.
    ///
    /// - Precondition: it is a private key.
    /// - Complexity: O(n).
    func sign(_ message: [UInt8]) -> [UInt8] {
        let context = unsafe EVP_MD_CTX_new()
        defer { unsafe EVP_MD_CTX_free(context) }
        var count = 0
        guard unsafe EVP_DigestSignInit(context, nil, EVP_sha256(), nil, key) == 1,
            unsafe EVP_DigestSign(context, nil, &count, message, message.count) == 1
        else { fatalError("libcrypto could not begin a signature") }
        var signature = [UInt8](repeating: 0, count: count)
        guard unsafe EVP_DigestSign(context, &signature, &count, message, message.count) == 1 else {
            fatalError("libcrypto could not make a signature")
        }
        return Array(signature.prefix(count))
    }

    /// Whether a signature in DER is this key's of the message.
    ///
    /// - Complexity: O(n).
    func verifies(_ signature: [UInt8], of message: [UInt8]) -> Bool {
        let context = unsafe EVP_MD_CTX_new()
        defer {
            unsafe EVP_MD_CTX_free(context)
            // What does not verify leaves a note in the thread's queue.
            ERR_clear_error()
        }
        guard unsafe EVP_DigestVerifyInit(context, nil, EVP_sha256(), nil, key) == 1 else {
            fatalError("libcrypto could not begin to verify")
        }
        return unsafe EVP_DigestVerify(context, signature, signature.count, message, message.count) == 1
    }

    private static func read(
        _ pem: [UInt8], _ read: (OpaquePointer) -> OpaquePointer?
    ) -> EllipticKey? {
        defer { ERR_clear_error() }
        guard let key = unsafe PEMText.read(pem, read) else { return nil }
        if unsafe isP256(key), unsafe normalize(key) { return unsafe EllipticKey(key) }
        unsafe EVP_PKEY_free(key)
        return nil
    }

    private static func isP256(_ key: OpaquePointer) -> Bool {
        var name = [CChar](repeating: 0, count: 64)
        guard unsafe EVP_PKEY_is_a(key, "EC") == 1,
            unsafe EVP_PKEY_get_group_name(key, &name, name.count, nil) == 1
        else { return false }
        let bytes = name.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        return String(decoding: bytes, as: UTF8.self) == "prime256v1"
    }

    /// Lets a key be written in one form, whichever it was read in: the curve by its name, the point uncompressed.
    private static func normalize(_ key: OpaquePointer) -> Bool {
        guard
            unsafe EVP_PKEY_set_utf8_string_param(
                key, OSSL_PKEY_PARAM_EC_ENCODING, OSSL_PKEY_EC_ENCODING_GROUP) == 1
        else { return false }
        return unsafe EVP_PKEY_set_utf8_string_param(
            key, OSSL_PKEY_PARAM_EC_POINT_CONVERSION_FORMAT,
            OSSL_PKEY_EC_POINT_CONVERSION_FORMAT_UNCOMPRESSED) == 1
    }

    private static func written(_ write: (OpaquePointer) -> Int32) -> [UInt8] {
        guard let sink = unsafe BIO_new(BIO_s_mem()) else { fatalError("libcrypto: out of memory") }
        defer { unsafe BIO_free_all(sink) }
        guard unsafe write(sink) == 1 else { fatalError("libcrypto could not write a key") }
        var bytes = [UInt8](repeating: 0, count: 4096)
        let count = unsafe BIO_read(sink, &bytes, Int32(bytes.count))
        return Array(bytes.prefix(Int(count)))
    }
}
