import Storage
import Terminal

/// `leadline key signing`.
enum KeySigning: Subcommand {
    static let specification = CommandSpecification(
        name: "signing", summary: "make a pair of keys that sign versions and verify their signatures",
        options: [
            .value(
                "output", short: "o", placeholder: "DIR", isRequired: true,
                help: "the folder for signing.key, which only its owner may read, and signing.pub")
        ],
        discussion: """
            ECDSA on the curve P-256, in PEM files that openssl and the model_signing tool read. Whoever has \
            signing.key can sign: keep it where releases are made. Give signing.pub to whoever verifies.
            """,
        examples: [
            CommandExample("leadline key signing --output keys", "keys/signing.key and keys/signing.pub")
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let folder = arguments.text("output")
        try FileSystem.makeDirectories(folder)
        let paths = (key: folder + "/signing.key", publicKey: folder + "/signing.pub")
        let key = try SigningKey.create(privateKey: paths.key, publicKey: paths.publicKey)
        console.line("\(paths.key) signs, \(paths.publicKey) verifies: key \(key.fingerprint)")
        return .ok
    }
}
