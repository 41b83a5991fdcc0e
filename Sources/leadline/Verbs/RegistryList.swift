import Registry
import Storage
import Terminal

/// `leadline registry list`.
enum RegistryList: Subcommand {
    static let specification = CommandSpecification(
        name: "list", summary: "list models, versions and aliases", options: [Common.registry, .json])

    private struct Row: Codable {
        var model: String
        var version: Int
        var stage: LifeCycleStage
        var aliases: [String]
        var digest: Digest
    }

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let registry = Registry(root: arguments.text("registry"))
        var rows: [Row] = []
        for name in try registry.modelNames() {
            let model = try registry.model(name)
            let aliases = try model.aliases()
            for version in try model.versions() {
                rows.append(
                    Row(
                        model: name, version: version, stage: try model.stage(of: version),
                        aliases: aliases.filter { $0.value == version }.keys.sorted(),
                        digest: try model.manifest(version: version).digest))
            }
        }
        if arguments.flag("json") {
            console.write(String(decoding: try CanonicalJSON.encode(rows), as: UTF8.self))
        } else if rows.isEmpty {
            console.line("no versions yet; train one: leadline train PIPELINE")
        } else {
            console.table(
                ["model", "version", "stage", "aliases", "digest"],
                rows.map {
                    [
                        $0.model, "\($0.version)", $0.stage.rawValue, $0.aliases.joined(separator: ", "),
                        String($0.digest.description.prefix(12)),
                    ]
                }, alignments: [.left, .right])
        }
        return .ok
    }
}
