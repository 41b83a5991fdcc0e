import Datasets
import Evaluation
import Features
import Models

/// Measures probabilities on a slice, and the hand rules beside them.
struct Evaluator {
    var plan: EvaluationPlan
    var rules: [String: HandRule]
    /// The days of the cutoffs where the capacity is meant for each, as with calendar cutoffs; nil where it is for the
    /// whole slice.
    var cutoffDays: ZonedDays?

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
        let set = try EvaluationSet(
            scores: probabilities, labels: test.labels, groups: try groupings(of: test.frame),
            clusters: Self.clusters(of: test.frame))
        var byCutoff: CapacityByCutoff?
        if let capacity = plan.capacity, let cutoffDays {
            byCutoff = CapacityByCutoff(capacity: capacity, cutoffs: test.frame.cutoffs, days: cutoffDays)
        }
        var metrics = try plan.evaluate(set)
        if let byCutoff {
            metrics = Self.replacing(
                metrics, by: try byCutoff.rows(scores: probabilities, labels: test.labels))
        }
        let results = try rank(test: test, train: train, byCutoff)
        if let strongest = results.first, let scores = rules[strongest.name]?.scores(of: test.frame) {
            metrics += try plan.compare(set, to: scores, named: "rule")
            if let byCutoff {
                let rows = try byCutoff.differences(
                    scores: probabilities, labels: test.labels, to: scores, named: "rule", plan: plan)
                metrics = Self.replacing(metrics, by: rows)
            }
        }
        return EvaluationDocument(
            formatVersion: 1, metrics: metrics, rules: results, curves: EvaluationCurves(set))
    }

    /// The rows with that metric's overall row replaced, and what follows it.
    ///
    /// Precision and recall at the capacity would be those of one list for all cutoffs, so they are left out.
    static func replacing(_ metrics: [MetricRow], by rows: [MetricRow]) -> [MetricRow] {
        metrics.flatMap { row -> [MetricRow] in
            guard row.group == MetricRow.overall else { return [row] }
            if row.metric == rows.first?.metric { return rows }
            return ["precision_at_capacity", "recall_at_capacity"].contains(row.metric) ? [] : [row]
        }
    }

    /// The rows of an entity, which is asked about at several cutoffs, are not independent.
    static func clusters(of frame: FeatureFrame) -> Clustering {
        Clustering(name: "entity", keys: frame.entities)
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
        test: (frame: FeatureFrame, labels: [Bool]), train: (frame: FeatureFrame, labels: [Bool]),
        _ byCutoff: CapacityByCutoff?
    ) throws -> [EvaluationDocument.RuleResult] {
        var bare = plan
        bare.groups = []
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
            let onTest = try EvaluationSet(
                scores: scores, labels: test.labels, scale: .ranking,
                clusters: Self.clusters(of: test.frame))
            var metrics = try bare.evaluate(onTest)
            if let byCutoff {
                metrics = Self.replacing(metrics, by: try byCutoff.rows(scores: scores, labels: test.labels))
            }
            results.append(.init(name: name, trainAUROC: inTrain.auroc().value ?? 0.5, metrics: metrics))
        }
        return results.sorted { ($1.trainAUROC, $0.name) < ($0.trainAUROC, $1.name) }
    }
}
