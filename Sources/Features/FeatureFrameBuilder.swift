/// Builds a frame from one entity's history after another, so that no more than one has to be in memory.
public struct FeatureFrameBuilder: Sendable {
    /// The features computed.
    public var set: FeatureSet { fold.set }

    private var fold: FeatureFold
    private var entities: [EntityKey] = []
    /// By row, the index in `entities` and the cutoff.
    private var rows: [(entity: Int, cutoff: Instant)] = []
    private var columns: [FeatureColumn.Values]
    private var buffer: [FeatureValue] = []

    /// Creates a builder without rows.
    public init(_ set: FeatureSet) {
        fold = FeatureFold(set)
        columns = set.features.map { $0.definition.columnKind == .number ? .numbers([]) : .categories([]) }
    }

    /// Adds a row a cutoff.
    ///
    /// - Parameters: an entity, once; its events and those of every entity it was ever linked to
    ///   (`FeatureSet.linkedKeys(in:)`), in any order and also those recorded after the cutoffs; the cutoffs.
    /// - Complexity: O(events + cutoffs x features x log events) when events come sorted and in time, see
    ///   `FeatureFold.values(at:)`.
    public mutating func add(entity: EntityKey, events: [Event], cutoffs: [Instant]) {
        guard !cutoffs.isEmpty else { return }
        fold.reset(entity: entity)
        fold.record(events)
        for cutoff in cutoffs {
            fold.write(at: cutoff, into: &buffer)
            rows.append((entities.count, cutoff))
            for index in columns.indices { columns[index].append(buffer[index]) }
        }
        entities.append(entity)
    }

    /// The frame of all rows so far, sorted by cutoff, then entity.
    ///
    /// - Complexity: O(rows x (log rows + columns)).
    public func frame() -> FeatureFrame {
        var rank = [Int](repeating: 0, count: entities.count)
        for (place, entity) in entities.indices.sorted(by: { entities[$0] < entities[$1] }).enumerated() {
            rank[entity] = place
        }
        let order = rows.indices.sorted {
            rows[$0].cutoff == rows[$1].cutoff
                ? rank[rows[$0].entity] < rank[rows[$1].entity] : rows[$0].cutoff < rows[$1].cutoff
        }
        return FeatureFrame(
            entities: order.map { entities[rows[$0].entity] }, cutoffs: order.map { rows[$0].cutoff },
            columns: zip(set.names, columns).map { name, values in
                FeatureColumn(name: name, values: values.rows(order))
            })
    }
}

extension FeatureColumn.Values {
    /// Appends a value of the column's kind or a missing one.
    fileprivate mutating func append(_ value: FeatureValue) {
        switch self {
        case .numbers(var numbers):
            self = .numbers([])
            if case .number(let number) = value { numbers.append(number) } else { numbers.append(.nan) }
            self = .numbers(numbers)
        case .categories(var categories):
            self = .categories([])
            if case .category(let text) = value { categories.append(text) } else { categories.append(nil) }
            self = .categories(categories)
        }
    }

    /// The values at these indices, in their order.
    fileprivate func rows(_ indices: [Int]) -> FeatureColumn.Values {
        switch self {
        case .numbers(let numbers): .numbers(indices.map { numbers[$0] })
        case .categories(let categories): .categories(indices.map { categories[$0] })
        }
    }
}
