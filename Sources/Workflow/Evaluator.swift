import Datasets
import Evaluation
import Features
import Models

/// Measures probabilities on a slice, and the hand rules beside them.
struct Evaluator {
    var plan: EvaluationPlan
    var rules: [String: HandRule]
    /// Which rows are not independent.
    var clusters: CaseClusters
    /// The days of the cutoffs; nil where rows have no time, as in a table in the order of its rows.
    var days: ZonedDays?
    /// Whether the capacity is meant for each cutoff, as with calendar cutoffs, or for the whole slice.
    var listsCutoffs: Bool

    init(_ room: DataRoom, _ data: PreparedData) throws {
        let settings = room.pipeline.settings
        plan = try settings.evaluation ?? EvaluationPlan()
        rules = settings.rules ?? [:]
        clusters = room.clusters(data)
        days = try room.days(of: data)
        listsCutoffs = settings.cutoffs?.calendar != nil
    }

    /// Evaluates a model on the test slice.
    ///
    /// - Parameters:
    ///   - probabilities: the model's, shape (test rows).
    ///   - test: the test rows with their labels.
    ///   - train: the train rows with their labels, on which the strongest rule is found: never on the test slice.
    /// - Complexity: O(resamples x test rows).
    func evaluate(
        probabilities: [Double], test: (frame: FeatureFrame, labels: [Bool]),
        train: (frame: FeatureFrame, labels: [Bool])
    ) throws -> EvaluationDocument {
        let set = try set(probabilities, of: test)
        var metrics = try plan.evaluate(set)
        let results = try rank(test: test, train: train)
        if let strongest = results.first, let scores = rules[strongest.name]?.scores(of: test.frame) {
            metrics += try plan.compare(set, to: scores, named: "rule")
        }
        return EvaluationDocument(
            formatVersion: 1, metrics: metrics, cluster: set.clusters?.name, rules: results,
            curves: EvaluationCurves(set))
    }

    /// Scores of rows with what they are broken down by, and with what makes rows belong together.
    func set(
        _ scores: [Double], of rows: LabelledRows, scale: ScoreScale = .probability
    ) throws -> EvaluationSet {
        let dates = days.map { $0.dates(of: rows.frame.cutoffs) }
        return try EvaluationSet(
            scores: scores, labels: rows.labels, groups: try groupings(of: rows.frame), scale: scale,
            clusters: clusters.clustering(of: rows.frame),
            lists: listsCutoffs ? dates.map(CutoffLists.init) : nil,
            months: dates.map { $0.map { String($0.dropLast(3)) } })
    }

    /// The columns to break results down by.
    func groupings(of frame: FeatureFrame) throws -> [Grouping] {
        try plan.groups.map { name in
            switch frame.column(name)?.values {
            case .categories(let values)?: return Grouping(name: name, values: values)
            case .numbers?:
                throw WorkflowError.unusable(
                    what: "evaluation.groups: `\(name)` is a column of numbers, not of categories",
                    remedy: "group by a category, or bin the number in the source's SELECT")
            case nil:
                throw WorkflowError.unusable(
                    what: "evaluation.groups: there is no feature `\(name)`",
                    remedy:
                        "name a feature of the pipeline: \(frame.columns.map(\.name).joined(separator: ", "))"
                )
            }
        }
    }

    private func rank(
        test: (frame: FeatureFrame, labels: [Bool]), train: (frame: FeatureFrame, labels: [Bool])
    ) throws -> [EvaluationDocument.RuleResult] {
        var bare = plan
        bare.groups = []
        bare.months = false
        var results: [EvaluationDocument.RuleResult] = []
        for (name, rule) in rules.sorted(by: { $0.key < $1.key }) {
            guard let trainScores = rule.scores(of: train.frame), let scores = rule.scores(of: test.frame)
            else {
                throw WorkflowError.unusable(
                    what:
                        "rules.\(name): \(rule.features.joined(separator: " and ")) must be features that are numbers",
                    remedy: "name features of the pipeline")
            }
            let inTrain = RankedCounts(
                try EvaluationSet(scores: trainScores, labels: train.labels, scale: .ranking))
            let onTest = try set(scores, of: test, scale: .ranking)
            results.append(
                .init(
                    name: name, trainAUROC: inTrain.auroc().value ?? 0.5, metrics: try bare.evaluate(onTest)))
        }
        return results.sorted { ($1.trainAUROC, $0.name) < ($0.trainAUROC, $1.name) }
    }
}
