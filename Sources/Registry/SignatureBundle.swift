/// The Sigstore bundle of a DSSE envelope that was signed with a key, as far as key mode needs it.
struct SignatureBundle: Codable {
    static let mediaType = "application/vnd.dev.sigstore.bundle.v0.3+json"
    static let payloadType = "application/vnd.in-toto+json"

    struct Material: Codable {
        struct Key: Codable { var hint: String? }

        /// An entry of a transparency log; key mode has none.
        struct Entry: Codable {}

        var publicKey: Key
        var tlogEntries: [Entry]?
    }

    struct Envelope: Codable {
        struct Signature: Codable {
            var sig: String
            var keyid: String?
        }

        var payload: String
        var payloadType: String
        var signatures: [Signature]
    }

    var mediaType: String
    var verificationMaterial: Material
    var dsseEnvelope: Envelope
}
