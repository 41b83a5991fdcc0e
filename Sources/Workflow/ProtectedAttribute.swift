/// An attribute that nobody may be treated differently by, and what a model does with it.
public struct ProtectedAttribute: Codable, Equatable, Sendable {
    /// The attribute.
    public var name: String
    /// Why the model takes it as an input; nil where it serves the audit only.
    public var usedBecause: String?

    /// In one sentence, for the report and the card.
    var sentence: String {
        usedBecause.map { "\(name): protected, and an input of the model, because: \($0)" }
            ?? "\(name): protected; audited, not used by the model"
    }
}
