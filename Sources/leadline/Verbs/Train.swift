import Registry
import Storage
import Terminal
import Workflow

/// `leadline train`: audit, fit, calibrate, evaluate, register.
enum Train: Subcommand {
    static let specification = CommandSpecification(
        name: "train",
        summary: "audit, fit, calibrate on a later slice, evaluate on a still later one, register",
        positionals: [Common.pipeline],
        options: [
            .flag(
                "exploratory", help: "train in spite of a failed audit; such a version can never be promoted"),
            .value(
                "sign", placeholder: "KEY",
                help: """
                    also sign the version with this private key, made by `leadline key signing`; another key's signature stays, \
                    and is an error
                    """),
            .value(
                "threads", placeholder: "N",
                help: "threads at most while fitting; the bits do not depend on it"),
            .json,
        ] + Common.data,
        discussion: """
            A failed audit stops the training with exit code 1. The same data and settings give the version that is \
            there already; a changed setting takes the next number. Exit code 4 when the version is registered and its \
            report could not be written.
            """,
        examples: [
            CommandExample(
                "leadline train datasets/cdnow/pipeline.yaml", "a new version, or the one there is")
        ])

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let pipeline = try arguments.pipeline()
        // Before the work, so that keys that cannot be read cost none of it.
        var key: SigningKey?
        if let file = arguments.optionalText("sign") { key = try SigningKey(file: file) }
        _ = try GateFile(pipeline)
        let training = Training(
            pipeline, workspace: try arguments.dataWorkspace(), exploratory: arguments.flag("exploratory"),
            concurrency: try arguments.integer("threads", in: 1...1024), program: Main.program)
        let progress = Steps(console)
        let outcome = try training.run(progress.step)
        progress.finish()
        switch outcome {
        case .refused(let audit, let data):
            if arguments.flag("json") {
                try console.json(audit)
            } else {
                Summary.slices(data, console)
                Summary.labels(data.labels, console)
                Summary.audit(audit, console)
                console.error(
                    "the audit refuses to train \(pipeline.name)",
                    remedy:
                        "mend the fields above, waive a finding with a reason in \(pipeline.file), or explore with --exploratory"
                )
            }
            return .failed
        case .version(let result):
            if let key {
                try arguments.workspace().registry.model(pipeline.name)
                    .sign(version: result.version.version, with: key, replacesOthers: false)
            }
            if arguments.flag("json") {
                try console.json(result.document)
                return .ok
            }
            do {
                let report = try arguments.writeReport(of: result, pipeline)
                Summary.show(result, pipeline, report: report, console)
                return .ok
            } catch {
                console.error(describing: error)
                console.line(
                    "models:/\(pipeline.name)/\(result.version.version) is registered; its report is not written"
                )
                return .notDelivered
            }
        }
    }
}
