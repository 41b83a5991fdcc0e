/// One feature's values, a row an entity and cutoff.
public struct FeatureColumn: Equatable, Sendable {
    /// The feature's name.
    public var name: String
    /// The values.
    public var values: Values

    /// Values by kind; both kinds have one element a row.
    public enum Values: Equatable, Sendable {
        /// Numbers; NaN stands for missing.
        case numbers([Double])
        /// Categories; nil stands for missing.
        case categories([String?])
    }

    /// Creates a column.
    public init(name: String, values: Values) {
        self.name = name
        self.values = values
    }

    /// The number of rows.
    public var count: Int {
        switch values {
        case .numbers(let numbers): numbers.count
        case .categories(let categories): categories.count
        }
    }

    /// The value of a row.
    ///
    /// - Precondition: there is such a row.
    public func value(at row: Int) -> FeatureValue {
        switch values {
        case .numbers(let numbers): numbers[row].isNaN ? .missing : .number(numbers[row])
        case .categories(let categories): categories[row].map { .category($0) } ?? .missing
        }
    }
}
