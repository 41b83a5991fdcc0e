import Arithmetic
public import Features
import LinearAlgebra
import Models

extension ScorerTrainer {
    /// Chooses the strength of the penalty by later rows of the training slice, if the settings ask for it.
    ///
    /// The newer half of the slice is cut into parts by time; before each part, all is fitted on the earlier rows whose answers
    /// were complete: medians, levels and means, then the strengths from the strongest on, each from the one before. What is
    /// compared is the mean log loss on the part, rows counted as in the fit but for their age.
    ///
    /// - Parameters:
    ///   - frame: the training rows only.
    ///   - labels: shape (rows).
    ///   - weights: of some of the rows, as in `train`; asked for each split's rows alone, so that no later row tells in them.
    ///   - labelEnds: the first instant after each row's label window; shape (rows).
    ///   - embargo: how long before a part answers must be complete.
    ///   - groups: who may not be on both sides of a split, by number; shape (rows); nil where anyone may.
    /// - Returns: nil where the settings give a penalty.
    /// - Throws: `LearningError`, among others where a split has one outcome only.
    /// - Complexity: that of splits times candidates trainings, most of them from a start near their end.
    public func chooseStrength(
        on frame: FeatureFrame, labels: [Bool], weights: (FeatureFrame) -> [Double]? = { _ in nil },
        labelEnds: [Instant], embargo: TimeSpan, groups: [Int]? = nil
    ) throws(LearningError) -> StrengthChoice? {
        guard let strength = settings.strength else { return nil }
        let splits = TimeSplit.rolling(
            cutoffs: frame.cutoffs, labelEnds: labelEnds, embargo: embargo, count: strength.splitCount)
        guard splits.count == strength.splitCount else {
            throw .unusableSplits(
                problem:
                    "the newer half of the train slice has fewer cutoffs than the \(strength.splitCount) splits"
            )
        }
        let penalties = strength.strengths
        var losses = penalties.map { _ in [Double]() }
        var described: [StrengthChoice.Split] = []
        for (number, whole) in splits.enumerated() {
            let split = groups.map(whole.keepingApart) ?? whole
            let rows = SplitRows(frame, labels, weights, groups, split)
            guard rows.train.hasBothOutcomes && rows.validation.hasBothOutcomes else {
                throw .unusableSplits(
                    problem:
                        "split \(number + 1) of \(splits.count) has \(rows.train.labels.count) earlier rows with complete answers and \(rows.validation.labels.count) later ones, and one of the two lacks an outcome"
                )
            }
            described.append(
                StrengthChoice.Split(
                    start: split.start.description, trainRows: split.train.count, purged: split.purged,
                    shared: groups == nil ? nil : split.shared, rows: split.validation.count,
                    positives: rows.validation.labels.count { $0 }))
            for (index, loss) in try lossesOfStrengths(penalties, rows).enumerated() {
                losses[index].append(loss)
            }
        }
        return StrengthChoice(
            strength.rule ?? .least, splits: described,
            candidates: zip(penalties, losses).map { StrengthChoice.Candidate(penalty: $0, losses: $1) })
    }

    /// The mean log loss on the later rows, of each strength.
    private func lossesOfStrengths(
        _ penalties: [Double], _ rows: SplitRows
    ) throws(LearningError) -> [Double] {
        let preprocessing = try preprocessor.fit(rows.train.frame, labels: rows.train.labels)
        let problem = LogisticProblem(
            design: .double(
                try preprocessing.trainingDesign(
                    of: rows.train.frame, labels: rows.train.labels, groups: rows.train.groups)),
            labels: rows.train.labels, weights: decayed(rows.train.weights, rows.train.frame))
        let later = try preprocessing.encoder.design(of: rows.validation.frame)
        let factors = settings.classWeights?.factors(rows.train.labels, problem.weights) ?? (1, 1)
        var start: LogisticStart?
        var losses: [Double] = []
        for penalty in penalties {
            let fit = try regression(penalty: penalty, standardErrors: false).fit(problem, from: start)
            start = fit.start
            losses.append(rows.validation.loss(fit, later, factors))
        }
        return losses
    }
}

/// The rows of a split.
private struct SplitRows {
    let train: Part
    let validation: Part

    init(
        _ frame: FeatureFrame, _ labels: [Bool], _ weights: (FeatureFrame) -> [Double]?, _ groups: [Int]?,
        _ split: TimeSplit
    ) {
        func part(_ rows: [Int]) -> Part {
            let part = frame.rows(rows)
            return Part(
                frame: part, labels: rows.map { labels[$0] }, weights: weights(part),
                groups: groups.map { groups in rows.map { groups[$0] } })
        }
        train = part(split.train)
        validation = part(split.validation)
    }

    struct Part {
        var frame: FeatureFrame
        var labels: [Bool]
        var weights: [Double]?
        var groups: [Int]?

        var hasBothOutcomes: Bool {
            let counted = labels.indices.filter { (weights?[$0] ?? 1) > 0 }
            return counted.contains { labels[$0] } && counted.contains { !labels[$0] }
        }

        /// The weighted mean log loss of a fit.
        func loss(
            _ fit: LogisticFit, _ design: Matrix, _ factors: (positive: Double, negative: Double)
        ) -> Double {
            var (loss, total) = (0.0, 0.0)
            for row in labels.indices {
                let weight = (weights?[row] ?? 1) * (labels[row] ? factors.positive : factors.negative)
                var margin = fit.intercept
                for column in 0..<design.columns {
                    margin += design.elements[row * design.columns + column] * fit.coefficients[column]
                }
                // The loss where the margin has the label's sign is a small tail; otherwise its size comes on top.
                let missed = (margin >= 0) == labels[row] ? 0 : abs(margin)
                loss +=
                    weight
                    * (PortableMath.logarithmTail(ofOnePlus: PortableMath.exponentialTail(of: abs(margin)))
                        + missed)
                total += weight
            }
            return loss / total
        }
    }
}
