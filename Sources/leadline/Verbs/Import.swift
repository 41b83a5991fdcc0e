import Datasets
import Terminal
import Workflow

/// `leadline import`: the sources into the event log.
enum Import: Subcommand {
    static let specification = CommandSpecification(
        name: "import", summary: "read the sources into the event log, under contract",
        positionals: [Common.pipeline], options: [.json] + Common.data,
        discussion: """
            Every verb that needs events does this first, unless files and contracts are the same as at the last import. \
            docs/formats/log.md has the format. accepted + quarantined + duplicate = read. Exit code 3 when too many rows \
            are bad.
            """,
        examples: [
            CommandExample(
                "leadline import datasets/cdnow/pipeline.yaml --fresh", "import even if nothing has changed")
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let pipeline = try arguments.pipeline()
        let steps = Steps(console)
        let imported = try ImportedLog(pipeline, workspace: arguments.dataWorkspace(), step: steps.step)
        steps.finish()
        for text in imported.repeatedRows { console.warn(text) }
        if arguments.flag("json") {
            try console.json(imported.manifest)
            return .ok
        }
        Summary.sources(imported.sources, console)
        let store = imported.store
        console.line(
            "\(Figures.count(store.rowCount)) events in \(Figures.count(store.partitionCount)) partitions, \(imported.isReused ? "as at the last import" : "imported now"): \(store.folder)"
        )
        return .ok
    }
}
