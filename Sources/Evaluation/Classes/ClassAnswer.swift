/// What a model of several classes said of a row, and what the row was.
public struct ClassAnswer: Equatable, Sendable {
    /// The row's class; nil where the model does not know it.
    public var label: Int?
    /// The likeliest class.
    public var likeliest: Int
    /// Its probability.
    public var probability: Double
    /// The probability of the row's own class; 0 where the model does not know it.
    public var ownProbability: Double
    /// Whether the class was named, rather than "unknown".
    public var isNamed: Bool

    /// Creates an answer.
    public init(
        label: Int?, likeliest: Int, probability: Double, ownProbability: Double, isNamed: Bool
    ) {
        self.label = label
        self.likeliest = likeliest
        self.probability = probability
        self.ownProbability = ownProbability
        self.isNamed = isNamed
    }

    /// Whether the likeliest class is the row's.
    public var isRight: Bool { label == likeliest }
}
