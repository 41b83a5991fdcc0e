import Features
import Foundation
import Learning
import LinearAlgebra
import Models
import Testing

@Suite struct ScorerTrainerTests {
    static func frame(_ columns: [FeatureColumn]) -> FeatureFrame {
        let count = columns[0].count
        return FeatureFrame(
            entities: (0..<count).map { EntityKey(namespace: "lead", id: "\($0)") },
            cutoffs: Array(repeating: Instant(microseconds: 0), count: count), columns: columns)
    }

    static func reference() throws -> (frame: FeatureFrame, fixture: LearningFixture.Scorer) {
        let fixture = try LearningFixture.read().scorer
        return (
            frame([
                FeatureColumn(name: "region", values: .categories(fixture.region)),
                FeatureColumn(name: "amount", values: .numbers(fixture.amount)),
                FeatureColumn(name: "recency", values: .numbers(fixture.recency.map { $0 ?? .nan })),
            ]), fixture
        )
    }

    static func settings(minimumCount: Int) throws -> ModelSettings {
        ModelSettings(
            inputs: try InputSelection([
                .init(name: "amount", transforms: [.log1p]), .init(name: "recency"), .init(name: "region"),
            ]), minimumCount: minimumCount)
    }

    @Test func agreesWithAScikitLearnPipeline() throws {
        let (frame, fixture) = try Self.reference()
        let trainer = try ScorerTrainer(try Self.settings(minimumCount: fixture.minimumCount), concurrency: 2)
        let trained = try trainer.train(on: frame, labels: fixture.labels)
        #expect(
            trained.model.columns.map(\.name) == [
                "log1p(amount)", "recency", "recency=(missing)", "region=east", "region=north",
                "region=south", "region=west", "region=(other)",
            ])
        #expect(isNear(trained.model.coefficients, fixture.coefficients, 1e-6))
        #expect(isNear([trained.model.intercept], [fixture.intercept], 1e-6))
        let scores = try trained.model.scores(of: frame)
        #expect(isNear(scores.prefix(20).map(\.margin), fixture.margins, 1e-6))
        let design = try trained.model.encoder.design(of: frame)
        #expect(isNear((0..<design.columns).map { design[0, $0] }, fixture.firstRow, 1e-12))
    }

    /// All rows twice as heavy against twice the penalty change nothing; one heavy row does.
    @Test func weightsReachTheFit() throws {
        let (frame, fixture) = try Self.reference()
        let count = fixture.labels.count
        func fit(_ weights: [Double]?, penalty: Double) throws -> [Double] {
            var settings = try Self.settings(minimumCount: 15)
            settings.penalty = penalty
            return try ScorerTrainer(settings, concurrency: 1).train(
                on: frame, labels: fixture.labels, weights: weights
            ).model.coefficients
        }
        let plain = try fit(nil, penalty: 1)
        #expect(isNear(try fit(Array(repeating: 2, count: count), penalty: 2), plain, 1e-9))
        var uneven = [Double](repeating: 1, count: count)
        uneven[0] = 40
        #expect(try !isNear(fit(uneven, penalty: 1), plain, 1e-3))
        #expect(throws: LearningError.self) { _ = try fit([1], penalty: 1) }
    }

    @Test func calibrationReplacesTheLine() throws {
        let (frame, fixture) = try Self.reference()
        let trainer = try ScorerTrainer(try Self.settings(minimumCount: 15), concurrency: 1)
        let trained = try trainer.train(on: frame, labels: fixture.labels)
        let calibrated = try trainer.calibrate(trained.model, on: frame, labels: fixture.labels)
        #expect(trained.model.calibration == nil && calibrated.calibration != nil)
        #expect(try trainer.calibrate(calibrated, on: frame, labels: fixture.labels) == calibrated)
        let without = try trainer.calibrate(calibrated, on: frame, labels: fixture.labels, method: .none)
        #expect(without == trained.model)
        #expect(throws: LearningError.singleClass(rows: 240, label: false)) {
            try trainer.calibrate(
                trained.model, on: frame, labels: Array(repeating: false, count: 240))
        }
    }

    @Test func trainingTwiceAndOnMoreThreadsGivesTheSameModel() throws {
        let (frame, fixture) = try Self.reference()
        let models = try [1, 1, 2, 7].map { concurrency in
            try ScorerTrainer(concurrency: concurrency).train(on: frame, labels: fixture.labels)
        }
        #expect(models.allSatisfy { $0 == models[0] })
    }

    @Test func unitsAndSentencesComeFromTheFeatures() throws {
        let (frame, fixture) = try Self.reference()
        let features = try FeatureSet([
            Feature(
                name: "amount",
                definition: FeatureDefinition(
                    kind: .sum, of: "purchase", attribute: "amount", unit: "USD", sentence: "spent {value}"))
        ])
        let trained = try ScorerTrainer().train(on: frame, labels: fixture.labels, features: features)
        let input = try #require(trained.model.inputs.first { $0.name == "amount" })
        #expect(input.unit == "USD" && input.sentence == "spent {value}")
    }

    @Test func levelsNeverSeenScoreAsRareOnes() throws {
        let (frame, fixture) = try Self.reference()
        let model = try ScorerTrainer(try Self.settings(minimumCount: 15)).train(
            on: frame, labels: fixture.labels
        ).model
        let rows = Self.frame([
            FeatureColumn(name: "amount", values: .numbers([10, 10])),
            FeatureColumn(name: "recency", values: .numbers([5, 5])),
            FeatureColumn(name: "region", values: .categories(["isle", "never seen"])),
        ])
        let scores = try model.scores(of: rows)
        #expect(scores[0] == scores[1])
    }

    @Test func settingsReadAndWrite() throws {
        let json = #"{"inputs": [{"name": "b", "transforms": ["log1p"]}, {"name": "a", "transforms": []}]}"#
        let settings = try JSONDecoder().decode(ModelSettings.self, from: Data(json.utf8))
        #expect(settings.inputs?.entries.map(\.name) == ["b", "a"])
        #expect(settings.penalty == 1 && settings.minimumCount == 20 && settings.seed == 1)
        let again = try JSONDecoder().decode(ModelSettings.self, from: JSONEncoder().encode(settings))
        #expect(again == settings)
        let mapping = try JSONDecoder().decode(InputSelection.self, from: Data(#"{"a": ["log1p"]}"#.utf8))
        #expect(mapping.entries == [.init(name: "a", transforms: [.log1p])])
        #expect(throws: DecodingError.self) {
            try JSONDecoder().decode(InputSelection.self, from: Data(#"{"a": ["cube"]}"#.utf8))
        }
    }
}
