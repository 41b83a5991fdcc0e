import Features
import Models

extension FeatureFrame {
    /// The columns that a model takes, hashed levels by the names of their buckets.
    ///
    /// - Complexity: O(columns), with hashed levels O(rows) more.
    func inputs(of model: LogisticModel) -> FeatureFrame {
        let taken = without(Set(columns.map(\.name)).subtracting(model.inputs.map(\.name)))
        let buckets = Dictionary(
            model.inputs.map { ($0.name, $0.buckets) }, uniquingKeysWith: { first, _ in first })
        guard buckets.values.contains(where: { $0 != nil }) else { return taken }
        return FeatureFrame(
            entities: taken.entities, cutoffs: taken.cutoffs,
            columns: taken.columns.map { column in
                guard let count = buckets[column.name] ?? nil, case .categories(let levels) = column.values
                else { return column }
                return FeatureColumn(
                    name: column.name,
                    values: .categories(
                        levels.map { level in
                            level.map { LevelBucket.name(LevelBucket.index(of: $0, count: count)) }
                        }))
            })
    }
}
