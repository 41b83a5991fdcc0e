import Features
import TestKit
import Testing

@Suite("The fold against plain loops on random logs")
struct OracleTests {
    /// The values with a number's bits in place of the number.
    static func bits(_ values: [FeatureValue]) -> [String] {
        values.map { value in
            if case .number(let number) = value { "\(number.bitPattern)" } else { "\(value)" }
        }
    }

    @Test("2,500 logs, all kinds, links, late records: the oracle's values, bit for bit", arguments: 0..<25)
    func oracle(block: Int) throws {
        for seed in 0..<100 {
            var generator = EventLogGenerator(seed: UInt64(block * 100 + seed))
            let set = try generator.featureSet()
            let log = generator.log()
            let naive = NaiveFeatures(entity: EventLogGenerator.entity, events: log)
            var fold = FeatureFold(set)
            fold.reset(entity: EventLogGenerator.entity)
            fold.record(log)
            for _ in 0..<3 {
                let cutoff = generator.instant()
                #expect(
                    Self.bits(fold.values(at: cutoff)) == Self.bits(naive.values(set, at: cutoff)),
                    "seed \(block * 100 + seed), cutoff \(cutoff)")
            }
        }
    }

    @Test("Arrival order, questions in between and a used fold leave the bits alone", arguments: 0..<10)
    func order(block: Int) throws {
        for seed in 0..<20 {
            var generator = EventLogGenerator(seed: UInt64(90_000 + block * 20 + seed))
            let set = try generator.featureSet()
            let log = generator.log()
            let cutoff = generator.instant()
            var sorted = FeatureFold(set)
            sorted.reset(entity: EventLogGenerator.entity)
            sorted.record(log.sorted(by: Event.precedes))
            let expected = Self.bits(sorted.values(at: cutoff))

            var fold = FeatureFold(set)
            for _ in 0..<3 {
                fold.reset(entity: EventLogGenerator.entity)
                for event in generator.random.shuffled(log) {
                    fold.record(event)
                    if generator.random.oneIn(4) { _ = fold.values(at: generator.instant()) }
                }
                #expect(Self.bits(fold.values(at: cutoff)) == expected)
            }
        }
    }

    @Test("Nothing recorded at or after the cutoff has a part in a value", arguments: 0..<10)
    func future(block: Int) throws {
        for seed in 0..<20 {
            var generator = EventLogGenerator(seed: UInt64(70_000 + block * 20 + seed))
            let set = try generator.featureSet()
            let log = generator.log()
            let cutoff = generator.instant()
            var invented: [Event] = []
            for _ in 0..<20 {
                var event = generator.event()
                event.recordedAt = max(event.recordedAt, cutoff)
                invented.append(event)
            }
            let rewritten = log.map { event in
                guard event.recordedAt >= cutoff else { return event }
                var changed = generator.event()
                changed.recordedAt = event.recordedAt
                return changed
            }
            var fold = FeatureFold(set)
            fold.reset(entity: EventLogGenerator.entity)
            fold.record(log)
            let expected = Self.bits(fold.values(at: cutoff))
            fold.reset(entity: EventLogGenerator.entity)
            fold.record(generator.random.shuffled(rewritten + invented))
            #expect(Self.bits(fold.values(at: cutoff)) == expected)
        }
    }

    @Test("A trace gives the fold's value and names each event on its right side", arguments: 0..<50)
    func trace(seed: Int) throws {
        var generator = EventLogGenerator(seed: UInt64(50_000 + seed))
        let set = try generator.featureSet()
        let cutoff = generator.instant()
        var fold = FeatureFold(set)
        fold.reset(entity: EventLogGenerator.entity)
        fold.record(generator.log())
        for (name, value) in zip(set.names, fold.values(at: cutoff)) {
            let trace = try fold.trace(feature: name, at: cutoff)
            #expect(trace.value == value)
            #expect(trace.counted.allSatisfy { $0.occurredAt < cutoff && $0.recordedAt < cutoff })
            #expect(trace.withheld.allSatisfy { $0.occurredAt < cutoff && $0.recordedAt >= cutoff })
            if set.definition(of: name)?.kind == .count, let definition = set.definition(of: name) {
                let missing = definition.via != nil && trace.linkedTo == nil
                #expect(value == (missing ? .missing : .number(Double(trace.counted.count))))
            }
        }
    }
}
