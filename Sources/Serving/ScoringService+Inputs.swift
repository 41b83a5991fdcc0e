internal import Models
internal import Scoring

/// The rows of a request under a model's input policy.
extension ScoringService {
    /// The input policy of a model, as it is now.
    func policy(of model: LoadedModel) -> InputPolicy {
        store.terms(of: model.name)?.policies.inputs ?? InputPolicy()
    }

    /// The body of a request of infer as JSON alone, if it asks for no more than it may.
    ///
    /// - Throws: as `BinaryTensors.json`.
    func body(of request: HTTPRequest, for name: String) throws(ServingError) -> [UInt8] {
        try request.withoutBinaryTensors(
            within: BinaryTensors.Bounds(
                rows: limits.batchRows,
                inputs: store.slot(name)?.current?.package.model.inputs.count ?? 0))
    }

    /// Looks at every value, and takes those out that shall count as missing.
    ///
    /// - Throws: `refusedInput` where the policy refuses.
    func review(_ rows: inout InputRows, of model: LoadedModel) throws(ServingError) -> InputReview {
        try InputReview(
            &rows.slots, inputs: model.package.model.inputs, ranges: model.ranges, policy: policy(of: model))
    }

    /// Rows as a version scores them, after a look at every value.
    ///
    /// - Throws: as `review`.
    func scored(
        _ rows: InputRows, by model: LoadedModel
    ) throws(ServingError) -> (review: InputReview, rows: ScoredRows) {
        var rows = rows
        let review = try review(&rows, of: model)
        return (review, rows.scored())
    }
}
