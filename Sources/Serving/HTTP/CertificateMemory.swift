internal import Glibc

/// A certificate where the HTTP library finds it for as long as it needs it; the key is wiped afterwards.
@safe
final class CertificateMemory: Sendable {
    // Written at the start only, freed at the end.
    nonisolated(unsafe) let chain: UnsafeMutableBufferPointer<UInt8>
    nonisolated(unsafe) let key: UnsafeMutableBufferPointer<UInt8>
    nonisolated(unsafe) let priorities: UnsafeMutableBufferPointer<UInt8>

    init(_ certificate: ServerCertificate) {
        unsafe chain = Self.copy(certificate.chain)
        unsafe key = Self.copy(certificate.key)
        unsafe priorities = Self.copy(Array(ServerCertificate.priorities.utf8) + [0])
    }

    deinit {
        if let start = unsafe key.baseAddress { unsafe explicit_bzero(start, key.count) }
        unsafe chain.deallocate()
        unsafe key.deallocate()
        unsafe priorities.deallocate()
    }

    private static func copy(_ bytes: [UInt8]) -> UnsafeMutableBufferPointer<UInt8> {
        let memory = UnsafeMutableBufferPointer<UInt8>.allocate(capacity: bytes.count)
        _ = unsafe memory.initialize(fromContentsOf: bytes)
        return unsafe memory
    }
}
