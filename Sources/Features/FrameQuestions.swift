/// Whose features are asked, and when: the rows of a frame that is to be computed, entity by entity.
public struct FrameQuestions: Sendable {
    /// The entities, ascending, without repetition.
    public let entities: [EntityKey]
    /// By entity, the index of its first cutoff; one element more than entities.
    public let bounds: [Int]
    /// The cutoffs of all entities in microseconds UTC; an entity's ascend.
    public let cutoffs: [Int64]

    /// Takes questions over that are sorted already.
    ///
    /// - Precondition: entities ascend, bounds ascend from 0 to the number of cutoffs, an entity's cutoffs do not
    ///   descend.
    /// - Complexity: O(cutoffs).
    public init(entities: [EntityKey], bounds: [Int], cutoffs: [Int64]) {
        precondition(bounds.count == entities.count + 1 && bounds.first == 0 && bounds.last == cutoffs.count)
        precondition(zip(entities, entities.dropFirst()).allSatisfy { $0 < $1 }, "entities ascend")
        for (lower, upper) in zip(bounds, bounds.dropFirst()) {
            precondition(lower <= upper, "bounds ascend")
            for index in lower..<max(lower, upper - 1) {
                precondition(cutoffs[index] <= cutoffs[index + 1], "an entity's cutoffs ascend")
            }
        }
        self.entities = entities
        self.bounds = bounds
        self.cutoffs = cutoffs
    }

    /// Asks for all entities at the same times.
    ///
    /// - Precondition: entities ascend without repetition.
    /// - Complexity: O(entities x cutoffs).
    public init(entities: [EntityKey], at cutoffs: [Instant]) {
        let times = cutoffs.map(\.microseconds).sorted()
        var all: [Int64] = []
        all.reserveCapacity(entities.count * times.count)
        for _ in entities.indices { all += times }
        self.init(
            entities: entities, bounds: (0...entities.count).map { $0 * times.count }, cutoffs: all)
    }

    /// Sorts cases in any order.
    ///
    /// - Complexity: O(n log n).
    public init(_ cases: [(entity: EntityKey, cutoff: Instant)]) {
        var times: [EntityKey: [Int64]] = [:]
        for item in cases { times[item.entity, default: []].append(item.cutoff.microseconds) }
        let entities = times.keys.sorted()
        var bounds = [0]
        var cutoffs: [Int64] = []
        cutoffs.reserveCapacity(cases.count)
        for entity in entities {
            cutoffs += (times[entity] ?? []).sorted()
            bounds.append(cutoffs.count)
        }
        self.init(entities: entities, bounds: bounds, cutoffs: cutoffs)
    }

    /// The number of rows.
    public var rowCount: Int { cutoffs.count }

    /// The rows of the entity at an index of `entities`, as indices of `cutoffs`.
    public func rows(ofEntityAt index: Int) -> Range<Int> { bounds[index]..<bounds[index + 1] }

    /// The place of each row among all rows by cutoff, then entity.
    ///
    /// - Complexity: O(rows x log different cutoffs).
    func placesByCutoff() -> [Int] {
        let times = Set(cutoffs).sorted()
        var indexOfTime: [Int64: Int] = [:]
        for (index, time) in times.enumerated() { indexOfTime[time] = index }
        let timeOfRow = cutoffs.map { indexOfTime[$0] ?? 0 }
        var next = [Int](repeating: 0, count: times.count + 1)
        for time in timeOfRow { next[time + 1] += 1 }
        for time in times.indices { next[time + 1] += next[time] }
        return timeOfRow.map { time in
            next[time] += 1
            return next[time] - 1
        }
    }
}
