/// How near two rows are.
public enum NeighbourMeasure: String, CaseIterable, Codable, Sendable {
    /// The cosine of the angle between them, in -1...1; the greater, the nearer.
    case cosine
    /// The length of their difference; the less, the nearer.
    case euclidean

    /// Whether a value is of a nearer row than another.
    @inline(__always)
    func isNearer(_ value: Double, than other: Double) -> Bool {
        self == .cosine ? value > other : value < other
    }
}
