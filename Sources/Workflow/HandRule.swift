public import Features

/// A rule of thumb that a model has to beat: one feature, or a ratio of two.
public struct HandRule: Codable, Equatable, Sendable {
    /// The one feature of the rule, where it has one.
    public var feature: String?
    /// Which end of `feature` is better; higher unless given.
    public var better: Direction?
    /// The feature above the line of a ratio.
    public var numerator: String?
    /// The feature below the line.
    public var denominator: String?
    /// What is added to the denominator, in its unit; keeps young values from exploding.
    public var plus: Double?

    /// Creates a rule of one feature.
    public init(feature: String, better: Direction = .higher) {
        self.feature = feature
        self.better = better
    }

    /// Creates a ratio of two features.
    public init(numerator: String, denominator: String, plus: Double = 0) {
        self.numerator = numerator
        self.denominator = denominator
        self.plus = plus
    }

    /// Which end of a feature is better.
    public enum Direction: String, Codable, Sendable {
        /// Large values come first.
        case higher
        /// Small values come first.
        case lower
    }

    /// The features the rule reads, for checks.
    public var features: [String] { [feature, numerator, denominator].compactMap { $0 } }

    /// What is wrong with the rule, or nil.
    var problem: String? {
        switch (feature, numerator, denominator) {
        case (.some, nil, nil): plus == nil ? nil : "`plus` belongs to a ratio"
        case (nil, .some, .some): better == nil ? nil : "`better` belongs to a rule of one feature"
        default: "give either `feature`, or `numerator` and `denominator`"
        }
    }

    /// The features it reads that are no column of numbers.
    func misfits(in frame: FeatureFrame) -> [String] {
        features.filter {
            if case .numbers? = frame.column($0)?.values { false } else { true }
        }
    }

    /// The rule's score of every row; whoever has no value comes last.
    ///
    /// - Returns: shape (rows), finite; nil if a feature is not a column of numbers.
    /// - Complexity: O(rows).
    public func scores(of frame: FeatureFrame) -> [Double]? {
        func numbers(_ name: String?) -> [Double]? {
            guard let name, case .numbers(let values)? = frame.column(name)?.values else { return nil }
            return values
        }
        let raw: [Double]
        if let values = numbers(feature) {
            raw = better == .lower ? values.map { -$0 } : values
        } else if let above = numbers(numerator), let below = numbers(denominator) {
            raw = above.indices.map { above[$0] / (below[$0] + (plus ?? 0)) }
        } else {
            return nil
        }
        let known = raw.filter(\.isFinite)
        let last = (known.min() ?? 0) - 1
        let first = (known.max() ?? 0) + 1
        // A denominator of 0 puts a row at the end its numerator points to; only what is missing comes last.
        return raw.map { $0.isFinite ? $0 : $0 == .infinity ? first : last }
    }
}
