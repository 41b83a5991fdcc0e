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

    /// The last second in which it is valid, since 1970 began.
    public let expiry: Int

    /// Reads the first certificate of a chain, and looks whether a key is its own.
    ///
    /// - Parameters:
    ///   - chain: PEM, the server's own certificate first.
    ///   - key: PEM.
    public init(chain: [UInt8], key: [UInt8]) throws(Mismatch) {
        guard
            let certificate = unsafe PEMText.read(
                chain, { unsafe PEM_read_bio_X509($0, nil, refusePassphrase, nil) })
        else { throw .noCertificate }
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
        var time = unsafe tm()
        guard unsafe ASN1_TIME_to_tm(X509_get0_notAfter(certificate), &time) == 1 else {
            throw .noCertificate
        }
        expiry = unsafe timegm(&time)
    }
}
