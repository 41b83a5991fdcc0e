/// Computes the features of many entities from a table of events, block by block: what training and batch scores ask.
///
/// The formulas and the rules of what is known are those of `FeatureFold`, and so are the bits, whatever the number of
/// threads.
public struct FeatureTableFold: Sendable {
    /// The features computed.
    public let set: FeatureSet
    /// Threads at most.
    public let concurrency: Int

    let binding: TableBinding
    let kinds: [ColumnKind]
    /// Rows a block at least, of whole entities.
    let rowsOfBlock: Int
    /// Blocks that wait for the consumer at most, by thread.
    private static let blocksOfThread = 8

    /// Resolves the features' names in a table.
    ///
    /// - Parameters:
    ///   - set: the features.
    ///   - table: the events of the entities that will be asked and of those they were ever linked to.
    ///   - concurrency: threads at most.
    /// - Precondition: the concurrency is above 0.
    /// - Complexity: O(features squared + names).
    public init(_ set: FeatureSet, _ table: EventTable, concurrency: Int) {
        // Few enough rows for a processor's cache.
        self.init(set, table, concurrency: concurrency, rowsOfBlock: 1024)
    }

    /// The same with blocks of another size, which is no part of any result.
    package init(_ set: FeatureSet, _ table: EventTable, concurrency: Int, rowsOfBlock: Int) {
        self.set = set
        self.rowsOfBlock = rowsOfBlock
        self.concurrency = concurrency
        precondition(self.concurrency > 0, "at least one thread works")
        binding = TableBinding(set, table)
        kinds = set.features.map(\.definition.columnKind)
    }

    /// Calls a body with all rows, block by block, in the order of the questions.
    ///
    /// - Complexity: O(groups x events + questions x (events + cutoffs)), see `FeatureEngine`; in memory are a few blocks a
    ///   thread.
    public func forEachBlock<Failure: Error>(
        of questions: FrameQuestions, _ body: (FeatureBlock) throws(Failure) -> Void
    ) throws(Failure) {
        let blocks = blocks(of: questions)
        // Alone, a thread hands each block over while it is still in the processor's cache.
        let wave = concurrency == 1 ? 1 : concurrency * Self.blocksOfThread
        var workshop = Workshop()
        for first in stride(from: 0, to: blocks.count, by: wave) {
            let range = first..<min(first + wave, blocks.count)
            compute(blocks[range], of: questions, in: &workshop)
            for place in 0..<range.count { try body(workshop.blocks[place]) }
        }
    }

    /// All rows, sorted by cutoff, then entity.
    ///
    /// - Complexity: that of `forEachBlock(of:_:)` and O(rows x columns).
    public func frame(of questions: FrameQuestions) -> FeatureFrame {
        let places = questions.placesByCutoff()
        var numbers: [[Double]] = kinds.map {
            $0 == .number ? Array(repeating: .nan, count: questions.rowCount) : []
        }
        var categories: [[String?]] = kinds.map {
            $0 == .category ? Array(repeating: nil, count: questions.rowCount) : []
        }
        forEachBlock(of: questions) { block in
            for feature in kinds.indices {
                switch kinds[feature] {
                case .number:
                    block.withNumbers(ofFeatureAt: feature) { values in
                        for row in 0..<values.count {
                            numbers[feature][places[block.rows.lowerBound + row]] = values[row]
                        }
                    }
                case .category:
                    guard case .categories(let values) = block.values(ofFeatureAt: feature) else { continue }
                    for (row, value) in zip(block.rows, values) { categories[feature][places[row]] = value }
                }
            }
        }
        var entities = [Int](repeating: 0, count: questions.rowCount)
        var cutoffs = [Instant](repeating: Instant(microseconds: 0), count: questions.rowCount)
        for entity in questions.entities.indices {
            for row in questions.rows(ofEntityAt: entity) {
                entities[places[row]] = entity
                cutoffs[places[row]] = Instant(microseconds: questions.cutoffs[row])
            }
        }
        return FeatureFrame(
            entities: entities.map { questions.entities[$0] }, cutoffs: cutoffs,
            columns: set.features.indices.map { feature in
                FeatureColumn(
                    name: set.features[feature].name,
                    values: kinds[feature] == .number
                        ? .numbers(numbers[feature]) : .categories(categories[feature]))
            })
    }

    /// Cuts questions into blocks of consecutive entities, by their number of rows alone.
    private func blocks(of questions: FrameQuestions) -> [Range<Int>] {
        var blocks: [Range<Int>] = []
        var first = 0
        for entity in questions.entities.indices {
            let rows = questions.bounds[entity + 1] - questions.bounds[first]
            if rows >= rowsOfBlock || entity == questions.entities.count - 1 {
                blocks.append(first..<entity + 1)
                first = entity + 1
            }
        }
        return blocks
    }
}
