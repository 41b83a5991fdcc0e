/// The part that a loaded version plays for its model.
enum ModelVariant: String, Sendable {
    /// The one that answers.
    case champion
    /// One that answers a share of the leads.
    case canary
    /// One that is scored beside the one that answers, and never answers.
    case shadow
}
