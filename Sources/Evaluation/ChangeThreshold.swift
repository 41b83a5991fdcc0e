/// How far a metric may be from a baseline's: the change is candidate less baseline.
///
/// A baseline of 0 is legitimate for an absolute bound, which TensorFlow Model Analysis fails; a relative change to it
/// is undefined and blocks, as there. So is a relative change to a negative baseline, which that tool computes: over a
/// negative value a loss comes out as a gain.
public struct ChangeThreshold: Equatable, Sendable {
    /// The bound of the change, in the metric's unit; -0.01 under `HIGHER_IS_BETTER` allows a loss of 0.01.
    public var absolute: Double?
    /// The bound of the change over the baseline's value, which must be positive.
    public var relative: Double?
    /// Which way is better.
    public var direction: Direction
    /// The baseline's name; default `incumbent`.
    public var baseline: String

    /// Which way a metric is better.
    public enum Direction: String, Equatable, Sendable {
        /// The change must be at least the bound.
        case higherIsBetter = "HIGHER_IS_BETTER"
        /// The change must be at most the bound.
        case lowerIsBetter = "LOWER_IS_BETTER"
    }

    /// The version that the alias names now; a first version has none yet.
    public static let incumbent = "incumbent"
    /// The same version's evaluated scorer, where what it serves was fitted again on newer answers.
    public static let incumbentEvaluated = "incumbent_evaluated"
    /// The best of all versions that the alias ever named; a first version has none yet.
    public static let best = "best"
    /// The baselines that are versions in service.
    public static let namesInService = [incumbent, incumbentEvaluated, best]

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

    /// Whether a first version has no such baseline yet, which makes a rubber stamp and no failure.
    package var isOfService: Bool { Self.namesInService.contains(baseline) }

    /// What is wrong with it as a setting, or nil.
    var invalidity: String? {
        let bounds = [absolute, relative].compactMap { $0 }
        if bounds.isEmpty { return "change_threshold has no bound; give absolute or relative" }
        if !bounds.allSatisfy(\.isFinite) { return "a bound of change_threshold is not a finite number" }
        return baseline.isEmpty ? "change_threshold names no baseline" : nil
    }

    /// Whether a change holds; its ratio is looked at only where a relative bound is given.
    func admits(change: Double, ratio: Double) -> Bool {
        func admits(_ number: Double, _ bound: Double?) -> Bool {
            guard let bound else { return true }
            return direction == .higherIsBetter ? number >= bound : number <= bound
        }
        return admits(change, absolute) && admits(ratio, relative)
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
            absolute: container.decodeIfWritten(Double.self, forKey: .absolute),
            relative: container.decodeIfWritten(Double.self, forKey: .relative),
            direction: container.decode(Direction.self, forKey: .direction),
            baseline: container.decodeIfWritten(String.self, forKey: .baseline) ?? Self.incumbent)
    }
}

extension ChangeThreshold.Direction: Codable {
    /// Reads a direction; camelCase is read too.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.singleValueContainer()
        switch try container.decode(String.self) {
        case Self.higherIsBetter.rawValue, "higherIsBetter": self = .higherIsBetter
        case Self.lowerIsBetter.rawValue, "lowerIsBetter": self = .lowerIsBetter
        default:
            throw DecodingError.dataCorruptedError(
                in: container, debugDescription: "a direction is HIGHER_IS_BETTER or LOWER_IS_BETTER")
        }
    }
}
