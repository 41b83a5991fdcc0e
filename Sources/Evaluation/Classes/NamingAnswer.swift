/// Which of several names, which may stand below one another, something was given, and which it has.
public struct NamingAnswer: Equatable, Sendable {
    /// The name it has; nil where it has none of them.
    public var label: Int?
    /// The name it was given; nil for "unknown".
    public var named: Int?
    /// The name it would have been given at the least; nil where there is none either.
    public var guess: Int?

    /// Creates an answer.
    public init(label: Int?, named: Int?, guess: Int?) {
        self.label = label
        self.named = named
        self.guess = guess
    }
}
