import Datasets
import Evaluation
import Features
import Learning
import Models

/// Fits and tests a recipe fold by fold, and a reference's beside it.
struct Backtest {
    let settings: PipelineSettings
    let reference: Pipeline?
    let plan: BacktestPlan
    let room: DataRoom
    let evaluator: Evaluator

    /// Runs all folds.
    ///
    /// - Returns: what the folds were, and their metric rows: those of each fold under its name, the means under
    ///   `backtest`.
    /// - Complexity: a training for every fold, and one for the reference.
    func run() throws -> (result: BacktestResult, rows: [MetricRow]) {
        let frame = room.frame(plan.cases, features: nil)
        let other = reference.map { room.frame(plan.cases, features: $0.settings.features) }
        let clusters = evaluator.clusters.clustering(of: plan.cases.map(\.entity)).numbers
        var rows: [MetricRow] = []
        var scores: [FoldedScores.Fold] = []
        var folds: [BacktestResult.Fold] = []
        for (number, fold) in plan.folds.enumerated() {
            let name = BacktestResult.name(ofFold: number)
            let test = plan.rows(.test, of: fold, in: frame)
            let own = try probabilities(settings, fold, frame)
            let set = try evaluator.set(own, of: test)
            rows += try evaluator.plan.evaluate(set, slice: name)
            var baseline: [Double]?
            if let reference, let other {
                let theirs = try probabilities(reference.settings, fold, other)
                rows += try evaluator.plan.compare(
                    set, to: theirs, named: BacktestResult.reference, slice: name, scale: .probability)
                baseline = theirs
            }
            scores.append(
                FoldedScores.Fold(
                    scores: own, baseline: baseline, labels: test.labels,
                    clusters: (fold.rows[.test] ?? []).map { Int(clusters[$0]) }))
            folds.append(summary(name, fold, test))
        }
        rows += try means(scores)
        return (BacktestResult(folds: folds, reference: reference?.name), rows)
    }

    /// The test rows' probabilities of a recipe that is fitted on the fold's earlier rows.
    private func probabilities(
        _ settings: PipelineSettings, _ fold: BacktestPlan.Fold, _ frame: FeatureFrame
    ) throws -> [Double] {
        let trained = try Fitting(settings).fit(train: plan.rows(.train, of: fold, in: frame)) {
            plan.rows(.calibrate, of: fold, in: frame)
        }
        return try trained.model.scores(of: plan.rows(.test, of: fold, in: frame).frame).map(
            \.probability.value)
    }

    private func means(_ scores: [FoldedScores.Fold]) throws -> [MetricRow] {
        let folded = try FoldedScores(scores, cluster: evaluator.clusters.name)
        func row(_ metric: String, _ estimate: MetricEstimate) -> MetricRow {
            estimate.row(metric, slice: BacktestResult.slice, group: MetricRow.overall, n: folded.count)
        }
        guard reference != nil else { return [row("auroc", folded.auroc())] }
        let theirs = try FoldedScores(
            scores.map {
                FoldedScores.Fold(scores: $0.baseline ?? [], labels: $0.labels, clusters: $0.clusters)
            }, cluster: evaluator.clusters.name)
        return [
            row("auroc", folded.auroc()), row("auroc_of_\(BacktestResult.reference)", theirs.auroc()),
            row("auroc_difference_to_\(BacktestResult.reference)", folded.aurocDifference()),
        ]
    }

    private func summary(
        _ name: String, _ fold: BacktestPlan.Fold, _ test: LabelledRows
    ) -> BacktestResult.Fold {
        func dates(_ slice: SliceName) -> (String, String) {
            let cutoffs = (fold.rows[slice] ?? []).map { plan.cases[$0].cutoff }
            func text(_ cutoff: Instant?) -> String { cutoff.map { plan.days.day(of: $0).description } ?? "" }
            return (text(cutoffs.min()), text(cutoffs.max()))
        }
        return BacktestResult.Fold(
            name: name, trainFrom: dates(.train).0, trainTo: dates(.train).1,
            trainRows: fold.rows[.train]?.count ?? 0, testFrom: dates(.test).0, testTo: dates(.test).1,
            testRows: test.labels.count, testPositives: test.labels.count { $0 })
    }
}
