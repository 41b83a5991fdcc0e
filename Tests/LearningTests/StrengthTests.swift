import Features
import Foundation
import LinearAlgebra
import Models
import Settings
import Testing

@testable import Learning

@Suite struct StrengthTests {
    private let days = 24
    private let each = 60

    /// Rows of some days, of which each day's labels are known two days later.
    private func rows() -> (frame: FeatureFrame, labels: [Bool], labelEnds: [Instant]) {
        var random = CounterRandom(seed: 91, stream: "strengths")
        var columns = [[Double]](repeating: [], count: 6)
        var labels: [Bool] = []
        var cutoffs: [Instant] = []
        for day in 0..<days {
            for _ in 0..<each {
                for column in columns.indices { columns[column].append(random.nextUniform() * 2 - 1) }
                labels.append(columns[0].last.map { $0 + random.nextUniform() * 6 - 3 > 0 } ?? false)
                cutoffs.append(Instant(microseconds: 0) + .days(day))
            }
        }
        let frame = FeatureFrame(
            entities: (0..<days * each).map { EntityKey(namespace: "lead", id: "\($0)") }, cutoffs: cutoffs,
            columns: columns.enumerated().map {
                FeatureColumn(name: "x\($0.offset)", values: .numbers($0.element))
            })
        return (frame, labels, cutoffs.map { $0 + .days(2) })
    }

    @Test(arguments: [0, 3])
    func nothingLaterAndNothingIncompleteIsFitted(embargo: Int) {
        let (frame, _, ends) = rows()
        let splits = TimeSplit.rolling(
            cutoffs: frame.cutoffs, labelEnds: ends, embargo: .days(embargo), count: 5)
        #expect(splits.count == 5)
        var seen: [Int] = []
        for split in splits {
            #expect(split.validation.allSatisfy { frame.cutoffs[$0] >= split.start })
            #expect(split.train.allSatisfy { ends[$0] + .days(embargo) <= split.start })
            #expect(split.train.allSatisfy { frame.cutoffs[$0] < split.start })
            let earlier = frame.cutoffs.count { $0 < split.start }
            #expect(split.train.count + split.purged == earlier && split.purged == (embargo + 1) * each)
            seen += split.validation
        }
        #expect(seen == Array(days * each / 2..<days * each))
    }

    @Test func fewCutoffsGiveFewSplits() {
        let cutoffs = (0..<40).map { Instant(microseconds: Int64($0 / 20)) }
        #expect(
            TimeSplit.rolling(cutoffs: cutoffs, labelEnds: cutoffs, embargo: .days(0), count: 4).count == 1)
        // A cutoff whose rows lie across the middle goes to the side where most of them are.
        let uneven = (0..<100).map { Instant(microseconds: $0 < 20 ? 0 : $0 < 45 ? 1 : $0 < 70 ? 2 : 3) }
        let splits = TimeSplit.rolling(cutoffs: uneven, labelEnds: uneven, embargo: .days(0), count: 2)
        #expect(splits.map(\.validation) == [Array(45..<70), Array(70..<100)])
        #expect(TimeSplit.rolling(cutoffs: [], labelEnds: [], embargo: .days(0), count: 4).isEmpty)
    }

    /// Leads who are asked about again and again leave rows on both sides, and none of them on both.
    @Test func groupsAreKeptApart() throws {
        let (frame, labels, ends) = rows()
        // A third of the rows are of leads of their own.
        let groups = labels.indices.map { $0.isMultiple(of: 3) ? 1_000 + $0 : $0 % each }
        for whole in TimeSplit.rolling(
            cutoffs: frame.cutoffs, labelEnds: ends, embargo: .days(0), count: 5)
        {
            let split = whole.keepingApart(groups)
            let (train, validation) = (
                Set(split.train.map { groups[$0] }), Set(split.validation.map { groups[$0] })
            )
            #expect(train.isDisjoint(with: validation))
            #expect(Set(split.train).isSubset(of: whole.train))
            #expect(Set(split.validation).isSubset(of: whole.validation))
            #expect(
                split.shared
                    == whole.train.count + whole.validation.count - split.train.count - split.validation.count
            )
            let alone = { (rows: [Int]) in rows.filter { groups[$0] >= 1_000 } }
            #expect(alone(split.train) == alone(whole.train))
            #expect(alone(split.validation) == alone(whole.validation))
            #expect(min(train.count { $0 < 1_000 }, validation.count { $0 < 1_000 }) >= 15)
        }
        let settings = ModelSettings(strength: StrengthSettings(splits: 2, candidates: [1, 10]))
        let trainer = try ScorerTrainer(settings, concurrency: 2)
        let plain = try trainer.chooseStrength(
            on: frame, labels: labels, labelEnds: ends, embargo: .days(0))
        let apart = try trainer.chooseStrength(
            on: frame, labels: labels, labelEnds: ends, embargo: .days(0), groups: groups)
        #expect(plain?.splits.allSatisfy { $0.shared == nil } == true)
        #expect(apart?.splits.allSatisfy { ($0.shared ?? 0) > 0 } == true)
    }

    /// Each loss is that of a scorer trained for itself on the earlier rows.
    @Test func lossesAreThoseOfPlainTrainings() throws {
        let (frame, labels, ends) = rows()
        let candidates = [0.1, 30, 1000]
        let settings = ModelSettings(
            strength: StrengthSettings(splits: 3, candidates: candidates + [30]),
            classWeights: .factors(positive: 2, negative: 1), halfLife: .days(10))
        // By what is in a part alone: rows of a moment count the same together, and the first of a part twice.
        let weights = { (part: FeatureFrame) -> [Double]? in
            var counts: [Instant: Int] = [:]
            for cutoff in part.cutoffs { counts[cutoff, default: 0] += 1 }
            return part.cutoffs.indices.map { ($0 == 0 ? 2 : 1) / Double(counts[part.cutoffs[$0]] ?? 1) }
        }
        let choice = try #require(
            try ScorerTrainer(settings, concurrency: 2).chooseStrength(
                on: frame, labels: labels, weights: weights, labelEnds: ends, embargo: .days(1)))
        #expect(choice.candidates.map(\.penalty) == [1000, 30, 0.1])
        let splits = TimeSplit.rolling(
            cutoffs: frame.cutoffs, labelEnds: ends, embargo: .days(1), count: 3)
        #expect(choice.splits.map(\.trainRows) == splits.map(\.train.count))
        for candidate in choice.candidates {
            var plain = settings
            plain.strength = nil
            plain.penalty = candidate.penalty
            for (split, loss) in zip(splits, candidate.losses) {
                let scorer = try ScorerTrainer(plain, concurrency: 1).train(
                    on: frame.rows(split.train), labels: split.train.map { labels[$0] },
                    weights: weights(frame.rows(split.train)))
                let scores = try scorer.model.scores(of: frame.rows(split.validation))
                var (sum, total) = (0.0, 0.0)
                let counted = try #require(weights(frame.rows(split.validation)))
                for (place, (row, score)) in zip(split.validation, scores).enumerated() {
                    let probability = 1 / (1 + exp(-score.margin))
                    let weight = counted[place] * (labels[row] ? 2 : 1)
                    sum -= weight * log(labels[row] ? probability : 1 - probability)
                    total += weight
                }
                #expect(abs(loss - sum / total) < 1e-8)
            }
        }
        let least = try #require(choice.candidates.min { $0.mean < $1.mean })
        #expect(choice.penalty == least.penalty)
    }

    @Test func rulesTakeTheLeastOrTheStrongestNearIt() {
        let candidates = [
            StrengthChoice.Candidate(penalty: 100, losses: [0.9, 0.9]),
            .init(penalty: 10, losses: [0.50, 0.56]), .init(penalty: 1, losses: [0.48, 0.56]),
            .init(penalty: 0.1, losses: [0.52, 0.52]),
        ]
        let choices = [StrengthSettings.Rule.least, .oneStandardError].map {
            StrengthChoice($0, splits: [], candidates: candidates)
        }
        #expect(abs(candidates[2].standardError - 0.04) < 1e-12)
        // Of equal losses the strongest.
        #expect(choices.map(\.penalty) == [1, 10])
    }

    /// Old rows count less, to the factor: a half a half-life.
    @Test func ageHalvesTheWeight() throws {
        let (frame, labels, _) = rows()
        let decayed = try ScorerTrainer(ModelSettings(halfLife: .days(5)), concurrency: 1)
            .train(on: frame, labels: labels)
        let explicit = try ScorerTrainer(ModelSettings(), concurrency: 1).train(
            on: frame, labels: labels,
            weights: (0..<frame.rowCount).map { exp2(-Double(days - 1 - $0 / each) / 5) })
        #expect(isNear(decayed.fit.coefficients, explicit.fit.coefficients, 1e-9))
        #expect(
            decayed.fit.coefficients
                != (try ScorerTrainer().train(on: frame, labels: labels)).fit.coefficients)
    }

    @Test func whatCannotBeChosenIsSaid() throws {
        let (frame, labels, ends) = rows()
        func choose(_ splits: Int, _ labels: [Bool], _ embargo: Int) throws -> StrengthChoice? {
            try ScorerTrainer(ModelSettings(strength: StrengthSettings(splits: splits)), concurrency: 1)
                .chooseStrength(on: frame, labels: labels, labelEnds: ends, embargo: .days(embargo))
        }
        #expect(throws: LearningError.self) { try choose(13, labels, 0) }
        #expect(throws: LearningError.self) { try choose(2, labels, 40) }
        #expect(throws: LearningError.self) { try choose(2, labels.indices.map { $0 < 300 }, 0) }
        #expect(
            try ScorerTrainer().chooseStrength(on: frame, labels: labels, labelEnds: ends, embargo: .days(0))
                == nil)
        for settings in [
            StrengthSettings(splits: 1), .init(candidates: [1]), .init(candidates: [1, 0]),
            .init(candidates: [1, .nan]), .init(candidates: [2, 2]),
        ] {
            #expect(throws: ConfigurationError.self) { try ScorerTrainer(ModelSettings(strength: settings)) }
        }
        #expect(throws: ConfigurationError.self) { try ScorerTrainer(ModelSettings(halfLife: .days(0))) }
    }

    @Test func settingsAreReadFromAPipeline() throws {
        func decoded(_ yaml: String) throws -> ModelSettings {
            try SettingsDocument(text: yaml, file: "pipeline.yaml").decode(ModelSettings.self)
        }
        let settings = try decoded(
            "{strength: {choose: timeSplits, splits: 4, rule: oneStandardError, candidates: [1, 10]}, halfLife: 90d}"
        )
        #expect(
            settings.strength
                == StrengthSettings(splits: 4, rule: .oneStandardError, candidates: [1, 10]))
        #expect(settings.halfLife == .days(90))
        #expect(throws: SettingsError.self) { try decoded("strength: {choose: random}") }
        #expect(throws: SettingsError.self) { try decoded("{penalty: 2, strength: {choose: timeSplits}}") }
    }
}
