import Registry
import Terminal
import Workflow

/// `leadline reproduce`: a version made again from its lineage.
enum Reproduce: Subcommand {
    static let specification = CommandSpecification(
        name: "reproduce", summary: "train a version again from its lineage and compare every file",
        positionals: [RegistryVerbs.reference],
        options: [
            .value(
                "pipeline", placeholder: "FILE",
                help:
                    "the pipeline's file: its folder is where the data are; its settings are not read. This folder unless given"
            ),
            .value(
                "tolerance", placeholder: "X", default: "1e-9",
                help:
                    "how far coefficients and probabilities may be apart on another kind of CPU or other libraries"
            ),
            Common.registry, Common.working, Common.memory, .json,
        ],
        discussion: """
            The settings are those in the version's lineage, the data what the settings name, as they are now. Nothing is \
            registered. Exit code 0: the same digest. 1: it differs; the table says where. 2: another numeric profile, the \
            same data and settings, and coefficients and probabilities on the golden rows within the tolerance. 3: it \
            cannot be made again, such as where data are missing.
            """,
        examples: [
            CommandExample(
                "leadline reproduce models:/repeat-purchase/3 --pipeline datasets/cdnow/pipeline.yaml",
                "is version 3 what its lineage says")
        ])

    // Of one file; JSON has them all.
    private static let shown = 8

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let registry = Registry(root: arguments.text("registry"))
        let (model, version) = try registry.resolve(
            Compare.reference(arguments.text("reference"), of: nil))
        let tolerance = try arguments.number("tolerance", in: 0...1) ?? 0
        var workspace = Workspace(registry: registry.root, working: arguments.text("working"))
        workspace.memory = try arguments.memory()
        let recorded = try TrainingResult(version: version, of: model)
        let steps = Steps(console)
        let result = try Reproduction(
            of: recorded, pipeline: arguments.optionalText("pipeline"), workspace: workspace,
            program: Main.program
        ).run(tolerance: tolerance, steps.step)
        steps.finish()
        if arguments.flag("json") { try console.json(result) } else { show(result, console) }
        return switch result.verdict {
        case .same: .ok
        case .withinTolerance: .warned
        case .differs: .failed
        }
    }

    private static func show(_ result: ReproductionResult, _ console: Console) {
        let name = "models:/\(result.model)/\(result.version)"
        if result.verdict == .same {
            console.line(
                "\(name) was made again: digest \(result.digest), all \(result.files) files the same")
            return
        }
        changes("Numeric profile", result.profile, console)
        changes("Sources", result.sources, console)
        let byFile = Dictionary(grouping: result.differences, by: \.file)
        for (file, found) in byFile.sorted(by: { $0.key < $1.key }) {
            console.heading(file)
            console.table(
                ["place", "recorded", "now"],
                found.prefix(shown).map { [$0.place ?? "–", cut($0.recorded), cut($0.now)] })
            if found.count > shown { console.line("and \(found.count - shown) places more; --json has all") }
        }
        console.heading("\(name): \(result.files - byFile.count) of \(result.files) files are the same")
        console.line("digest \(result.digest), now \(result.reproduced)")
        if !result.recipe { console.line("its data or settings are not what decided it") }
        console.line(
            "largest difference of a coefficient: \(gap(result.coefficients)); of a probability on the golden rows: "
                + "\(gap(result.probabilities)); tolerance \(result.tolerance)")
        switch result.verdict {
        case .withinTolerance: console.line("the same within the tolerance, on another numeric profile")
        default: console.line("it differs")
        }
    }

    private static func changes(
        _ title: String, _ changes: [ReproductionResult.Change], _ console: Console
    ) {
        if changes.isEmpty { return }
        console.heading("\(title): what differs")
        console.table(
            ["name", "recorded", "now"], changes.map { [$0.name, $0.recorded ?? "–", $0.now ?? "–"] })
    }

    private static func cut(_ value: String?) -> String {
        guard let value else { return "–" }
        return value.count > 40 ? value.prefix(39) + "…" : value
    }

    private static func gap(_ value: Double?) -> String { value.map { "\($0)" } ?? "other columns" }
}
