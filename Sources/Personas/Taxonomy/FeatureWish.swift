public import Features

/// What an archetype's feature is like: high or low among the leads that clusters were found in, or one of some values.
public enum FeatureWish: Equatable, Sendable {
    /// The more, the better.
    case high
    /// The less, the better.
    case low
    /// One of some values, or within bounds.
    case condition(AttributeCondition)

    /// How far a value fulfils the wish.
    ///
    /// - Parameters:
    ///   - value: the feature's.
    ///   - ranks: how numbers of the feature are spread; nil for categories.
    /// - Returns: in 0...1; nil where nothing is known of the feature.
    public func fulfilment(of value: FeatureValue, ranks: FeatureRanks?) -> Double? {
        switch (self, value) {
        case (_, .missing): nil
        case (.high, .number(let number)): ranks?.share(below: number)
        case (.low, .number(let number)): ranks.map { 1 - $0.share(below: number) }
        // A category may have levels of these names.
        case (.high, .category(let level)): level == "high" ? 1 : 0
        case (.low, .category(let level)): level == "low" ? 1 : 0
        case (.condition(let condition), _): condition.passes(value) ? 1 : 0
        }
    }
}

extension FeatureWish: Codable {
    /// Reads `high`, `low`, or what `AttributeCondition` reads.
    public init(from decoder: any Decoder) throws {
        let condition = try AttributeCondition(from: decoder)
        switch condition {
        case .text("high"): self = .high
        case .text("low"): self = .low
        default: self = .condition(condition)
        }
    }

    /// Writes what `init(from:)` reads.
    public func encode(to encoder: any Encoder) throws {
        switch self {
        case .high: try AttributeCondition.text("high").encode(to: encoder)
        case .low: try AttributeCondition.text("low").encode(to: encoder)
        case .condition(let condition): try condition.encode(to: encoder)
        }
    }
}
