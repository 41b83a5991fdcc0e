import Datasets
import Features

/// The rows of every fold of a backtest, with the features of all of them computed once.
struct BacktestPlan {
    /// The cases that some fold uses, in order, with their labels.
    let cases: [Case]
    /// The folds, first to last.
    let folds: [Fold]
    /// The days of the cutoffs in the pipeline's zone.
    let days: ZonedDays

    /// One fold: rows of `cases` by slice.
    struct Fold {
        var definition: SliceDefinition
        var rows: [SliceName: [Int]]
    }

    /// Cuts the cases of a plan into folds.
    ///
    /// - Throws: `DatasetError` naming the fold that is left without cases, positives or negatives.
    /// - Complexity: O(folds x cases).
    init(
        _ definition: BacktestDefinition, slices: SliceDefinition, isCalibrated: Bool, planner: CasePlanner,
        plan: CasePlan, log: EventLog
    ) throws {
        let answers = plan.answers
        days = plan.days
        var used: Set<Int> = []
        var cuts: [(definition: SliceDefinition, cases: [Case])] = []
        let spans = try definition.slices(slices, reach: planner.labelReach, isCalibrated: isCalibrated)
        for (number, span) in spans.enumerated() {
            let cut = try planner.replacing(span)
            let plan = cut.sliced(answers, log: log)
            do {
                try cut.check(plan)
            } catch {
                throw DatasetError.data(
                    keyPath: ["backtest"], what: "fold \(number + 1): \(error.what)",
                    remedy: "take fewer folds, a longer `every`, or an earlier train slice")
            }
            for index in plan.cases.indices where plan.cases[index].slice != nil { used.insert(index) }
            cuts.append((definition: span, cases: plan.cases))
        }
        let order = used.sorted()
        cases = order.map { answers.cases[$0] }
        folds = cuts.map { cut in
            var rows: [SliceName: [Int]] = [:]
            for (row, index) in order.enumerated() {
                if let slice = cut.cases[index].slice { rows[slice, default: []].append(row) }
            }
            return Fold(definition: cut.definition, rows: rows)
        }
    }

    /// The first instant after the label window of each of a fold's rows of a slice.
    func labelEnds(_ slice: SliceName, of fold: Fold) -> [Instant] {
        (fold.rows[slice] ?? []).map { cases[$0].labelEnd }
    }

    /// A fold's rows of a slice in a frame of all cases.
    ///
    /// - Complexity: O(rows x columns).
    func rows(_ slice: SliceName, of fold: Fold, in frame: FeatureFrame) -> LabelledRows {
        let rows = fold.rows[slice] ?? []
        return (frame: frame.rows(rows), labels: rows.map { cases[$0].label == .positive })
    }
}
