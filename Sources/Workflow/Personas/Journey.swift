public import Evaluation

/// A way that leads went, step by step.
public struct Journey: Codable, Equatable, Sendable {
    /// The first steps, in the order of time; a step that follows itself stands once.
    public var steps: [String]
    /// Whether there were more steps.
    public var goesOn: Bool
    /// How many of the cluster's leads went it.
    public var share: ShareEstimate
    /// The share of all other leads that went it.
    public var elsewhere: Double

    /// Steps that a journey is told with, at most.
    static let length = 6
}
