/// What is wrong with how a daemon would start.
public struct StartFinding: Sendable, Equatable {
    /// Whether something that is asked for would not be answered; else it would, and should be known.
    public let isBlocking: Bool
    /// What is wrong and what to do; nothing of a lead.
    public let text: String
}
