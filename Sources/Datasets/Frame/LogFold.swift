internal import Dispatch
public import Features
internal import FoundationEssentials
internal import Synchronization

/// Folds a stored log into features without ever having it in memory: partition by partition, some entities at a time.
///
/// Each thread reads and folds a partition of its own, and of each only the attributes that the features read. Where a
/// feature goes by a link, or keys may belong to others, an entity's value rests on events of other partitions: then the
/// columns that are read are those of the whole log.
public struct LogFold: Sendable {
    /// The log.
    public let store: EventLogStore
    /// The features computed.
    public let features: FeatureSet
    /// Threads at most; they change no bit.
    public let concurrency: Int
    /// Attributes to read beside those of the features, for who asks the questions.
    private let attributes: Set<String>
    /// Whether the log is folded a partition at a time; false where a feature, a question or an identity goes by a link.
    public let isPartitioned: Bool
    /// How many questions are asked about an entity, at most: where there are many, fewer entities are asked about at a time.
    public var questionsPerEntity = 1
    /// About how many events of a partition are in memory at a time, by thread.
    var tableRowCount = PartitionReader.defaultRowCount
    /// How many questions are in memory at a time, by thread, but for those of one entity.
    private static let questionCount = 1 << 20

    /// Prepares a fold; nothing is read yet.
    ///
    /// - Parameters:
    ///   - attributes: the names of attributes to read beside those of the features.
    ///   - asksOwnEventsAlone: false where whether an entity is asked about rests on the events of others.
    ///   - concurrency: threads at most; nil takes one a processor.
    /// - Precondition: the concurrency is above 0.
    public init(
        _ store: EventLogStore, _ features: FeatureSet, attributes: Set<String> = [],
        asksOwnEventsAlone: Bool = true, concurrency: Int? = nil
    ) {
        self.store = store
        self.features = features
        self.attributes = attributes.union(features.attributes)
        isPartitioned = asksOwnEventsAlone && features.links.isEmpty && features.identity == nil
        self.concurrency = concurrency ?? ProcessInfo.processInfo.activeProcessorCount
        precondition(self.concurrency > 0, "at least one thread works")
    }

    /// Folds all rows that are asked for into results, one a partition in their order, or one of the whole log.
    ///
    /// - Parameters:
    ///   - questions: which rows are asked for, of the entities of a table with all their events.
    ///   - make: an empty result.
    ///   - add: adds a block of rows to a result; those of one result come in the order of their entities' tables.
    /// - Throws: `DatasetError` for a file that cannot be read; the first partition's, if several cannot.
    /// - Complexity: O(events x (attributes + groups) + rows x features) in time; in memory are the entities' keys, a few
    ///   tables of about 32,768 events a thread and about a million questions, or the whole log where it is not partitioned.
    public func results<Result: Sendable>(
        of questions: @Sendable (EventTable) throws(DatasetError) -> FrameQuestions,
        from make: @Sendable () -> Result,
        adding add: @Sendable (inout Result, FeatureBlock, FrameQuestions) -> Void
    ) throws(DatasetError) -> [Result] {
        guard isPartitioned else {
            let table = try store.table(attributes: attributes)
            var result = make()
            let asked = try questions(table)
            FeatureTableFold(features, table, concurrency: concurrency).forEachBlock(of: asked) {
                add(&result, $0, asked)
            }
            return [result]
        }
        let count = store.partitionCount
        let workers = min(concurrency, max(1, count))
        let shared = Mutex(
            Shared<Result>(results: Array(repeating: nil, count: count), next: 0, failures: [:]))
        DispatchQueue.concurrentPerform(iterations: workers) { _ in
            while let number = shared.withLock({ $0.take() }) {
                do throws(DatasetError) {
                    var result = make()
                    try fold(number, threads: max(1, concurrency / workers), questions) {
                        add(&result, $0, $1)
                    }
                    shared.withLock { [result] in $0.results[number] = result }
                } catch { shared.withLock { $0.failures[number] = error } }
            }
        }
        let (results, failures) = shared.withLock { ($0.results, $0.failures) }
        if let failure = failures.min(by: { $0.key < $1.key }) { throw failure.value }
        return results.compactMap { $0 }
    }

    private struct Shared<Result: Sendable>: Sendable {
        /// By partition.
        var results: [Result?]
        /// The next partition that nobody works on.
        var next: Int
        var failures: [Int: DatasetError]

        mutating func take() -> Int? {
            guard next < results.count, failures.isEmpty else { return nil }
            next += 1
            return next - 1
        }
    }

    private func fold(
        _ partition: Int, threads: Int,
        _ questions: (EventTable) throws(DatasetError) -> FrameQuestions,
        _ body: (FeatureBlock, FrameQuestions) -> Void
    ) throws(DatasetError) {
        var reader = try PartitionReader(
            store, partition: partition, attributes: attributes, readsChannels: features.readsChannels)
        // No entity is without events.
        let rowCount = min(tableRowCount, max(1, Self.questionCount / max(1, questionsPerEntity)))
        while let table = try reader.next(rowCount) {
            let asked = try questions(table)
            FeatureTableFold(features, table, concurrency: threads).forEachBlock(of: asked) {
                body($0, asked)
            }
        }
    }
}
