internal import CCrypto
internal import Glibc

/// A certificate whose private key is at hand.
///
/// Source: RFC 5280 and RFC 7468, through libcrypto.
public struct Certificate: Equatable, Sendable {
    /// Why a chain and a key are of no use together.
    public enum Mismatch: Error, Equatable {
        /// The chain's text has no certificate in PEM.
        case noCertificate
        /// The key's text has no private key in PEM that needs no passphrase.
        case noKey
        /// The key is that of another certificate.
        case otherKey
    }

    /// The last second in which all certificates of the chain are valid, since 1970 began.
    public let expiry: Int

    /// Reads the certificates of a chain, and looks whether a key is that of the first.
    ///
    /// - Parameters:
    ///   - chain: PEM, the server's own certificate first.
    ///   - key: PEM.
    public init(chain: [UInt8], key: [UInt8]) throws(Mismatch) {
        // Whoever is shown a chain may refuse it as soon as any of it is over.
        var above = Int.max
        let first = unsafe PEMText.read(chain) { source in
            let first = unsafe PEM_read_bio_X509(source, nil, refusePassphrase, nil)
            while let next = unsafe PEM_read_bio_X509(source, nil, refusePassphrase, nil) {
                if let end = unsafe Self.end(of: next) { above = min(above, end) }
                unsafe X509_free(next)
            }
            return unsafe first
        }
        guard let certificate = unsafe first else { throw .noCertificate }
        defer { unsafe X509_free(certificate) }
        guard
            let key = unsafe PEMText.read(
                key, { unsafe PEM_read_bio_PrivateKey($0, nil, refusePassphrase, nil) })
        else { throw .noKey }
        defer { unsafe EVP_PKEY_free(key) }
        guard unsafe X509_check_private_key(certificate, key) == 1 else {
            ERR_clear_error()
            throw .otherKey
        }
        guard let own = unsafe Self.end(of: certificate) else { throw .noCertificate }
        expiry = min(own, above)
    }

    private static func end(of certificate: OpaquePointer) -> Int? {
        var time = unsafe tm()
        guard unsafe ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &time) == 1 else { return nil }
        return unsafe timegm(&time)
    }
}
