import Evaluation
import Terminal
import Workflow

/// What the scores of a file are measured by: the options that `evaluate --scores` and `gate --scores` have in common.
struct ScoresOptions {
    let plan: EvaluationPlan
    /// What the scores mean.
    let scale: ScoreScale
    /// What the baseline's scores mean.
    let baselineScale: ScoreScale
    /// Whether the capacity is meant for each day of `asOf`.
    let listsCutoffs: Bool
    /// The scores to compare with; nil where none are given.
    let baseline: ScoresFile?

    static let specifications: [OptionSpecification] = [
        .value(
            "baseline", placeholder: "FILE",
            help:
                "with --scores: other scores of the same ids and asOf, to compare with; gates take them for what is in service"
        ),
        .flag(
            "ranking", help: "with --scores: scores are no probabilities, only their order means something"),
        .flag("baseline-ranking", help: "with --baseline: so are those of the baseline, as with --ranking"),
        .value(
            "top", placeholder: "SHARE", help: "with --scores: the share that is selected; 0.1 unless given"),
        .value("capacity", placeholder: "N", help: "with --scores: how many leads the team can work"),
        .flag(
            "each-cutoff", help: "with --scores: the capacity is meant for each day of asOf, not for all rows"
        ),
        .list(
            "group", placeholder: "COLUMN",
            help: "with --scores: a column to break results down by; may be repeated"),
        .list(
            "protected", placeholder: "COLUMN",
            help: "with --scores: a protected attribute, reported on alone and in pairs; may be repeated"),
        .value(
            "cluster", placeholder: "COLUMN",
            help: "with --scores: the column whose equal values make rows belong together; id unless given"),
    ]

    /// Reads the options, and the baseline.
    ///
    /// - Parameters:
    ///   - others: options that do nothing with scores.
    ///   - resamples: of the bootstrap of one score's metrics.
    /// - Throws: `WorkflowError.unusable` for an option that does nothing, and for a pipeline besides.
    init(_ arguments: ParsedArguments, without others: [String], resamples: Int? = nil) throws {
        if let pipeline = arguments.optionalText("pipeline") {
            throw WorkflowError.unusable(
                what: "both a pipeline (\(pipeline)) and --scores are given", remedy: "give one of them")
        }
        try arguments.refuse(others, because: "with --scores")
        plan = try EvaluationPlan(
            top: try arguments.number("top", in: 0...1) ?? 0.1,
            capacity: try arguments.integer("capacity", in: 1...Int.max), groups: arguments.texts("group"),
            protected: arguments.texts("protected"), cluster: arguments.optionalText("cluster"),
            resamples: resamples ?? EvaluationPlan().resamples)
        if plan.capacity == nil { try arguments.refuse(["each-cutoff"], because: "without --capacity") }
        baseline = try arguments.optionalText("baseline").map(ScoresFile.init)
        if baseline == nil { try arguments.refuse(["baseline-ranking"], because: "without --baseline") }
        let isRanking = arguments.flag("ranking")
        if isRanking { try arguments.refuse(["baseline-ranking"], because: "with --ranking") }
        scale = isRanking ? .ranking : .probability
        baselineScale = isRanking || arguments.flag("baseline-ranking") ? .ranking : .probability
        listsCutoffs = arguments.flag("each-cutoff")
    }
}
