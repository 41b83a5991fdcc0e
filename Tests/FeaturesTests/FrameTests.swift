import Features
import TestKit
import Testing

@Suite("Frames")
struct FrameTests {
    @Test("Rows are sorted by cutoff, then entity, whatever order they were added in")
    func order() throws {
        let set = try FeatureSet([
            Feature(name: "frequency", definition: .init(kind: .count, of: "purchase")),
            Feature(name: "plan", definition: .init(kind: .attribute, attribute: "plan")),
            Feature(name: "recency", definition: .init(kind: .timeSinceLast)),
        ])
        let second = EntityKey(namespace: "lead", id: "2")
        let questions = FrameQuestions([
            (entity: second, cutoff: Fixture.day(21)), (entity: Fixture.lead, cutoff: Fixture.day(12)),
            (entity: second, cutoff: Fixture.day(1)), (entity: Fixture.lead, cutoff: Fixture.day(21)),
        ])
        let frame = FeatureTableFold(set, EventTable(Fixture.history), concurrency: 2).frame(of: questions)
        #expect(frame.entities == [second, Fixture.lead, Fixture.lead, second])
        #expect(frame.cutoffs == [1, 12, 21, 21].map { Fixture.day($0) })
        #expect(frame.column("plan")?.values == .categories([nil, "free", "pro", nil]))
        #expect(frame.column("frequency")?.values == .numbers([0, 3, 4, 0]))
        guard case .numbers(let recency)? = frame.column("recency")?.values else {
            Issue.record("recency is no column of numbers")
            return
        }
        #expect(recency.map(\.isNaN) == [true, false, false, true])
        #expect(recency[2] == 2)
    }

    @Test("A frame holds what a fold of one entity says", arguments: 0..<20)
    func rows(seed: Int) throws {
        var generator = EventLogGenerator(seed: UInt64(30_000 + seed))
        let set = try generator.featureSet()
        let log = generator.log()
        let cutoffs = (0..<4).map { EventLogGenerator.start + .days($0 * 10) }
        let questions = FrameQuestions(entities: [EventLogGenerator.entity], at: cutoffs)
        let frame = FeatureTableFold(set, EventTable(log), concurrency: 2).frame(of: questions)
        let naive = NaiveFeatures(entity: EventLogGenerator.entity, events: log)
        for (row, cutoff) in cutoffs.enumerated() {
            let wrong = naive.disagreement(with: frame.values(ofRow: row), of: set, at: cutoff)
            #expect(wrong == nil)
        }
    }
}
