import Features
import Foundation
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

    @Test(
        "2,500 logs, all kinds, links, late records: the oracle's values, bit for bit, from both folds",
        arguments: 0..<25)
    func oracle(block: Int) throws { try Self.compareFolds(block: block) }

    /// `scripts/proofs engine-oracle` runs it.
    @Test(
        "20,000 more logs", .enabled(if: ProcessInfo.processInfo.environment["LEADLINE_PROOFS"] == "1"),
        arguments: 1000..<1200)
    func manyLogs(block: Int) throws { try Self.compareFolds(block: block) }

    /// Asks the online and the training fold about a hundred logs.
    static func compareFolds(block: Int) throws {
        for seed in block * 100..<block * 100 + 100 {
            var generator = EventLogGenerator(seed: UInt64(seed))
            let set = try generator.featureSet()
            let log = generator.log()
            let own = EventLogGenerator.entity
            let questions = FrameQuestions(
                (0..<3).map { _ in (entity: own, cutoff: generator.instant()) }
                    + [(entity: EventLogGenerator.others[0], cutoff: generator.instant())])
            var naive = NaiveFeatures(entity: own, events: log)
            var fold = FeatureFold(set)
            fold.reset(entity: own)
            fold.record(log)
            let frame = FeatureTableFold(set, EventTable(log), concurrency: 1).frame(of: questions)
            for row in 0..<frame.rowCount {
                let values = frame.values(ofRow: row)
                naive.entity = frame.entities[row]
                let wrong = naive.disagreement(with: values, of: set, at: frame.cutoffs[row])
                #expect(wrong == nil, "seed \(seed)")
                if frame.entities[row] == own {
                    #expect(bits(fold.values(at: frame.cutoffs[row])) == bits(values), "seed \(seed)")
                }
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
