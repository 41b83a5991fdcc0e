import Features
import Foundation
import LinearAlgebra
import Models
import Testing

@testable import Learning

/// Bins and levels that are read by their evidence, against plain loops and NumPy.
@Suite struct EvidenceTests {
    private struct Fixture: Decodable {
        var cases: [Case]
        var hashes: [Hash]

        struct Case: Decodable {
            var limit: Int
            var minimumCount: Int
            var values: [Double?]
            var labels: [Bool]
            var edges: [Double]
            var counts: [Int]
            var evidence: [Double]
            var missing: Double
            var informationValue: Double
        }
        struct Hash: Decodable {
            var text: String
            var count: Int
            var bucket: Int
        }

        static func read() throws -> Fixture {
            let url = URL(filePath: #filePath).deletingLastPathComponent().appending(
                path: "Fixtures/evidence.json")
            return try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: url))
        }
    }

    private func fit(
        _ values: FeatureColumn.Values, _ encoding: InputSelection.Encoding, _ labels: [Bool],
        minimumCount: Int = 5
    ) throws -> FittedPreprocessor {
        let selection = try InputSelection([.init(name: "x", encoding: encoding)])
        return try Preprocessor(.init(inputs: selection, minimumCount: minimumCount)).fit(
            ScorerTrainerTests.frame([FeatureColumn(name: "x", values: values)]), labels: labels)
    }

    private func bins(_ fitted: FittedPreprocessor) throws -> EvidenceBins {
        guard case .bins(let bins) = fitted.encoder.columns[0].encoding else {
            throw ConfigurationError(key: "bins", requirement: "there")
        }
        return bins
    }

    /// Numbers with ties and gaps, and labels that hang together with them.
    private func sample(_ seed: UInt64, rows: Int = 400) -> (values: [Double], labels: [Bool]) {
        var random = CounterRandom(seed: seed, stream: "evidence")
        var values: [Double] = []
        var labels: [Bool] = []
        for _ in 0..<rows {
            let value = (random.nextUniform() * random.nextUniform() * 40).rounded()
            labels.append(random.nextUniform() < 0.1 + 0.5 * abs(value - 15) / 40)
            values.append(random.nextUniform() < 0.1 ? .nan : value)
        }
        return (values, labels)
    }

    @Test func binsAreThoseOfTheReference() throws {
        let cases = try Fixture.read().cases
        #expect(cases.count == 4)
        for one in cases {
            let fitted = try fit(
                .numbers(one.values.map { $0 ?? .nan }), .bins(one.limit, isMonotone: false), one.labels,
                minimumCount: one.minimumCount)
            let bins = try bins(fitted)
            let evidence = try #require(fitted.evidence[0])
            #expect(bins.edges == one.edges)
            #expect(evidence.parts.dropLast().map(\.rows) == one.counts)
            for (found, expected) in zip(bins.evidence + [bins.missing], one.evidence + [one.missing]) {
                #expect(abs(found - expected) < 1e-13)
            }
            #expect(abs(evidence.informationValue - one.informationValue) < 1e-13)
        }
    }

    @Test func hashesAreThoseOfTheReference() throws {
        let hashes = try Fixture.read().hashes
        #expect(hashes.count == 21)
        for one in hashes { #expect(LevelBucket.index(of: one.text, count: one.count) == one.bucket) }
    }

    /// Every number is in one bin; bins are large enough and hold what was counted; the evidence is that of a plain loop.
    @Test(arguments: 1...12)
    func binsPartitionTheLine(seed: Int) throws {
        let (values, labels) = sample(UInt64(seed))
        let isMonotone = seed.isMultiple(of: 2)
        let fitted = try fit(.numbers(values), .bins(2 + seed, isMonotone: isMonotone), labels)
        let bins = try bins(fitted)
        let evidence = try #require(fitted.evidence[0])
        #expect(evidence.parts.reduce(0) { $0 + $1.rows } == values.count)
        #expect(evidence.parts.reduce(0) { $0 + $1.positives } == labels.count { $0 })
        #expect(evidence.parts.count <= 3 + seed && evidence.informationValue >= 0)
        let share = Double(labels.count { $0 }) / Double(labels.count)
        let bounds = [-Double.infinity] + bins.edges + [.infinity]
        for index in bins.evidence.indices {
            let rows = values.indices.filter {
                bounds[index] <= values[$0] && values[$0] < bounds[index + 1]
            }
            let positives = Double(rows.count { labels[$0] })
            #expect(rows.count == evidence.parts[index].rows && rows.count >= 5)
            #expect(rows.allSatisfy { bins.bin(of: values[$0]) == index })
            let odds =
                (positives + 10 * share) / (Double(rows.count) - positives + 10 * (1 - share))
            #expect(abs(bins.evidence[index] - (log(odds) - log(share / (1 - share)))) < 1e-12)
        }
        if isMonotone {
            let steps = zip(bins.evidence, bins.evidence.dropFirst()).map { $1 - $0 }
            #expect(steps.allSatisfy { $0 > 0 } || steps.allSatisfy { $0 < 0 })
        }
    }

    /// The order of the rows says nothing, and rows of all outcomes alike have no evidence.
    @Test func orderAndEvenRowsSayNothing() throws {
        let (values, labels) = sample(40)
        let reversed = try fit(.numbers(values.reversed()), .bins(8, isMonotone: false), labels.reversed())
        let fitted = try fit(.numbers(values), .bins(8, isMonotone: false), labels)
        #expect(try bins(reversed) == bins(fitted))
        #expect(reversed.evidence == fitted.evidence)
        let even = try EvidenceScale([true, false, false, false])
        #expect(abs(even.evidence(EvidenceCount(rows: 400, positives: 100))) < 1e-15)
        #expect(even.evidence(EvidenceCount(rows: 1, positives: 1)) < 0.4)
        #expect(even.evidence(EvidenceCount(rows: 1_000_000, positives: 1_000_000)).isFinite)
    }

    @Test func hugeNumbersHaveBinsToo() throws {
        let values = (0..<60).map { $0.isMultiple(of: 3) ? 1e300 : -1e300 }
        let fitted = try fit(
            .numbers(values), .bins(4, isMonotone: true), values.map { $0 > 0 || $0 < -2e300 })
        #expect(try bins(fitted).edges == [1e300])
        #expect(fitted.encoder.scale[0].isFinite)
    }

    /// Outcomes of later rows say nothing of how a strength does on an earlier part: its bins are of the rows before it.
    @Test func laterOutcomesDoNotReachEarlierSplits() throws {
        let (values, labels) = sample(7, rows: 900)
        let days = values.indices.map { Instant(microseconds: 0) + .days($0 / 50) }
        let frame = FeatureFrame(
            entities: values.indices.map { EntityKey(namespace: "lead", id: "\($0)") }, cutoffs: days,
            columns: [FeatureColumn(name: "x", values: .numbers(values))])
        let trainer = try ScorerTrainer(
            ModelSettings(
                inputs: InputSelection([.init(name: "x", encoding: .bins(6, isMonotone: false))]),
                strength: StrengthSettings(choose: .timeSplits, splits: 3, candidates: [1, 100])))
        func losses(_ labels: [Bool]) throws -> [[Double]] {
            let choice = try trainer.chooseStrength(
                on: frame, labels: labels, labelEnds: days, embargo: .days(0))
            return try #require(choice).candidates.map(\.losses)
        }
        let (found, rewritten) = (
            try losses(labels), try losses(labels.enumerated().map { $0 < 700 ? $1 : !$1 })
        )
        for (before, after) in zip(found, rewritten) {
            #expect(before[0] == after[0] && before[2] != after[2])
        }
    }

    @Test func levelsCountByTheirEvidence() throws {
        let levels: [String?] =
            Array(
                repeating: ["a", "a", "b", "b", "c", nil], count: 10
            ).flatMap { $0 } + ["rare", "rarer"]
        let labels = levels.indices.map { levels[$0] == "a" || $0.isMultiple(of: 7) }
        let fitted = try fit(.categories(levels), .evidence, labels, minimumCount: 10)
        #expect(fitted.encoder.inputs[0].levels == ["a", "b", "c"])
        #expect(fitted.encoder.columns.map(\.name) == ["evidence(x)"])
        let evidence = try #require(fitted.evidence[0])
        #expect(evidence.parts.map(\.name) == ["a", "b", "c", "(other)", "(missing)"])
        #expect(evidence.parts.map(\.rows) == [20, 20, 10, 2, 10])
        // What is met again later counts as it did: by the code that scores.
        let encoder = fitted.encoder
        for (level, part) in [("a", 0), ("c", 2), ("new", 3), (nil, 4)] as [(String?, Int)] {
            let slot = encoder.encode(level: level, input: 0)
            #expect(encoder.encoded(column: 0, value: slot) == evidence.parts[part].evidence)
            #expect(
                encoder.standardized(column: 0, value: slot)
                    == (evidence.parts[part].evidence - encoder.mean[0]) / encoder.scale[0])
        }
    }

    @Test func hashedLevelsAreNotKept() throws {
        let levels: [String?] = (0..<300).map { $0.isMultiple(of: 10) ? nil : "level \($0 % 40)" }
        let labels = levels.indices.map { $0.isMultiple(of: 3) }
        let fitted = try fit(.categories(levels), .hash(16), labels, minimumCount: 12)
        let encoder = fitted.encoder
        #expect(encoder.inputs[0].levels.isEmpty && encoder.inputs[0].buckets == 16)
        let counts = levels.reduce(into: [Int](repeating: 0, count: 16)) { counts, level in
            if let level { counts[LevelBucket.index(of: level, count: 16)] += 1 }
        }
        // 36 levels share 16 buckets; a rare bucket has no column.
        #expect(counts.contains { $0 > 0 && $0 < 12 } || counts.contains { $0 >= 12 })
        #expect(
            encoder.columns.map(\.name)
                == counts.indices.filter { counts[$0] >= 12 }.map { "x=#\($0)" } + ["x=(missing)"])
        for text in ["level 1", "never seen", "#5", "#16", "#05"] {
            let slot = encoder.encode(level: text, input: 0)
            #expect(slot >= 0 && slot < 16)
            let ones = encoder.columns.indices.filter { encoder.encoded(column: $0, value: slot) == 1 }
            #expect(
                ones.map { encoder.columns[$0].name } == (counts[Int(slot)] >= 12 ? ["x=#\(Int(slot))"] : []))
        }
        #expect(encoder.encode(level: "#5", input: 0) == 5)
        #expect(encoder.encode(level: nil, input: 0).isNaN)
    }

    @Test func whatCannotBeWeighedIsRefused() throws {
        let numbers = FeatureColumn.Values.numbers([1, 2, 3, 4])
        let categories = FeatureColumn.Values.categories(["a", "b", "a", "b"])
        let mixed = [true, false, true, false]
        #expect(throws: LearningError.singleClass(rows: 4, label: true)) {
            try fit(numbers, .bins(2, isMonotone: false), [true, true, true, true])
        }
        #expect(throws: LearningError.wrongCount(of: "labels", expected: 4, found: 1)) {
            try fit(numbers, .bins(2, isMonotone: false), [true])
        }
        for (values, encoding) in [
            (categories, .bins(2, isMonotone: false)), (numbers, .evidence), (numbers, .hash(2)),
        ] as [(FeatureColumn.Values, InputSelection.Encoding)] {
            #expect {
                try fit(values, encoding, mixed)
            } throws: {
                "\($0)".contains("input 'x' is not a feature that holds")
            }
        }
        // Too few rows for two bins: one that is never left.
        #expect(throws: LearningError.noColumns) { try fit(numbers, .bins(2, isMonotone: false), mixed) }
    }
}
