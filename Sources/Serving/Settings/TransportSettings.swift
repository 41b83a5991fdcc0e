/// How connections are encrypted, as the settings file says it.
public struct TransportSettings: Decodable, Equatable, Sendable {
    /// The file with the server's certificate and those above it (PEM).
    public var certificate: String
    /// The file with the certificate's private key (PEM), which its owner alone may read.
    public var key: String

    /// Settings that name both files.
    public init(certificate: String, key: String) {
        self.certificate = certificate
        self.key = key
    }
}
