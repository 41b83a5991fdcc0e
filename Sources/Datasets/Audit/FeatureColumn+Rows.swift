internal import Features

extension FeatureColumn {
    /// The column of the rows at these indices.
    func rows(_ indices: [Int]) -> FeatureColumn {
        switch values {
        case .numbers(let values): FeatureColumn(name: name, values: .numbers(indices.map { values[$0] }))
        case .categories(let values):
            FeatureColumn(name: name, values: .categories(indices.map { values[$0] }))
        }
    }
}
