/// The part that a loaded version plays for its model.
enum ModelVariant: String, Sendable {
    /// The one that answers.
    case champion
}
