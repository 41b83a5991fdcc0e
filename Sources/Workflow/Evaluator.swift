import Datasets
import Evaluation
import Features
import Models

/// Measures probabilities on a slice, and the hand rules beside them.
struct Evaluator {
    var plan: EvaluationPlan
    var rules: [String: HandRule]
    /// The points table that the team works by.
    var points: PointsRule?
    /// Of which rules may be made; nil for a table.
    private var features: FeatureSet?
    /// Which rows are not independent.
    var clusters: CaseClusters
    /// The days of the cutoffs; nil where rows have no time, as in a table in the order of its rows.
    var days: ZonedDays?
    /// When outcomes occurred; nil for a table.
    private var outcomes: OutcomeTimes?
    /// Whether the capacity is meant for each cutoff, as with calendar cutoffs, or for the whole slice.
    var listsCutoffs: Bool

    init(_ room: DataRoom, _ data: PreparedData) throws {
        let settings = room.pipeline.settings
        plan = try settings.evaluation ?? EvaluationPlan()
        rules = settings.rules ?? [:]
        points = try room.pipeline.points()
        features = settings.features
        clusters = room.clusters(of: data.plan?.cases)
        days = try room.days(of: data)
        outcomes = room.outcomeTimes(of: data.plan?.cases)
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
        probabilities: [Double], test: LabelledRows, train: LabelledRows
    ) throws -> EvaluationDocument {
        let set = try set(probabilities, of: test)
        var metrics = try plan.evaluate(set)
        var results = try rank(test: test, train: train)
        if let first = results.first, let scores = scores(of: first, test.frame) {
            results[0].curves = EvaluationCurves(try self.set(scores, of: test, scale: .ranking))
            metrics += try plan.compare(set, to: scores, named: "rule")
        }
        let prior = [Double](repeating: Self.baseRate(train.labels), count: set.count)
        metrics += try plan.compare(set, to: prior, named: "prior", scale: .probability)
        return EvaluationDocument(
            formatVersion: 1, metrics: metrics, cluster: set.clusters?.name, rules: results,
            prior: .init(
                name: "prior", trainAUROC: 0.5,
                metrics: try plan.overallOnly.evaluate(try self.set(prior, of: test))),
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
            months: days.map { $0.months(of: rows.frame.cutoffs) },
            outcomeDays: outcomes?.days(of: rows))
    }

    /// The columns to break results down by.
    func groupings(of frame: FeatureFrame) throws -> [Grouping] {
        try plan.groupings.map { Grouping(name: $0, values: try frame.groups(by: $0)) }
    }

    private static func baseRate(_ labels: [Bool]) -> Double {
        Double(labels.count { $0 }) / Double(labels.count)
    }

    /// A rule's scores of rows; nil where a feature that it reads is not there.
    func scores(of result: EvaluationDocument.BaselineResult, _ frame: FeatureFrame) -> [Double]? {
        result.isPoints ? points?.scores(of: frame) : result.rule?.scores(of: frame)
    }

    private func rank(test: LabelledRows, train: LabelledRows) throws -> [EvaluationDocument.BaselineResult] {
        let listed = rules.sorted { $0.key < $1.key }
        var results = try listed.map { name, rule in try result(of: rule, named: name, test, train) }
        if plan.findsRules, let features {
            let known = Set(listed.map(\.value.words))
            for rule in try RuleFinder(features, train: train).rules() where !known.contains(rule.words) {
                var result = try result(of: rule, named: rule.words, test, train)
                result.found = true
                results.append(result)
            }
        }
        results.sort { ($1.trainAUROC ?? 0.5, $0.name) < ($0.trainAUROC ?? 0.5, $1.name) }
        guard let points else { return results }
        guard let trainScores = points.scores(of: train.frame), let scores = points.scores(of: test.frame)
        else {
            let names = points.misfits(in: test.frame).joined(separator: ", ")
            throw WorkflowError.unusable(
                what: "the points table gives points for \(names), but there is no such column of that kind",
                remedy: "name columns that are features: numbers under `from`, categories under `levels`")
        }
        let name = EvaluationDocument.BaselineResult.points
        return [try result(name, rule: nil, (test, scores), (train, trainScores))] + results
    }

    private func result(
        of rule: HandRule, named name: String, _ test: LabelledRows, _ train: LabelledRows
    ) throws -> EvaluationDocument.BaselineResult {
        guard let trainScores = rule.scores(of: train.frame), let scores = rule.scores(of: test.frame) else {
            let names = rule.misfits(in: test.frame).joined(separator: ", ")
            throw WorkflowError.unusable(
                what: "rules.\(name) ranks by \(names), but there is no such column of numbers",
                remedy: "name columns that are features and numbers")
        }
        return try result(name, rule: rule, (test, scores), (train, trainScores))
    }

    private func result(
        _ name: String, rule: HandRule?, _ test: (rows: LabelledRows, scores: [Double]),
        _ train: (rows: LabelledRows, scores: [Double])
    ) throws -> EvaluationDocument.BaselineResult {
        let inTrain = RankedCounts(
            try EvaluationSet(scores: train.scores, labels: train.rows.labels, scale: .ranking))
        return EvaluationDocument.BaselineResult(
            name: name, rule: rule, trainAUROC: inTrain.auroc().value ?? 0.5,
            metrics: try plan.overallOnly.evaluate(try set(test.scores, of: test.rows, scale: .ranking)))
    }
}
