import Features
import Storage
import Testing

@testable import Datasets

struct LogFoldTests {
    static let cutoffs = [3, 9, 10, 25, 60].map {
        Instant(year: 1997, month: 1, day: 1) + TimeSpan.days($0)
    }

    static let features = try? FeatureSet([
        Feature(name: "events", definition: .init(kind: .count, window: .days(7))),
        Feature(name: "spent", definition: .init(kind: .sum, of: "purchase", attribute: "amount")),
        Feature(
            name: "places", definition: .init(kind: .distinct, window: .days(14), attribute: "place")),
        Feature(
            name: "web", definition: .init(kind: .count, where: ["place": .text("web")], window: .days(14))),
        Feature(name: "shop", definition: .init(kind: .channelShare, channel: "shop")),
        Feature(name: "notes", definition: .init(kind: .distinct, attribute: "note")),
        Feature(name: "first", definition: .init(kind: .sum, of: "visit", attribute: "first")),
        Feature(name: "last", definition: .init(kind: .last, attribute: "place", type: .category)),
    ])

    static let linked = try? FeatureSet([
        Feature(name: "events", definition: .init(kind: .count, window: .days(7))),
        Feature(name: "served", definition: .init(kind: .count, of: "served", via: "account")),
    ])

    /// A row as text, so that one that is missing or different shows.
    static func rows(
        _ fold: LogFold, asking cutoffs: [Instant] = cutoffs
    ) throws -> [String] {
        let count = fold.features.features.count
        let parts = try fold.results(
            of: { table in
                FrameQuestions(entities: table.entities.filter { $0.namespace == "customer" }, at: cutoffs)
            }, from: { [String]() }
        ) { rows, block, questions in
            let columns = (0..<count).map { texts(block.values(ofFeatureAt: $0)) }
            var row = 0
            for entity in block.entities {
                for place in questions.rows(ofEntityAt: entity) {
                    let time = Instant(microseconds: questions.cutoffs[place])
                    rows.append("\(questions.entities[entity]) \(time) \(columns.map { $0[row] })")
                    row += 1
                }
            }
        }
        return parts.flatMap { $0 }
    }

    static func texts(_ values: FeatureColumn.Values) -> [String] {
        switch values {
        case .numbers(let numbers): numbers.map { "\($0)" }
        case .categories(let texts): texts.map { $0 ?? "-" }
        }
    }

    static func oracle(_ table: EventTable, _ features: FeatureSet) -> [String] {
        let frame = EventLog(table).frame(
            features,
            of: table.entities.filter { $0.namespace == "customer" }.flatMap { entity in
                cutoffs.map { (entity: entity, cutoff: $0) }
            })
        let columns = frame.columns.map { texts($0.values) }
        return (0..<frame.rowCount).map { row in
            "\(frame.entities[row]) \(frame.cutoffs[row]) \(columns.map { $0[row] })"
        }
    }

    @Test(arguments: [(60, 1, 16), (60, 2, 16), (60, 5, 1), (1_000, 3, 40), (1_000, 1, 10_000)])
    func whatPartitionsFoldToIsTheFrameOfTheWholeLog(
        partitionRows: Int, threads: Int, tableRows: Int
    ) throws {
        let (folder, one, key) = try EventLogStoreTests.published()
        var importing = try EventLogStoreTests.importing(folder)
        importing.partitionRowCount = partitionRows
        let log = try importing.publish(in: folder.path + "/parts", key: key)
        let store = try EventLogStore(log.store.folder, verifiesPartitions: false)
        let whole = try one.store.table()
        for features in [Self.features, Self.linked] {
            let features = try #require(features)
            var fold = LogFold(store, features, concurrency: threads)
            fold.tableRowCount = tableRows
            #expect(fold.isPartitioned == features.links.isEmpty)
            #expect(try Self.rows(fold).sorted() == Self.oracle(whole, features).sorted())
        }
    }

    @Test func theSummaryIsThatOfTheFrame() throws {
        let (folder, published, key) = try EventLogStoreTests.published()
        let features = try #require(Self.features)
        var importing = try EventLogStoreTests.importing(folder)
        importing.partitionRowCount = 60
        let store = try importing.publish(in: folder.path + "/parts", key: key).store
        let whole = try published.store.table()
        let entities = whole.entities.filter { $0.namespace == "customer" }
        let frame = EventLog(whole).frame(
            features, of: entities.flatMap { entity in Self.cutoffs.map { (entity: entity, cutoff: $0) } })
        let summaries = try [1, 2, 4].map { threads in
            try LogFold(store, features, concurrency: threads).summary { table in
                FrameQuestions(
                    entities: table.entities.filter { $0.namespace == "customer" }, at: Self.cutoffs)
            }
        }
        let summary = summaries[0]
        #expect(summaries.allSatisfy { $0 == summary }, "the number of threads changes no bit")
        #expect(summary.rows == frame.rowCount && summary.columns.map(\.name) == features.names)
        for (column, made) in zip(frame.columns, summary.columns) {
            #expect(made.values + made.missing == frame.rowCount)
            switch column.values {
            case .numbers(let numbers):
                let there = numbers.filter { !$0.isNaN }
                #expect(made.values == there.count && made.categories == nil)
                #expect(made.least == there.min() && made.greatest == there.max())
                let sum = there.reduce(0, +)
                #expect(abs((made.sum ?? .nan) - sum) <= 1e-12 * abs(sum))
                #expect(made.mean == made.sum.map { $0 / Double(there.count) })
            case .categories(let texts):
                #expect(made.categories == Set(texts.compactMap { $0 }))
                #expect(made.values == texts.count { $0 != nil } && made.sum == nil && made.mean == nil)
            }
        }
    }

    @Test func aDamagedPartitionIsRefusedWhenItIsRead() throws {
        let (folder, published, _) = try EventLogStoreTests.published()
        defer { withExtendedLifetime(folder) {} }
        let path = published.store.folder + "/events-0000.parquet"
        var bytes = try FileSystem.read(path)
        bytes[bytes.count / 2] ^= 1
        try AtomicFile.write(bytes, to: path)
        let store = try EventLogStore(published.store.folder, verifiesPartitions: false)
        let features = try #require(Self.features)
        let error = #expect(throws: DatasetError.self) { try Self.rows(LogFold(store, features)) }
        #expect(error?.what.contains("not what was written") == true)
        #expect(throws: DatasetError.self) { try store.table(partition: 0) }
    }
}
