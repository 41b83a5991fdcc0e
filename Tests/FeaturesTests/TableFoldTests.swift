import Features
import TestKit
import Testing

@Suite("Features of a table against plain loops on random logs")
struct TableFoldTests {
    /// A frame's values, row by row, with a number's bits in place of the number.
    static func bits(_ frame: FeatureFrame) -> [[String]] {
        (0..<frame.rowCount).map { row in
            frame.columns.map { column in
                switch column.values {
                case .numbers(let numbers): numbers[row].isNaN ? "missing" : "\(numbers[row].bitPattern)"
                case .categories(let categories):
                    categories[row].map { "\(FeatureValue.category($0))" } ?? "missing"
                }
            }
        }
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

    @Test("Every row has the oracle's values, bit for bit", arguments: 0..<10)
    func oracle(block: Int) throws {
        for seed in 0..<2 {
            let seed = UInt64(200_000 + block * 10 + seed)
            var generator = EventLogGenerator(seed: seed)
            let set = try generator.featureSet()
            let (log, questions) = Self.world(seed: seed, leads: 3)
            let frame = FeatureTableFold(set, EventTable(log)).frame(of: questions)
            #expect(frame.rowCount == questions.rowCount)
            for (row, bits) in Self.bits(frame).enumerated() {
                let naive = NaiveFeatures(entity: frame.entities[row], events: log)
                let expected = OracleTests.bits(naive.values(set, at: frame.cutoffs[row]))
                #expect(bits == expected, "seed \(seed), row \(row)")
            }
        }
    }

    @Test("Threads, the order of input and other entities in the table change no bit", arguments: 0..<2)
    func threads(seed: Int) throws {
        var generator = EventLogGenerator(seed: UInt64(210_000 + seed))
        let set = try generator.featureSet()
        let (log, questions) = Self.world(seed: UInt64(210_000 + seed), leads: 130)
        let cutoffs = (0..<20).map { EventLogGenerator.start + .days($0 * 2) }
        let all = FrameQuestions(entities: questions.entities, at: cutoffs)
        let table = EventTable(log)
        let expected = Self.bits(FeatureTableFold(set, table, concurrency: 1).frame(of: all))
        for concurrency in [2, 5] {
            let fold = FeatureTableFold(
                set, EventTable(generator.random.shuffled(log)), concurrency: concurrency)
            #expect(Self.bits(fold.frame(of: all)) == expected)
        }
        let frame = FeatureTableFold(set, table).frame(of: all)
        for entity in questions.entities.prefix(3) {
            let one = FeatureTableFold(set, table).frame(of: FrameQuestions(entities: [entity], at: cutoffs))
            let own = (0..<all.rowCount).filter { frame.entities[$0] == entity }
            #expect(Self.bits(one) == own.map { expected[$0] })
        }
    }

    @Test("Blocks come in the order of the questions and hold whole entities")
    func blocks() throws {
        var generator = EventLogGenerator(seed: 220_000)
        let set = try generator.featureSet()
        let (log, questions) = Self.world(seed: 220_000, leads: 500)
        let fold = FeatureTableFold(set, EventTable(log), concurrency: 2)
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
        #expect(sizes.count > 1)
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
        let frame = FeatureTableFold(set, EventTable(log)).frame(
            of: FrameQuestions(entities: [Fixture.lead], at: days.map { Fixture.day($0) }))
        #expect(frame.column("recent")?.values == .numbers([0, 1, 1, 0, 1, 0, 0, 0]))
        #expect(frame.column("all")?.values == .numbers([0, 1, 1, 1, 2, 3, 3, 4]))
        #expect(frame.column("sum")?.values == .numbers([0, 1, 1, 0, 4, 0, 0, 0]))
    }
}
