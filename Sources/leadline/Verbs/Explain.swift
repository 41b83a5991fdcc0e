import Features
import Models
import Registry
import Scoring
import Terminal
import Workflow

/// `leadline explain`: one lead's score, input by input.
enum Explain: Subcommand {
    static let specification = CommandSpecification(
        name: "explain", summary: "one score, input by input",
        positionals: [Common.pipeline, .init("id", help: "the entity's id, with or without its namespace")],
        options: [
            .value(
                "as-of", placeholder: "TIME",
                help: "ISO-8601 time of the question; just after the last recorded event unless given"),
            Common.version, Common.alias, .json,
        ] + Common.data,
        discussion:
            "The contributions and the baseline sum exactly to the logit of the calibrated probability.")

    private struct Line: Codable {
        var input: String
        var value: InputValue
        var contribution: Double
    }
    private struct Output: Codable {
        var entity: EntityKey
        var asOf: Instant
        var version: Int
        var probability: Double
        var logit: Double
        var baseline: Double
        var contributions: [Line]
    }

    static func run(_ arguments: ParsedArguments, console: Console) throws -> ExitCode {
        let pipeline = try arguments.pipeline()
        let workspace = try arguments.dataWorkspace()
        let version = try arguments.served(pipeline, workspace)
        let asOf = try arguments.optionalText("as-of").map { text throws in try Instant(text) }
        let room = try DataRoom(pipeline, workspace: workspace)
        let entity = try room.entity(arguments.text("id"))
        let frame = try room.frame(asOf: asOf, features: version.package.features, only: entity)
        let scores = try FrameScores(frame, by: version.package.model)
        let explanation = scores.explanation(0)
        let inputs = scores.inputs(0)
        let model = version.package.model
        let output = Output(
            entity: entity, asOf: frame.cutoffs[0], version: version.version.version,
            probability: explanation.score.probability.value, logit: explanation.score.logit,
            baseline: explanation.baseline,
            contributions: model.inputs.indices.map {
                Line(
                    input: model.inputs[$0].name, value: inputs[$0],
                    contribution: explanation.contributions[$0])
            })
        if arguments.flag("json") {
            try console.json(output)
            return .ok
        }
        console.heading(
            "\(entity.id): \(Figures.percent(output.probability)) by \(pipeline.name) version \(output.version) as of \(output.asOf)"
        )
        let order = output.contributions.indices.sorted {
            abs(output.contributions[$0].contribution) > abs(output.contributions[$1].contribution)
        }
        console.table(
            ["input", "what is known", "adds to the logit"],
            [["(baseline)", "", Figures.text(output.baseline)]]
                + order.map {
                    [
                        output.contributions[$0].input,
                        model.inputs[$0].sentence(for: inputs[$0]),
                        Figures.text(output.contributions[$0].contribution),
                    ]
                } + [["= logit", "", Figures.text(output.logit)]], alignments: [.left, .left, .right])
        return .ok
    }
}
