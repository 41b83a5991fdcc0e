import Registry
import Storage
import Terminal

/// `leadline registry sign`.
enum RegistrySign: Subcommand {
    static let specification = CommandSpecification(
        name: "sign", summary: "sign every file of a version",
        positionals: [RegistryVerbs.reference],
        options: [
            .value(
                "key", placeholder: "FILE", isRequired: true,
                help: "the private key, made by `leadline key signing`"),
            Common.registry,
        ],
        discussion: """
            The signature is model.sig in the version's folder, an OpenSSF model signature that the model_signing tool \
            verifies, too. It is not part of the version: digest and decisions stay as they are. Another key's \
            signature is replaced.
            """,
        examples: [
            CommandExample(
                "leadline registry sign models:/repeat-purchase@production --key keys/signing.key",
                "signs what is in production")
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let key = try SigningKey(file: arguments.text("key"))
        let registry = Registry(root: arguments.text("registry"))
        let (model, version) = try registry.resolve(ModelReference(arguments.text("reference")))
        let isNew = try model.sign(version: version, with: key)
        console.line(
            "version \(version) of \(model.name) is signed"
                + "\(isNew ? "" : " already") by key \(key.verifyingKey.fingerprint)")
        return .ok
    }
}
