internal import Glibc

/// What is answered in the place of a model that cannot: its declared prior, marked as such.
struct Fallback {
    /// The model's name.
    var model: String
    /// By which it is served; nil where a number is.
    var alias: String?
    /// The prior.
    var probability: Double
    /// Why the model was not asked, or could not answer.
    var reason: FallbackReason

    /// What is to be done with who is answered so.
    static let action = "manual review"

    /// The prior in an output's terms.
    func value(_ output: InferenceOutput) -> Double {
        switch output {
        case .probability, .score: probability
        case .logit: log(probability / (1 - probability))
        }
    }
}

extension FallbackReason {
    /// The reason that an error is, or nil where the request itself is at fault.
    init?(_ error: ServingError) {
        switch error {
        case .notReady: self = .notReady
        case .breakerOpen: self = .breakerOpen
        default: return nil
        }
    }
}
