public import Features

/// What becomes of values that a model's rows lack, or that are unlike those it learned from.
public struct InputPolicy: Equatable, Sendable {
    /// A value is missing: it counts as in training, or the request is refused.
    public var missing = Handling.impute
    /// A category is none that the model knows: it counts as in training, or the request is refused.
    public var unknownCategory = Handling.impute
    /// A number is outside the range of the training rows.
    ///
    /// It counts as if it were missing, is taken and told, or the request is refused. Without a known range everything
    /// is inside.
    public var outOfRange = RangeHandling.warn
    /// The age of its newest event past which a feature is called stale; nil for no such age.
    public var staleAfter: TimeSpan?

    /// What becomes of a value that is not there or not known.
    public enum Handling: String, Decodable, Sendable {
        /// It counts as in training, and is told.
        case impute
        /// The request is refused.
        case refuse
    }

    /// What becomes of a value outside the range.
    public enum RangeHandling: String, Decodable, Sendable {
        /// It counts as if it were missing, and is told.
        case impute
        /// It is taken as it is, and told.
        case warn
        /// The request is refused.
        case refuse
    }

    /// The policy where none is declared.
    public init() {}
}

extension InputPolicy: Decodable {
    private enum CodingKeys: String, CodingKey { case missing, unknownCategory, outOfRange, staleAfter }

    /// Reads what is there; the rest has its default.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        missing = try container.decodeIfPresent(Handling.self, forKey: .missing) ?? missing
        unknownCategory =
            try container.decodeIfPresent(Handling.self, forKey: .unknownCategory) ?? unknownCategory
        outOfRange = try container.decodeIfPresent(RangeHandling.self, forKey: .outOfRange) ?? outOfRange
        staleAfter = try container.decodeIfPresent(TimeSpan.self, forKey: .staleAfter)
    }
}
