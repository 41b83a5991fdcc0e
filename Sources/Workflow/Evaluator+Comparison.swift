import Datasets
import Evaluation
import Features

extension Evaluator {
    /// The metric rows of another scorer's probabilities on a slice; its intervals are of few resamples.
    func values(of scores: [Double], on slice: ComparisonSlice) throws -> [MetricRow] {
        var plan = plan
        plan.resamples = 20
        return try plan.evaluate(try set(scores, of: slice.rows))
    }

    /// The candidate's paired differences to another scorer on a slice.
    func differences(
        to scores: [Double], named name: String, on slice: ComparisonSlice
    ) throws -> [MetricRow] {
        try plan.compare(slice.set, to: scores, named: name, scale: .probability)
    }
}
