import Registry
import Storage
import Terminal

/// `leadline registry history`.
enum RegistryHistory: Subcommand {
    static let specification = CommandSpecification(
        name: "history", summary: "who moved which alias, when and why",
        positionals: [RegistryVerbs.model], options: [Common.registry, .json])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let model = try Registry(root: arguments.text("registry")).model(arguments.text("model"))
        let entries = try model.history()
        if arguments.flag("json") {
            console.write(String(decoding: try CanonicalJSON.encode(entries), as: UTF8.self))
        } else if entries.isEmpty {
            console.line("no alias of \(model.name) has moved yet")
        } else {
            console.table(
                ["when", "who", "action", "alias", "version", "gate result", "gates", "why"],
                entries.map {
                    [
                        $0.when, $0.who, $0.action.rawValue + ($0.isOverride ? ", override" : ""),
                        $0.alias ?? "–", "\($0.version)",
                        $0.gateResultDigest.map { String($0.description.prefix(12)) } ?? "–",
                        $0.gates.map(text) ?? "–", $0.why,
                    ]
                })
        }
        return .ok
    }

    private static func text(_ gates: GateSource) -> String {
        let place = gates.replaced == nil ? "" : ", not the pipeline's"
        return "\(gates.file) \(gates.digest.description.prefix(12))\(place)"
    }
}
