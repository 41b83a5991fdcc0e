internal import Models
internal import Scoring

/// The rows of a request under a model's input policy.
extension ScoringService {
    /// The body of a request of infer as JSON alone, if it asks for no more than it may.
    ///
    /// - Throws: as `BinaryTensors.json`, and as `ModelRoute.model` where there are binary tensors and nobody to say how many
    ///   inputs they may have.
    func body(
        of request: HTTPRequest, for route: ModelRoute, version: String? = nil
    ) throws(ServingError) -> [UInt8] {
        guard let length = request.inferenceHeaderLength else { return request.body }
        let inputs = try route.model(version: version).package.model.inputs.count
        return try BinaryTensors.json(
            request.body, length: length,
            within: BinaryTensors.Bounds(rows: limits.batchRows, inputs: inputs))
    }

    /// Looks at every value, and takes those out that shall count as missing.
    ///
    /// - Throws: `refusedInput` where the policy refuses.
    func review(_ rows: inout InputRows, of model: LoadedModel) throws(ServingError) -> InputReview {
        try InputReview(
            &rows.slots, inputs: model.package.model.inputs, ranges: model.ranges,
            policy: store.terms(of: model.name)?.inputPolicy ?? InputPolicy())
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
