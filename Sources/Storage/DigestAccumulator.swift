internal import CCrypto

/// SHA-256 of bytes that arrive in pieces.
///
/// Source: FIPS 180-4, through libcrypto.
@safe public struct DigestAccumulator: ~Copyable {
    private let context: OpaquePointer

    /// Starts with no bytes.
    public init() {
        guard let context = unsafe EVP_MD_CTX_new() else { fatalError("libcrypto: out of memory") }
        unsafe self.context = unsafe context
        guard unsafe EVP_DigestInit_ex(context, EVP_sha256(), nil) == 1 else {
            fatalError("libcrypto offers no SHA-256")
        }
    }

    deinit { unsafe EVP_MD_CTX_free(context) }

    /// Adds bytes at the end.
    ///
    /// Complexity: O(n).
    public mutating func update(_ bytes: RawSpan) {
        let added = unsafe bytes.withUnsafeBytes { buffer in
            unsafe EVP_DigestUpdate(context, buffer.baseAddress, buffer.count)
        }
        precondition(added == 1, "libcrypto could not continue a digest")
    }

    /// Adds bytes at the end.
    ///
    /// Complexity: O(n).
    public mutating func update(_ bytes: [UInt8]) { unsafe update(bytes.span.bytes) }

    /// The digest of everything added.
    public consuming func finish() -> Digest {
        var bytes = [UInt8](repeating: 0, count: Digest.byteCount)
        let finished = unsafe bytes.withUnsafeMutableBufferPointer { buffer in
            unsafe EVP_DigestFinal_ex(context, buffer.baseAddress, nil)
        }
        precondition(finished == 1, "libcrypto could not finish a digest")
        return Digest(bytes: bytes)
    }
}
