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
    /// Threads at most while fitting; nil takes one a processor.
    let concurrency: Int?

    /// Runs all folds.
    ///
    /// - Returns: what the folds were, and their metric rows: those of each fold under its name, the means under
    ///   `backtest`, those of drift among them; and how far each fold's test rows have moved from its train rows.
    /// - Complexity: a training for every fold, and one for the reference.
    func run() throws -> (result: BacktestResult, rows: [MetricRow], drifts: [PopulationDrift]) {
        let frame = try room.frame(plan.cases, features: nil)
        let other = try reference.map { try room.frame(plan.cases, features: $0.settings.features) }
        let clusters = evaluator.clusters.clustering(of: plan.cases.map(\.entity)).numbers
        let apart = room.apart(plan.cases)
        var rows: [MetricRow] = []
        var scores: [FoldedScores.Fold] = []
        var folds: [BacktestResult.Fold] = []
        var drifts: [PopulationDrift] = []
        for (number, fold) in plan.folds.enumerated() {
            let name = BacktestResult.name(ofFold: number)
            let test = plan.rows(.test, of: fold, in: frame)
            let trained = try fit(settings, fold, frame, apart)
            let own = try trained.model.scores(of: test.frame).map(\.probability.value)
            let set = try evaluator.set(own, of: test)
            rows += try evaluator.plan.evaluate(set, slice: name)
            let moved = try drift(of: (test.frame, own), since: fold, frame, trained, slice: name)
            rows += PopulationDrift.rows(moved)
            drifts += moved
            var baseline: [Double]?
            if let reference, let other {
                let theirs = try fit(reference.settings, fold, other, apart).model.scores(
                    of: plan.rows(.test, of: fold, in: other).frame
                ).map(\.probability.value)
                rows += try evaluator.plan.compare(
                    set, to: theirs, named: BacktestResult.reference, slice: name, scale: .probability)
                baseline = theirs
            }
            scores.append(
                FoldedScores.Fold(
                    scores: own, baseline: baseline, labels: test.labels,
                    clusters: (fold.rows[.test] ?? []).map { Int(clusters[$0]) }))
            folds.append(summary(name, fold, test, VersionFiles.coefficients(trained)))
        }
        rows += try means(scores)
        return (BacktestResult(folds: folds, reference: reference?.name), rows, drifts)
    }

    /// A recipe's scorer, fitted on the fold's earlier rows.
    private func fit(
        _ settings: PipelineSettings, _ fold: BacktestPlan.Fold, _ frame: FeatureFrame,
        _ apart: CaseClusters?
    ) throws -> TrainedScorer {
        try Fitting(settings, apart: apart, concurrency: concurrency).fit(
            train: plan.rows(.train, of: fold, in: frame), labelEnds: plan.labelEnds(.train, of: fold)
        ) {
            plan.rows(.calibrate, of: fold, in: frame)
        }
    }

    /// How far a fold's test rows have moved from its train rows.
    private func drift(
        of test: DriftCheck.ScoredRows, since fold: BacktestPlan.Fold, _ frame: FeatureFrame,
        _ trained: TrainedScorer, slice: String
    ) throws -> [PopulationDrift] {
        let train = plan.rows(.train, of: fold, in: frame).frame
        let scores = try trained.model.scores(of: train).map(\.probability.value)
        return DriftCheck(train: (train, scores), model: trained.model, evaluator: evaluator)
            .drifts(of: test, slice: slice)
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
        _ name: String, _ fold: BacktestPlan.Fold, _ test: LabelledRows,
        _ coefficients: [Lineage.Coefficient]
    ) -> BacktestResult.Fold {
        func dates(_ slice: SliceName) -> (String, String) {
            let cutoffs = (fold.rows[slice] ?? []).map { plan.cases[$0].cutoff }
            func text(_ cutoff: Instant?) -> String { cutoff.map { plan.days.day(of: $0).description } ?? "" }
            return (text(cutoffs.min()), text(cutoffs.max()))
        }
        return BacktestResult.Fold(
            name: name, trainFrom: dates(.train).0, trainTo: dates(.train).1,
            trainRows: fold.rows[.train]?.count ?? 0, testFrom: dates(.test).0, testTo: dates(.test).1,
            testRows: test.labels.count, testPositives: test.labels.count { $0 }, coefficients: coefficients)
    }
}
