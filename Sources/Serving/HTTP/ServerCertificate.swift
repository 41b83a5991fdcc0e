internal import Storage

/// What a server proves with who it is: a chain of certificates and the private key of the first.
public struct ServerCertificate: Equatable, Sendable {
    /// Where it was read, for errors.
    let file: String
    /// PEM, ended with a NUL.
    let chain: [UInt8]
    /// PEM, ended with a NUL.
    let key: [UInt8]
    /// The last second in which all of the chain is valid, since 1970 began.
    let expiry: Int

    /// TLS 1.2 and 1.3 with forward secrecy, by GnuTLS' names.
    static let priorities = "SECURE128:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:-RSA:%SERVER_PRECEDENCE"

    private static let sizeLimit = 1 << 20

    /// Reads the files.
    ///
    /// - Throws: `StorageError` for a file that cannot be read, for a key that others may read, and for one that is not the
    ///   certificate's.
    init(_ settings: TransportSettings) throws(StorageError) {
        file = settings.certificate
        let chain = try FileSystem.read(settings.certificate, limit: Self.sizeLimit, followsLink: true)
        let key = try FileSystem.readSecret(settings.key, limit: Self.sizeLimit)
        do throws(Certificate.Mismatch) {
            expiry = try Certificate(chain: chain, key: key).expiry
        } catch {
            throw Self.refusal(error, settings)
        }
        self.chain = chain + [0]
        self.key = key + [0]
    }

    private static func refusal(
        _ mismatch: Certificate.Mismatch, _ settings: TransportSettings
    ) -> StorageError {
        switch mismatch {
        case .noCertificate:
            .unexpectedContent(
                file: settings.certificate, keyPath: "CERTIFICATE", problem: "it holds no certificate in PEM")
        case .noKey:
            .unexpectedContent(
                file: settings.key, keyPath: "PRIVATE KEY",
                problem: "it holds no private key in PEM that needs no passphrase")
        case .otherKey:
            .unexpectedContent(
                file: settings.key, keyPath: "PRIVATE KEY",
                problem: "it is not the key of the first certificate of \(settings.certificate)")
        }
    }
}
