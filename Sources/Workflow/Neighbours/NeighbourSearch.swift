import Learning
public import LinearAlgebra

/// Rows of a file that are searched, all of them or by an index.
public struct NeighbourSearch: Sendable {
    /// The vectors.
    public let file: VectorFile
    /// Lists that are looked at for a query; nil looks at all rows.
    public let probes: Int?
    /// Rows that have a vector.
    public var rows: Int { lists.rows.order.count }
    /// How near rows are.
    public var measure: NeighbourMeasure { lists.rows.measure }
    let lists: NeighbourLists
    let concurrency: Int

    init(file: VectorFile, lists: NeighbourLists, probes: Int?, concurrency: Int) {
        self.file = file
        self.lists = lists
        self.probes = probes
        self.concurrency = concurrency
    }

    /// Searches all rows of a file.
    ///
    /// - Throws: `LearningError` as `VectorRows`, and where no row has a vector; `ConfigurationError` never.
    public init(_ file: VectorFile, measure: NeighbourMeasure, concurrency: Int?) throws {
        let threads = try NeighbourLearning(.init(), concurrency: concurrency).concurrency
        let usable = try file.usable(measure, concurrency: threads)
        guard let first = usable.first else { throw LearningError.noRows }
        var lists = [Int32](repeating: -1, count: file.rows)
        for row in usable { lists[Int(row)] = 0 }
        self.init(
            file: file,
            lists: NeighbourLists(
                file.design, measure: measure, lists: lists, centres: file.design.selected([Int(first)]),
                concurrency: threads), probes: nil, concurrency: threads)
    }

    /// Finds the neighbours of all queries.
    ///
    /// - Parameters:
    ///   - queries: a file; nil asks for each row's neighbours among the others.
    ///   - neighbours: how many; above 0.
    /// - Throws: `ModelError.otherEmbedder`, `WorkflowError` and `LearningError` for queries that do not fit.
    public func answers(_ queries: VectorFile?, neighbours: Int) throws -> NeighbourAnswers {
        let (asked, source) = try self.asked(queries)
        let count = neighbours + (queries == nil ? 1 : 0)
        var found =
            if let probes {
                lists.nearest(
                    count, to: source.design, asked, probes: probes, concurrency: concurrency)
            } else {
                lists.rows.nearest(count, to: source.design, asked, concurrency: concurrency)
            }
        if queries == nil { found = zip(found, asked).map { $0.others(than: $1, at: neighbours) } }
        var answers = [[Neighbour]](repeating: [], count: source.rows)
        for (row, own) in zip(asked, found) { answers[Int(row)] = own }
        return NeighbourAnswers(neighbours: answers, count: neighbours, measure: measure)
    }

    /// Measures recall, where there is an index, and latency on some of the queries.
    ///
    /// - Parameters: as of `answers`, and how many queries are looked at: evenly spread ones.
    /// - Throws: as `answers`.
    public func measurement(
        _ queries: VectorFile?, neighbours: Int, sample: Int
    ) throws -> NeighbourMeasurement {
        let (asked, source) = try self.asked(queries)
        let count = min(sample, asked.count)
        let chosen = (0..<count).map { asked[$0 * asked.count / count] }
        return NeighbourMeasurement(
            lists, queries: source.design, chosen, neighbours: neighbours, probes: probes,
            isOwn: queries == nil, concurrency: concurrency)
    }

    private func asked(_ queries: VectorFile?) throws -> (rows: [Int32], source: VectorFile) {
        guard let queries else { return (try file.usable(measure, concurrency: concurrency), file) }
        try file.check(queries)
        return (try queries.usable(measure, concurrency: concurrency), queries)
    }
}
