internal import Storage

/// What a server proves with who it is: a chain of certificates and the private key of the first.
public struct ServerCertificate: Equatable, Sendable {
    /// Where it was read, for errors.
    let file: String
    /// PEM, ended with a NUL.
    let chain: [UInt8]
    /// PEM, ended with a NUL.
    let key: [UInt8]

    /// TLS 1.2 and 1.3 with forward secrecy, by GnuTLS' names.
    static let priorities = "SECURE128:-VERS-ALL:+VERS-TLS1.3:+VERS-TLS1.2:-RSA:%SERVER_PRECEDENCE"

    private static let sizeLimit = 1 << 20

    /// Reads the files; whether they fit each other shows when the server starts.
    ///
    /// - Throws: `StorageError` for a file that cannot be read, and for a key that others may read.
    init(_ settings: TransportSettings) throws(StorageError) {
        file = settings.certificate
        chain = try FileSystem.read(settings.certificate, limit: Self.sizeLimit, followsLink: true) + [0]
        key = try FileSystem.readSecret(settings.key, limit: Self.sizeLimit) + [0]
    }
}
