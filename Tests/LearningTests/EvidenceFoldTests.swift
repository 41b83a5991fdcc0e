import Features
import Foundation
import LinearAlgebra
import Models
import Testing

@testable import Learning

/// Coefficients of evidence are fitted to what rows of other entities say.
@Suite struct EvidenceFoldTests {
    /// A signal of the odds 1.2 a unit, and a category of many small levels that says nothing; five rows an entity.
    private struct Sample {
        var frame: FeatureFrame
        var labels: [Bool] = []

        init(_ seed: UInt64, rows: Int, levels: Int, entities: Int? = nil) {
            var random = CounterRandom(seed: seed, stream: "evidence folds")
            var signal: [Double] = []
            var noise: [String?] = []
            for _ in 0..<rows {
                // Of twelve uniforms: near enough to normal.
                let value = (0..<12).reduce(-6.0) { sum, _ in sum + random.nextUniform() }
                labels.append(random.nextUniform() < 1 / (1 + exp(1.5 - 1.2 * value)))
                signal.append(random.nextUniform() < 0.05 ? .nan : value)
                let level = Int(random.nextUniform() * Double(levels + 1))
                noise.append(level == levels ? nil : "level \(level)")
            }
            frame = FeatureFrame(
                entities: (0..<rows).map {
                    EntityKey(namespace: "lead", id: "\($0 % (entities ?? (rows + 4) / 5))")
                },
                cutoffs: (0..<rows).map { Instant(microseconds: 0) + .days($0 / 50) },
                columns: [
                    FeatureColumn(name: "signal", values: .numbers(signal)),
                    FeatureColumn(name: "noise", values: .categories(noise)),
                ])
        }

        func rows(_ indices: [Int]) -> Sample {
            var part = self
            part.frame = frame.rows(indices)
            part.labels = indices.map { labels[$0] }
            return part
        }

        func loss(of model: LogisticModel) throws -> Double {
            zip(try model.scores(of: frame), labels).reduce(0) { sum, row in
                sum + log(1 + exp(row.1 ? -row.0.margin : row.0.margin))
            } / Double(labels.count)
        }
    }

    private static func inputs(noise: Bool = true) throws -> InputSelection {
        let signal = InputSelection.Entry(name: "signal", encoding: .bins(10, isMonotone: false))
        return try InputSelection([signal] + (noise ? [.init(name: "noise", encoding: .evidence)] : []))
    }

    private func train(_ sample: Sample, noise: Bool = true) throws -> TrainedScorer {
        try ScorerTrainer(ModelSettings(inputs: try Self.inputs(noise: noise)), concurrency: 2).train(
            on: sample.frame, labels: sample.labels)
    }

    private func fitted(_ sample: Sample, interactions: [[String]]? = nil) throws -> FittedPreprocessor {
        try Preprocessor(
            .init(inputs: try Self.inputs(), interactions: interactions, minimumCount: 15)
        ).fit(sample.frame, labels: sample.labels)
    }

    /// Logits a unit of evidence: 1 of a bin that says what it seems to, 0 of one that says nothing.
    private func weight(_ trained: TrainedScorer, _ column: Int) -> Double {
        trained.model.coefficients[column] / trained.model.encoder.scale[column]
    }

    @Test func noiseOfManyLevelsHasNoWeightAndSignalKeepsIts() throws {
        let (sample, later) = (Sample(1, rows: 10_000, levels: 400), Sample(2, rows: 10_000, levels: 400))
        let trained = try train(sample)
        #expect(trained.model.columns.map(\.name) == ["evidence(signal)", "evidence(noise)"])
        #expect(abs(weight(trained, 0) - 1) < 0.1)
        #expect(abs(weight(trained, 1)) < 0.2)
        // In sample the noise seems to tell a lot.
        #expect(trained.evidence[1].informationValue > 0.1)
        let alone = try train(sample, noise: false)
        #expect(try later.loss(of: trained.model) < later.loss(of: alone.model) + 0.003)
    }

    /// By plain loops over the rows of other folds.
    @Test func evidenceIsOfTheRowsOfOtherFolds() throws {
        let sample = Sample(3, rows: 800, levels: 25)
        let fitted = try fitted(sample)
        let design = try fitted.trainingDesign(of: sample.frame, labels: sample.labels)
        let slots = try fitted.encoder.rows(of: sample.frame)
        let entities = Set(sample.frame.entities).sorted()
        let folds = try sample.frame.entities.map { try #require(entities.firstIndex(of: $0)) % 5 }
        let bins: [EvidenceBins?] = fitted.encoder.columns.map {
            if case .bins(let bins) = $0.encoding { bins } else { nil }
        }
        func part(_ row: Int, _ column: Int) -> Double {
            let value = slots[row, column]
            // A level is its own number; missing is a part of its own.
            return value.isNaN ? .infinity : bins[column].map { Double($0.bin(of: value)) } ?? value
        }
        for column in 0..<2 {
            #expect(
                Set(folds.indices.map { part($0, column) }).count
                    == fitted.evidence[column]?.parts.count { $0.rows > 0 })
            for row in stride(from: 0, to: 800, by: 7) {
                let others = folds.indices.filter { folds[$0] != folds[row] }
                let own = others.filter { part($0, column) == part(row, column) }
                let share = Double(others.count { sample.labels[$0] }) / Double(others.count)
                let positives = Double(own.count { sample.labels[$0] })
                let odds =
                    (positives + 10 * share) / (Double(own.count) - positives + 10 * (1 - share))
                let evidence = log(odds) - log(share / (1 - share))
                let expected = (evidence - fitted.encoder.mean[column]) / fitted.encoder.scale[column]
                #expect(abs(design[row, column] - expected) < 1e-11)
            }
        }
    }

    /// What an entity's own labels are does not reach the evidence of its rows.
    @Test func labelsDoNotReachTheirOwnRows() throws {
        let sample = Sample(4, rows: 600, levels: 20)
        let fitted = try fitted(sample)
        let folds = EvidenceFolds(sample.frame.entities)
        #expect(folds.rows.count == 5 && folds.rows.flatMap { $0 }.sorted() == Array(0..<600))
        var flipped = sample.labels
        for row in folds.rows[2] { flipped[row].toggle() }
        let slots = try fitted.encoder.rows(of: sample.frame)
        for column in 0..<2 {
            let values = (0..<600).map { slots[$0, column] }
            let encoding = fitted.encoder.columns[column].encoding
            let before = folds.encodings(encoding, slots: values, labels: sample.labels)
            let after = folds.encodings(encoding, slots: values, labels: flipped)
            for fold in 0..<5 { #expect((before[fold] == after[fold]) == (fold == 2)) }
        }
    }

    /// A level that is all but the name of a group tells of no row of that group.
    @Test func rowsOfAGroupAreInOneFold() throws {
        let sample = Sample(8, rows: 600, levels: 30)
        let groups = (0..<600).map { $0 % 37 }
        for rows in EvidenceFolds(groups).rows {
            let own = Set(rows.map { groups[$0] })
            #expect(rows.count == groups.count { own.contains($0) } && own.count >= 7)
        }
        let fitted = try fitted(sample)
        let plain = try fitted.trainingDesign(of: sample.frame, labels: sample.labels)
        let apart = try fitted.trainingDesign(of: sample.frame, labels: sample.labels, groups: groups)
        #expect(plain != apart && plain.columns == apart.columns)
    }

    @Test func theOrderOfRowsSaysNothing() throws {
        let sample = Sample(5, rows: 900, levels: 30)
        var random = CounterRandom(seed: 6, stream: "order")
        let order = (0..<900).shuffled(using: &random)
        let shuffled = sample.rows(order)
        let interactions = [["signal", "noise"]]
        let fitted = try fitted(sample, interactions: interactions)
        let design = try fitted.trainingDesign(of: sample.frame, labels: sample.labels)
        #expect(design.columns == 3)
        // By the same means and scales, whose sums may end in other digits.
        let other = try fitted.trainingDesign(of: shuffled.frame, labels: shuffled.labels)
        for (place, row) in order.enumerated() {
            #expect((0..<3).allSatisfy { other[place, $0] == design[row, $0] })
        }
        let (first, second) = (try train(sample), try train(shuffled))
        for (left, right) in zip(first.model.coefficients, second.model.coefficients) {
            #expect(abs(left - right) < 1e-9)
        }
        #expect(try train(sample) == first)
    }

    /// As many folds as entities; of one entity there are no other rows, and nothing is known of it.
    @Test(arguments: [1, 2, 3, 4, 6])
    func fewEntitiesMakeFewFolds(entities: Int) throws {
        let sample = Sample(7, rows: 400, levels: 10, entities: entities)
        #expect(EvidenceFolds(sample.frame.entities).rows.count == min(5, entities))
        let trained = try train(sample)
        #expect(trained.fit.state == .converged)
        if entities == 1 {
            #expect(trained.model.coefficients.allSatisfy { abs($0) < 1e-6 })
        } else {
            #expect(weight(trained, 0) > 0.5)
        }
    }

    /// Where all positive rows are one entity's, the others' say nothing of it.
    @Test func rowsOfOneOutcomeSayNothing() throws {
        var sample = Sample(8, rows: 400, levels: 10, entities: 2)
        sample.labels = sample.frame.entities.map { $0.id == "0" }
        let fitted = try fitted(sample)
        let design = try fitted.trainingDesign(of: sample.frame, labels: sample.labels)
        for column in 0..<2 {
            let nothing = -fitted.encoder.mean[column] / fitted.encoder.scale[column]
            #expect((0..<400).allSatisfy { design[$0, column] == nothing })
        }
    }

    /// A column that is itself an estimate has no standard error, nor has a product with it; others have theirs.
    @Test func estimatedColumnsHaveNoErrors() throws {
        let sample = Sample(9, rows: 900, levels: 30)
        let selection = try InputSelection([
            .init(name: "signal"), .init(name: "noise", encoding: .evidence),
        ])
        let trained = try ScorerTrainer(
            ModelSettings(inputs: selection, interactions: [["signal", "noise"]])
        ).train(on: sample.frame, labels: sample.labels)
        #expect(
            trained.model.columns.map(\.name) == [
                "signal", "signal=(missing)", "evidence(noise)", "signal * evidence(noise)",
            ])
        #expect(trained.standardErrors.map { $0 == nil } == [false, false, true, true])
        #expect(trained.evidence.map(\.interacts) == [true])
        #expect(try train(sample).evidence.map(\.interacts) == [nil, nil])
    }

    /// A strength is chosen by fits to evidence out of fold too.
    @Test func strengthsAreChosenAsTheModelIsFitted() throws {
        let sample = Sample(10, rows: 2000, levels: 60)
        let ends = sample.frame.cutoffs
        var settings = ModelSettings(
            inputs: try Self.inputs(),
            strength: StrengthSettings(choose: .timeSplits, splits: 3, candidates: [1, 30]))
        let choice = try #require(
            try ScorerTrainer(settings, concurrency: 2).chooseStrength(
                on: sample.frame, labels: sample.labels, labelEnds: ends, embargo: .days(0)))
        let splits = TimeSplit.rolling(
            cutoffs: ends, labelEnds: ends, embargo: .days(0), count: 3)
        settings.strength = nil
        #expect(choice.candidates[1].penalty == settings.penalty)
        for (split, loss) in zip(splits, choice.candidates[1].losses) {
            let train = sample.rows(split.train)
            let scorer = try ScorerTrainer(settings, concurrency: 1).train(
                on: train.frame, labels: train.labels)
            #expect(abs(try sample.rows(split.validation).loss(of: scorer.model) - loss) < 1e-8)
        }
    }
}
