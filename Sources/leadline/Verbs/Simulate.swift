import FoundationEssentials
import Simulation
import Terminal
import Workflow

/// `leadline simulate`: events of a made-up company, with the truth behind them.
enum Simulate: Subcommand {
    static let specification = CommandSpecification(
        name: "simulate", summary: "make the events of a scenario, with the truth behind them",
        positionals: [
            .init("scenario", help: "the scenario file, such as datasets/simulated/firehose.yaml")
        ],
        options: [
            .value("output", short: "o", placeholder: "DIR", isRequired: true, help: "the folder to write"),
            .value("threads", placeholder: "N", help: "threads at most; one a processor unless given"),
        ],
        discussion: """
            The same scenario gives the same bytes, whatever the number of threads. The folder holds raw files, a \
            pipeline.yaml that is ready to run on them, truth/ and simulation.json with counts and digests.
            """,
        examples: [
            CommandExample(
                "leadline simulate datasets/simulated/firehose.yaml -o firehose",
                "10 million events of 200,000 leads in one file")
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let scenario = try Scenario(file: arguments.text("scenario"))
        let threads =
            try arguments.integer("threads", in: 1...1024) ?? ProcessInfo.processInfo.activeProcessorCount
        let folder = arguments.text("output")
        let meter = console.progress("simulating \(scenario.name)", total: scenario.steps)
        var shown = 0
        let simulation = try Simulator(scenario, concurrency: threads).write(to: folder) { done in
            meter.advance(by: done - shown)
            shown = done
        }
        meter.finish()
        let counts = simulation.counts.sorted { $0.key < $1.key }
            .map { "\(Figures.count($0.value)) \($0.key)" }
        console.line("\(folder): \(counts.joined(separator: ", ")); simulation.json has the digests")
        console.line("next: leadline check \(folder)/pipeline.yaml")
        return .ok
    }
}
