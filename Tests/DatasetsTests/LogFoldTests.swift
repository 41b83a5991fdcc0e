import Features
import Storage
import Synchronization
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
        let identified = try FeatureSet(
            #require(Self.features).features, identity: IdentityDefinition(links: ["account"]))
        for features in [Self.features, Self.linked, identified] {
            let features = try #require(features)
            var fold = LogFold(store, features, concurrency: threads)
            fold.tableRowCount = tableRows
            #expect(fold.isPartitioned == (features.links.isEmpty && features.identity == nil))
            #expect(try Self.rows(fold).sorted() == Self.oracle(whole, features).sorted())
        }
    }

    /// More events than DuckDB's vectors have rows: one customer with several vectors of them, hundreds with few.
    static func published(partitionRows: Int) throws -> (
        folder: TemporaryFolder, store: EventLogStore, whole: EventTable
    ) {
        let folder = try TemporaryFolder()
        let rows = (0..<5_000).map { index in
            let customer = index % 5 < 2 ? 1_000 : index % 307
            let (day, note) = (1 + index * 5 % 28, index % 9)
            return
                "\(index),customer-\(customer),account-\(index % 5),1997-01-\(day < 10 ? "0" : "")\(day),"
                + "\(Double(index * 37 % 50) / 4),\(["web", "shop", ""][index % 3]),\(index % 4 == 0),note \(note)"
        }
        try EventLogStoreTests.write(rows, to: "purchases.csv", in: folder)
        let key = try folder.key()
        var importing = try EventLogStoreTests.importing(folder)
        importing.partitionRowCount = partitionRows
        let log = try importing.publish(in: folder.path + "/work", key: key)
        return (
            folder, try EventLogStore(log.store.folder, verifiesPartitions: false), try log.store.table()
        )
    }

    @Test(arguments: [(20_000, 1, 2_048), (20_000, 2, 700), (3_000, 2, 3_000), (20_000, 1, 100_000)])
    func entitiesThatSpanVectorsAreFoldedWholeAndInOrder(
        partitionRows: Int, threads: Int, tableRows: Int
    ) throws {
        let (folder, store, whole) = try Self.published(partitionRows: partitionRows)
        defer { withExtendedLifetime(folder) {} }
        #expect(whole.rowCount > 11_000)
        #expect(whole.rows(of: EntityKey(namespace: "customer", id: "customer-1000")).count == 4_000)
        let features = try #require(Self.features)
        // The rows of the results are those of the tables, in their order: an entity is in one of them.
        var expected: [String] = []
        var entities: [EntityKey] = []
        var oracle = Dictionary(grouping: Self.oracle(whole, features)) { $0.split(separator: " ")[0] }
        for partition in 0..<store.partitionCount {
            var reader = try PartitionReader(
                store, partition: partition, attributes: features.attributes, readsChannels: true)
            var tables: [EventTable] = []
            while let table = try reader.next(tableRows) { tables.append(table) }
            #expect(tables.dropLast().allSatisfy { $0.rowCount + 2_048 >= tableRows })
            #expect(tables.allSatisfy { $0.rowCount < tableRows + 2_048 + 4_000 })
            for entity in tables.flatMap(\.entities) {
                entities.append(entity)
                expected += oracle.removeValue(forKey: "\(entity)") ?? []
            }
        }
        #expect(entities.sorted() == whole.entities && oracle.isEmpty)
        var fold = LogFold(store, features, concurrency: threads)
        fold.tableRowCount = tableRows
        #expect(try Self.rows(fold) == expected)
    }

    /// An entity with exactly the rows of a vector begins with one: nothing changes within any.
    @Test func aTableEndsWhereAVectorDoes() throws {
        let folder = try TemporaryFolder()
        let rows = (0..<5 * 2_048).map { index in
            "customer-\(index % 5),1997-01-\(10 + index % 20),\(index)"
        }
        try folder.write(
            (["customer,date,amount"] + rows).joined(separator: "\n") + "\n", to: "purchases.csv")
        let key = try folder.key()
        let store = try EventLogStoreTests.importing(folder, Fixtures.source())
            .publish(in: folder.path + "/work", key: key).store
        var reader = try PartitionReader(store, partition: 0, attributes: [], readsChannels: false)
        var counts: [Int] = []
        while let table = try reader.next(2_048) {
            #expect(table.entities.count == 1)
            counts.append(table.rowCount)
        }
        #expect(counts == [2_048, 2_048, 2_048, 2_048, 2_048])
    }

    /// The many days of a long calendar do not come on top of each other for thousands of entities.
    @Test func manyQuestionsAreAskedAboutFewEntitiesAtATime() throws {
        let (folder, store, _) = try Self.published(partitionRows: 20_000)
        defer { withExtendedLifetime(folder) {} }
        let features = try #require(Self.features)
        var fold = LogFold(store, features, concurrency: 1)
        #expect(try Self.sizes(fold).count == 1)
        fold.questionsPerEntity = 1_000
        let sizes = try Self.sizes(fold)
        #expect(sizes.count > 2 && sizes.reduce(0, +) == store.rowCount)
        #expect(sizes.allSatisfy { $0 < 4_000 + 2_048 + 1_048 })
        fold.questionsPerEntity = .max
        #expect(try Self.sizes(fold).reduce(0, +) == store.rowCount)
    }

    /// The events of each table that is asked about.
    static func sizes(_ fold: LogFold) throws -> [Int] {
        let sizes = Mutex<[Int]>([])
        _ = try fold.summary { table in
            sizes.withLock { $0.append(table.rowCount) }
            return FrameQuestions(entities: [], at: [])
        }
        return sizes.withLock { $0 }
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
                #expect(made.categories?.texts == Set(texts.compactMap { $0 }))
                #expect(made.values == texts.count { $0 != nil } && made.sum == nil && made.mean == nil)
            }
        }
    }

    @Test func categoriesAreCountedUpToALimit() throws {
        let limit = CategorySet.limit
        let set = try FeatureSet([
            Feature(name: "last", definition: .init(kind: .last, attribute: "place", type: .category))
        ])
        let time = Instant(year: 1997, month: 1, day: 1)
        func summary(_ words: Range<Int>) -> FrameSummary {
            let table = EventTable(
                words.map { number in
                    Event(
                        id: "\(number)", source: "shop", kind: "visit",
                        subject: EntityKey(namespace: "customer", id: "\(number)"), occurredAt: time,
                        recordedAt: time, attributes: ["place": .text("\(number)")])
                })
            var summary = FrameSummary(set)
            FeatureTableFold(set, table, concurrency: 1).forEachBlock(
                of: FrameQuestions(entities: table.entities, at: [time + .days(1)])
            ) { summary.add($0) }
            return summary
        }
        let half = summary(0..<limit / 2)
        var whole = half
        whole.add(summary(limit / 4..<limit))
        let full = try #require(whole.columns[0].categories)
        #expect(full.count == limit && !full.isOverLimit && full.texts.count == limit)
        whole.add(summary(limit..<limit + 1))
        #expect(whole.columns[0].values == limit / 2 + limit * 3 / 4 + 1)
        let over = try #require(whole.columns[0].categories)
        #expect(over.count == limit && over.isOverLimit && over.texts.isEmpty)
        var other = half
        other.add(summary(0..<limit + 1))
        #expect(other.columns[0].categories == over, "whichever comes first")
        #expect(summary(0..<limit + 1).columns[0].categories == over)
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
    }
}
