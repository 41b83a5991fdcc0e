import Registry
import Storage
import Terminal
import Workflow

/// `leadline registry gc`.
enum RegistryCollect: Subcommand {
    static let specification = CommandSpecification(
        name: "gc", summary: "remove versions that nobody needs",
        positionals: [RegistryVerbs.model],
        options: [
            .value(
                "keep", placeholder: "N", default: "5",
                help: "how many of the newest versions stay in any case"),
            .flag("apply", help: "remove them, for good; needs --by and --why"),
            .value("by", placeholder: "NAME", help: "who removes them, for the journal"),
            .value("why", placeholder: "TEXT", help: "the reason, for the journal; no personal data"),
            Common.registry, .json,
        ],
        discussion: """
            Without --apply it only lists them. A version stays if it is among the newest; if any decision is about \
            it, such as a promotion or an approval; if another version needs it; or if a gate's result lets it take an \
            alias as that stands now; a candidate whose result says no goes once newer ones are there. Collect where \
            versions are made, not in a registry that pulls them: its later pulls would be conflicts. A daemon that \
            serves a version by its number has no alias to tell of it: give it one. The journal takes a line of each \
            before its files go, and its number is not used again.
            """,
        examples: [
            CommandExample("leadline registry gc repeat-purchase --keep 10", "what would go"),
            CommandExample(
                "leadline registry gc repeat-purchase --keep 10 --apply --by kim --why 'disk is full'",
                "it goes"),
        ])

    private struct Row: Encodable {
        var version: Int
        var digest: Digest
    }

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let registry = Registry(root: arguments.text("registry"))
        let model = arguments.text("model")
        let keep = try arguments.integer("keep", in: 1...Int.max) ?? 5
        let versions: [PublishedVersion]
        let unfinished = try registry.model(model).unfinished()
        let isApplied = arguments.flag("apply")
        if isApplied {
            versions = try registry.remove(
                model, keeping: keep, by: arguments.accountedDecision(of: "a removal"))
        } else {
            try arguments.refuse(["by", "why"], because: "without --apply")
            versions = try registry.removable(model, keeping: keep)
        }
        if arguments.flag("json") {
            try console.json(versions.map { Row(version: $0.version, digest: $0.digest) })
            return .ok
        }
        if !versions.isEmpty {
            console.table(
                ["version", "digest"], versions.map { ["\($0.version)", "\($0.digest)"] },
                alignments: [.right])
        }
        for place in unfinished {
            console.line(
                isApplied ? "\(place) cleared" : RegistryVerbs.note(unfinished: place, of: model))
        }
        let count = "\(versions.count) version\(versions.count == 1 ? "" : "s") of \(model)"
        console.line(
            isApplied
                ? "\(count) removed"
                : "\(count) can go\(versions.isEmpty ? "" : "; add --apply, --by and --why to remove them")")
        return .ok
    }
}
