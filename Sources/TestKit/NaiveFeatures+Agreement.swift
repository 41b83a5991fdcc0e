public import Features

extension NaiveFeatures {
    /// What the slope of event counts may differ by, in events a day a day: it is reckoned in two ways that round.
    ///
    /// A log's slopes are whole multiples of more than a thousandth, or 0.
    public static let slopeTolerance = 1e-12

    /// The first feature with another value than the loops', in words; nil where all agree.
    ///
    /// Numbers must have the same bits, except for a slope of event counts: see `slopeTolerance`.
    /// - Parameter values: those of the set's features at the cutoff.
    public func disagreement(
        with values: [FeatureValue], of set: FeatureSet, at cutoff: Instant
    ) -> String? {
        guard values.count == set.features.count else { return "\(values.count) values" }
        for ((feature, value), expected) in zip(zip(set.features, values), self.values(set, at: cutoff)) {
            if !Self.agree(value, expected, feature.definition) {
                return "\(feature.name) of \(entity.id) at \(cutoff): \(value), not \(expected)"
            }
        }
        return nil
    }

    private static func agree(
        _ value: FeatureValue, _ expected: FeatureValue, _ definition: FeatureDefinition
    ) -> Bool {
        guard case .number(let number) = value, case .number(let other) = expected else {
            return value == expected
        }
        if definition.kind == .trend, definition.attribute == nil {
            return abs(number - other) <= slopeTolerance
        }
        return number.bitPattern == other.bitPattern
    }
}

extension FeatureFrame {
    /// The values of a row, in the order of the columns.
    ///
    /// - Complexity: O(columns).
    public func values(ofRow row: Int) -> [FeatureValue] {
        columns.map { column in
            switch column.values {
            case .numbers(let numbers): numbers[row].isNaN ? .missing : .number(numbers[row])
            case .categories(let categories): categories[row].map { .category($0) } ?? .missing
            }
        }
    }
}
