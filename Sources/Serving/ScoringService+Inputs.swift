internal import Models
internal import Scoring

/// The rows of a request under a model's input policy.
extension ScoringService {
    /// The input policy of a model, as it is now.
    func policy(of model: LoadedModel) -> InputPolicy {
        store.terms(of: model.name)?.policies.inputs ?? InputPolicy()
    }

    /// Looks at every value, and takes those out that shall count as missing.
    ///
    /// - Throws: `invalidField` where the policy refuses.
    func review(_ rows: inout InputRows, of model: LoadedModel) throws(ServingError) -> InputReview {
        guard let terms = store.terms(of: model.name) else {
            preconditionFailure("every model that is loaded has its terms")
        }
        return try InputReview(
            &rows.slots, inputs: model.package.model.inputs, ranges: model.ranges,
            policy: terms.policies.inputs, terms: terms)
    }
}
