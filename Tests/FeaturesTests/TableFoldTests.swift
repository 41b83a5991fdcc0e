import Features
import Foundation
import TestKit
import Testing

@Suite("Features of a table against plain loops on random logs")
struct TableFoldTests {
    /// A frame's values, row by row, with a number's bits in place of the number.
    static func bits(_ frame: FeatureFrame) -> [[String]] {
        (0..<frame.rowCount).map { OracleTests.bits(frame.values(ofRow: $0)) }
    }

    /// A log of some leads and the accounts they are linked to, with questions about all of them, and about one nobody
    /// knows.
    static func world(seed: UInt64, leads: Int) -> (log: [Event], questions: FrameQuestions) {
        var generator = EventLogGenerator(seed: seed)
        var log: [Event] = []
        var cases: [(entity: EntityKey, cutoff: Instant)] = []
        for lead in 0..<leads {
            let key = EntityKey(namespace: "lead", id: "\(lead)")
            for var event in generator.log() {
                if event.subject == EventLogGenerator.entity { event.subject = key }
                event.id += "-\(lead)"
                log.append(event)
            }
            for _ in 0..<generator.random.below(7) {
                cases.append((entity: key, cutoff: generator.instant()))
            }
        }
        // An event exactly at a cutoff, and one exactly at the start of a window, are the edges.
        for event in log.prefix(5) { cases.append((entity: event.subject, cutoff: event.recordedAt)) }
        for event in log.prefix(5) {
            cases.append((entity: event.subject, cutoff: event.occurredAt + .days(3)))
        }
        cases.append((entity: EntityKey(namespace: "lead", id: "nobody"), cutoff: EventLogGenerator.start))
        return (log, FrameQuestions(cases))
    }

    @Test(
        "Every row has the oracle's values, bit for bit, however questions are cut into blocks",
        arguments: 0..<10)
    func oracle(block: Int) throws {
        for seed in 0..<20 { try Self.compare(seed: 200_000 + block * 20 + seed) }
    }

    /// `scripts/proofs engine-oracle` runs it.
    @Test(
        "Two thousand more logs of several leads",
        .enabled(if: ProcessInfo.processInfo.environment["LEADLINE_PROOFS"] == "1"), arguments: 0..<100)
    func manyLogs(block: Int) throws {
        for seed in 0..<20 { try Self.compare(seed: 230_000 + block * 20 + seed) }
    }

    @Test("A condition on a link finds its keys in the dictionary of a whole log")
    func linksOfAPart() throws {
        let keys = (0..<40_000).map { EntityKey(namespace: "account", id: "\($0)") }
        let condition = AttributeCondition.oneOf([.link(keys[39_999]), .link(keys[7])])
        let set = try FeatureSet([
            Feature(name: "theirs", definition: .init(kind: .count, where: ["account": condition]))
        ])
        let times = [1, 2, 3, 4, 5].map { Fixture.day($0).microseconds }
        let none = [UInt16](repeating: 0, count: 5)
        let table = EventTable(
            entities: [Fixture.lead], bounds: [0, 5], occurredAt: times, recordedAt: times, kind: none,
            kinds: ["visit"], channel: none, channels: [""], source: none, sources: ["shop"],
            attributes: [
                AttributeColumn(
                    name: "account", values: .links([39_999, 8, -1, 7, 7], dictionary: keys))
            ])
        let frame = FeatureTableFold(set, table, concurrency: 1).frame(
            of: FrameQuestions(entities: [Fixture.lead], at: [Fixture.day(5), Fixture.day(6)]))
        #expect(frame.columns[0].values == .numbers([2, 3]))
    }

    /// Asks about some leads that share accounts, with blocks and threads by the seed.
    static func compare(seed: Int) throws {
        var generator = EventLogGenerator(seed: UInt64(seed))
        let set = try generator.featureSet()
        let (log, questions) = Self.world(seed: UInt64(seed), leads: 3)
        let fold = FeatureTableFold(
            set, EventTable(log), concurrency: [1, 2, 5][seed % 3], rowsOfBlock: [1, 3, 1024][seed / 3 % 3])
        let frame = fold.frame(of: questions)
        #expect(frame.rowCount == questions.rowCount)
        var naive = NaiveFeatures(entity: EventLogGenerator.entity, events: log)
        for row in 0..<frame.rowCount {
            naive.entity = frame.entities[row]
            let wrong = naive.disagreement(with: frame.values(ofRow: row), of: set, at: frame.cutoffs[row])
            #expect(wrong == nil, "seed \(seed), row \(row)")
        }
    }

    /// With five threads and blocks of an entity each there is more than one wave of blocks, with one thread there are
    /// many, and leads with few questions come after some with more.
    @Test("Threads, blocks, waves, the order of input and other entities in the table change no bit")
    func threads() throws {
        var generator = EventLogGenerator(seed: 210_000)
        let set = try generator.featureSet()
        let (log, questions) = Self.world(seed: 210_000, leads: 52)
        #expect(questions.entities.count > 40)
        let table = EventTable(log)
        let frame = FeatureTableFold(set, table, concurrency: 1).frame(of: questions)
        let expected = Self.bits(frame)
        for concurrency in [1, 2, 5] {
            let table = EventTable(generator.random.shuffled(log))
            for rowsOfBlock in [1, 3, 1024] {
                let fold = FeatureTableFold(set, table, concurrency: concurrency, rowsOfBlock: rowsOfBlock)
                #expect(
                    Self.bits(fold.frame(of: questions)) == expected,
                    "\(concurrency) threads, blocks of \(rowsOfBlock)")
            }
        }
        for entity in questions.entities.prefix(3) {
            let own = (0..<frame.rowCount).filter { frame.entities[$0] == entity }
            let one = FrameQuestions(own.map { (entity: entity, cutoff: frame.cutoffs[$0]) })
            #expect(
                Self.bits(FeatureTableFold(set, table, concurrency: 2).frame(of: one))
                    == own.map { expected[$0] })
        }
    }

    @Test("Blocks come in the order of the questions and hold whole entities", arguments: [1, 3, 10])
    func blocks(rowsOfBlock: Int) throws {
        var generator = EventLogGenerator(seed: 220_000)
        let set = try generator.featureSet()
        let (log, questions) = Self.world(seed: 220_000, leads: 30)
        let fold = FeatureTableFold(set, EventTable(log), concurrency: 2, rowsOfBlock: rowsOfBlock)
        var rows: [Int] = []
        var entities: [Int] = []
        var sizes: [Int] = []
        fold.forEachBlock(of: questions) { block in
            rows += Array(block.rows)
            entities += Array(block.entities)
            sizes.append(block.rows.count)
            #expect(block.rows.lowerBound == questions.bounds[block.entities.lowerBound])
            for feature in set.features.indices {
                switch block.values(ofFeatureAt: feature) {
                case .numbers(let values): #expect(values.count == block.rows.count)
                case .categories(let values): #expect(values.count == block.rows.count)
                }
            }
        }
        #expect(rows == Array(0..<questions.rowCount))
        #expect(entities == Array(questions.entities.indices))
        #expect(sizes.dropLast().allSatisfy { $0 >= rowsOfBlock })
        // An entity has at most sixteen rows.
        #expect(sizes.allSatisfy { $0 < rowsOfBlock + 16 })
    }

    @Test("Windows hold their start and not their end, however late events are known")
    func edges() throws {
        let set = try FeatureSet([
            Feature(name: "recent", definition: .init(kind: .count, window: .days(2))),
            Feature(name: "all", definition: .init(kind: .count)),
            Feature(name: "sum", definition: .init(kind: .sum, window: .days(2), attribute: "amount")),
        ])
        let log = [
            Fixture.event("1", at: Fixture.day(1), ["amount": .number(1)]),
            Fixture.event("2", at: Fixture.day(2), recorded: Fixture.day(9), ["amount": .number(2)]),
            Fixture.event("3", at: Fixture.day(3), recorded: Fixture.day(4), ["amount": .number(4)]),
            Fixture.event("4", at: Fixture.day(3), recorded: Fixture.day(5), ["amount": .number(8)]),
        ]
        let days = [1, 2, 3, 4, 5, 6, 9, 10]
        let frame = FeatureTableFold(set, EventTable(log), concurrency: 2).frame(
            of: FrameQuestions(entities: [Fixture.lead], at: days.map { Fixture.day($0) }))
        #expect(frame.column("recent")?.values == .numbers([0, 1, 1, 0, 1, 0, 0, 0]))
        #expect(frame.column("all")?.values == .numbers([0, 1, 1, 1, 2, 3, 3, 4]))
        #expect(frame.column("sum")?.values == .numbers([0, 1, 1, 0, 4, 0, 0, 0]))
    }
}
