/// How far a metric may be from a baseline's: the change is candidate less baseline.
public struct ChangeThreshold: Equatable, Sendable {
    /// The bound of the change, in the metric's unit; -0.01 under `higherIsBetter` allows a loss of 0.01.
    public var absolute: Double?
    /// The bound of the change over the baseline's value.
    public var relative: Double?
    /// Which way is better.
    public var direction: Direction
    /// The baseline's name; default `incumbent`.
    public var baseline: String

    /// Which way a metric is better.
    public enum Direction: String, Codable, Equatable, Sendable {
        /// The change must be at least the bound.
        case higherIsBetter
        /// The change must be at most the bound.
        case lowerIsBetter
    }

    /// The baseline that a first version does not have yet.
    public static let incumbent = "incumbent"

    /// Creates a threshold.
    public init(
        absolute: Double? = nil, relative: Double? = nil, direction: Direction,
        baseline: String = ChangeThreshold.incumbent
    ) {
        self.absolute = absolute
        self.relative = relative
        self.direction = direction
        self.baseline = baseline
    }

    func admits(change: Double, ratio: Double?) -> Bool {
        func admits(_ number: Double, _ bound: Double) -> Bool {
            direction == .higherIsBetter ? number >= bound : number <= bound
        }
        if let absolute, !admits(change, absolute) { return false }
        if let relative {
            guard let ratio else { return false }
            return admits(ratio, relative)
        }
        return true
    }

    var text: String {
        let sign = direction == .higherIsBetter ? ">=" : "<="
        let bounds = [absolute.map { "\(sign) \($0)" }, relative.map { "\(sign) \($0) of its value" }]
        return "change to \(baseline) " + bounds.compactMap { $0 }.joined(separator: " and ")
    }
}

extension ChangeThreshold: Codable {
    private enum CodingKeys: String, CodingKey { case absolute, relative, direction, baseline }

    /// Reads a threshold; the direction is required, the baseline defaults to `incumbent`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            absolute: container.decodeIfPresent(Double.self, forKey: .absolute),
            relative: container.decodeIfPresent(Double.self, forKey: .relative),
            direction: container.decode(Direction.self, forKey: .direction),
            baseline: container.decodeIfPresent(String.self, forKey: .baseline) ?? Self.incumbent)
    }
}
