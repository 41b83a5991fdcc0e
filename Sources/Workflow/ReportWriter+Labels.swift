import Datasets
import Reports

extension ReportWriter {
    /// What became of the cases by slice and month.
    var labelCounts: [ReportLabelCount] {
        (lineage.labels ?? []).map {
            ReportLabelCount(
                month: $0.month, slice: $0.slice?.rawValue ?? "–", positives: $0.positives,
                negatives: $0.negatives, immature: $0.immature, excluded: $0.excluded,
                purged: $0.purged, shared: $0.shared,
                reasons: $0.exclusions.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" })
        }
    }

    /// The folds of the backtest.
    var folds: [ReportFold] {
        (document.backtest?.folds ?? []).map {
            ReportFold(
                name: $0.name, train: "\($0.trainFrom) to \($0.trainTo)", trainRows: $0.trainRows,
                test: "\($0.testFrom) to \($0.testTo)", testRows: $0.testRows,
                coefficients: ($0.coefficients ?? []).map(ReportCoefficient.init))
        }
    }
}
