import FoundationEssentials
import Reports
import Simulation
import Storage
import Terminal
import Workflow

/// `leadline simulate`: events of a made-up company, with the truth behind them.
enum Simulate: Subcommand {
    static let specification = CommandSpecification(
        name: "simulate", summary: "make the events of a scenario, with the truth behind them",
        positionals: [
            .init(
                "scenario", occurrence: .optional,
                help: "the scenario file, such as datasets/simulated/firm-wide.yaml")
        ],
        options: [
            .value("output", short: "o", placeholder: "DIR", help: "the folder to write"),
            .value("threads", placeholder: "N", help: "threads at most; one a processor unless given"),
            .flag("example", help: "print a commented scenario and end"),
        ],
        discussion: """
            The same scenario gives the same bytes, whatever the number of threads. The folder holds raw files, a \
            pipeline.yaml that is ready to run on them, truth/, shapes.html with plots, and simulation.json with counts \
            and digests.
            """,
        examples: [
            CommandExample("leadline simulate --example > scenario.yaml", "a scenario to begin with"),
            CommandExample(
                "leadline simulate scenario.yaml -o firm", "then: leadline train firm/pipeline.yaml"),
            CommandExample(
                "leadline simulate datasets/simulated/firehose.yaml -o firehose",
                "10 million events of 200,000 leads in one file"),
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        if arguments.flag("example") {
            console.write(Scenario.example)
            return .ok
        }
        guard let file = arguments.optionalText("scenario"), let folder = arguments.optionalText("output")
        else {
            throw WorkflowError.unusable(
                what: "simulating needs a scenario and a folder",
                remedy: "write leadline simulate scenario.yaml -o DIR; --example prints a scenario")
        }
        if FileSystem.exists(folder) {
            throw WorkflowError.unusable(
                what: "\(folder) is there already", remedy: "name another folder with -o, or remove it")
        }
        let scenario = try Scenario(file: file)
        let threads =
            try arguments.integer("threads", in: 1...1024) ?? ProcessInfo.processInfo.activeProcessorCount
        let meter = console.progress("simulating \(scenario.name)", total: scenario.steps)
        var shown = 0
        let simulation = try Simulator(scenario, concurrency: threads).write(
            to: folder, page: { ShapesPage($0).render() },
            progress: { done in
                meter.advance(by: done - shown)
                shown = done
            })
        meter.finish()
        let counts = simulation.counts.sorted { $0.key < $1.key }
            .map { "\(Figures.count($0.value)) \($0.key)" }
        console.line("\(folder): \(counts.joined(separator: ", ")); simulation.json has the digests")
        console.line("next: leadline check \(folder)/pipeline.yaml; open \(folder)/shapes.html")
        return .ok
    }
}
