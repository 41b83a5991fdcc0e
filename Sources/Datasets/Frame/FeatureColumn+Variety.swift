internal import Features

extension FeatureColumn.Values {
    /// The rows without a value.
    var missing: Int {
        switch self {
        case .numbers(let numbers): numbers.count(where: \.isNaN)
        case .categories(let categories): categories.count { $0 == nil }
        }
    }

    /// Whether all rows have one value, or none.
    var isConstant: Bool {
        switch self {
        case .numbers(let numbers):
            numbers.allSatisfy { $0 == numbers[0] || ($0.isNaN && numbers[0].isNaN) }
        case .categories(let categories): categories.allSatisfy { $0 == categories[0] }
        }
    }
}
