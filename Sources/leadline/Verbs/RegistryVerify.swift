import Registry
import Terminal

/// `leadline registry verify`.
enum RegistryVerify: Subcommand {
    static let specification = CommandSpecification(
        name: "verify", summary: "check every file, signature, gate result, alias and journal line",
        positionals: [
            PositionalSpecification(
                "model", occurrence: .any, help: "the names of the models to check; all unless given")
        ],
        options: [
            Common.registry,
            .list(
                "trusted-key", placeholder: "FILE",
                help: "every version has to be signed by the owner of this public key (PEM); repeat for more"),
        ],
        discussion: "Names everything that is not as it was written; exit code 1 when there is something.")

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let registry = Registry(root: arguments.text("registry"))
        let trusted = arguments.texts("trusted-key")
        let keys = trusted.isEmpty ? nil : try TrustedKeys(files: trusted)
        let models = arguments.texts("model")
        let findings = try registry.verify(models, trusting: keys)
        for finding in findings { console.line("\(finding)") }
        var versions = 0
        for model in try registry.models(models) {
            versions += try model.versions().count
            for place in try model.unfinished() {
                console.line(RegistryVerbs.note(unfinished: place, of: model.name))
            }
        }
        console.line(
            findings.isEmpty
                ? "\(versions) versions verify: every file, signature, gate result, alias and journal line is what it should be"
                : "\(findings.count) findings; do not serve from this registry before they are mended")
        return findings.isEmpty ? .ok : .failed
    }
}
