public import Features

extension CutoffSchedule {
    /// How much each row of one slice counts in a fit.
    ///
    /// - Parameter entities: of whom each row is; shape (rows).
    /// - Returns: shape (rows), above 0, summing to 1 for every entity; nil where each row counts 1.
    /// - Complexity: O(rows).
    public func weights(of entities: [EntityKey]) -> [Double]? {
        guard weights == .perEntity else { return nil }
        var counts: [EntityKey: Int] = [:]
        for entity in entities { counts[entity, default: 0] += 1 }
        return entities.map { 1 / Double(counts[$0] ?? 1) }
    }
}
