internal import CCrypto
internal import Synchronization

/// SHA-256 of bytes that arrive in pieces.
///
/// Source: FIPS 180-4, through libcrypto.
@safe public struct DigestAccumulator: ~Copyable {
    private let context: OpaquePointer

    // Looked up once, since looking it up takes longer than digesting a short text; nobody frees or changes it.
    private nonisolated(unsafe) static let algorithm: OpaquePointer = {
        guard let algorithm = unsafe EVP_MD_fetch(nil, "SHA256", nil) else {
            fatalError("libcrypto offers no SHA-256")
        }
        return unsafe algorithm
    }()

    // The context of an accumulator that is gone, for the next one: making one takes as long as digesting a line.
    private nonisolated(unsafe) static let spare = unsafe Atomic<OpaquePointer?>(nil)

    /// Starts with no bytes.
    public init() {
        let kept = unsafe Self.spare.exchange(nil, ordering: .acquiring)
        guard let context = unsafe kept == nil ? EVP_MD_CTX_new() : kept else {
            fatalError("libcrypto: out of memory")
        }
        unsafe self.context = unsafe context
        begin()
    }

    deinit { unsafe EVP_MD_CTX_free(Self.spare.exchange(context, ordering: .acquiringAndReleasing)) }

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
    public consuming func finish() -> Digest { digest() }

    /// The digest of everything added, after which it is as new.
    public mutating func restart() -> Digest {
        let digest = digest()
        begin()
        return digest
    }

    private borrowing func begin() {
        guard unsafe EVP_DigestInit_ex(context, Self.algorithm, nil) == 1 else {
            fatalError("libcrypto offers no SHA-256")
        }
    }

    private borrowing func digest() -> Digest {
        var bytes = InlineArray<32, UInt8>(repeating: 0)
        var span = bytes.mutableSpan
        let finished = unsafe span.withUnsafeMutableBufferPointer { buffer in
            unsafe EVP_DigestFinal_ex(context, buffer.baseAddress, nil)
        }
        precondition(finished == 1, "libcrypto could not finish a digest")
        return Digest(bytes.span)
    }
}
