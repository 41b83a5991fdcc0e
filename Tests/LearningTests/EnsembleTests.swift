import Features
import LinearAlgebra
import Models
import Settings
import Testing

@testable import Learning

/// Several models as one.
@Suite struct EnsembleTests {
    private static func settings() throws -> ModelSettings {
        try SettingsDocument(
            text: """
                inputs: {amount: [log1p], age: [], region: []}
                penalty: 2
                minimumCount: 60
                ensemble:
                  broad: {}
                  plain: {inputs: {amount: [], age: []}, penalty: 50}
                  fine: {inputs: {region: [], age: [squareRoot]}, minimumCount: 5, classWeights: balanced}
                """, file: "pipeline.yaml"
        ).decode(ModelSettings.self)
    }

    /// Rows with gaps, and with a level that is rare enough for some members only.
    private static func rows(_ count: Int, seed: UInt64) -> (frame: FeatureFrame, labels: [Bool]) {
        var random = CounterRandom(seed: seed, stream: "ensembles")
        var (amounts, ages, regions) = ([Double](), [Double](), [String?]())
        var labels: [Bool] = []
        for row in 0..<count {
            amounts.append(random.nextUniform() < 0.1 ? .nan : random.nextUniform() * 100)
            ages.append(random.nextUniform() * 50)
            regions.append(row % 11 == 0 ? nil : row % 9 == 0 ? "rare" : ["east", "west"][row % 2])
            let lean = (amounts[row].isNaN ? 0 : amounts[row] / 40) - ages[row] / 30
            labels.append(lean + random.nextUniform() * 3 - 1.5 + (regions[row] == "rare" ? 1 : 0) > 0)
        }
        let frame = FeatureFrame(
            entities: (0..<count).map { EntityKey(namespace: "lead", id: "\($0)") },
            cutoffs: (0..<count).map { Instant(microseconds: Int64($0)) },
            columns: [
                FeatureColumn(name: "amount", values: .numbers(amounts)),
                FeatureColumn(name: "age", values: .numbers(ages)),
                FeatureColumn(name: "region", values: .categories(regions)),
            ])
        return (frame, labels)
    }

    private static func trained(concurrency: Int? = 1) throws -> TrainedScorer {
        let trainer = try #require(try EnsembleTrainer(Self.settings(), concurrency: concurrency))
        let train = rows(400, seed: 1)
        let later = rows(300, seed: 2)
        return try trainer.stack(
            trainer.members.map { try $0.trainer.train(on: train.frame, labels: train.labels) },
            on: later.frame, labels: later.labels)
    }

    /// The one model's margin is the weighted sum of the members', unknown and missing levels among the rows.
    @Test func isTheWeightedSumOfItsMembers() throws {
        let trained = try Self.trained()
        let ensemble = try #require(trained.ensemble)
        #expect(ensemble.stack.weights.count { $0 > 0 } > 1)
        var (frame, _) = Self.rows(200, seed: 3)
        guard case .categories(var regions) = frame.columns[2].values else { return }
        for row in stride(from: 0, to: 200, by: 7) { regions[row] = "never seen" }
        frame = FeatureFrame(
            entities: frame.entities, cutoffs: frame.cutoffs,
            columns: Array(frame.columns[..<2]) + [
                FeatureColumn(name: "region", values: .categories(regions))
            ]
        )
        let members = try ensemble.members.map { try $0.scorer.model.scores(of: frame) }
        let scores = try trained.model.scores(of: frame)
        for row in scores.indices {
            let sum = members.indices.reduce(ensemble.stack.intercept) {
                $0 + ensemble.stack.weights[$1] * members[$1][row].margin
            }
            #expect(abs(scores[row].margin - sum) <= 1e-13 * max(1, abs(sum)))
        }
        let model = trained.model
        #expect(Set(model.columns.map(\.name)).count == model.columns.count)
        #expect(model.columns.contains { $0.name == "plain: amount" })
        // Rare to one member, a level to another.
        #expect(model.columns.contains { $0.name == "broad: region=(other)=rare" })
        #expect(model.inputs.first { $0.name == "region" }?.levels == ["east", "rare", "west"])
    }

    /// Bins, the evidence of levels that some members know only, and buckets.
    @Test(arguments: [
        "{a: {inputs: {amount: {bins: 5}, region: {evidence: true}}}, b: {inputs: {age: {bins: 4, monotone: true}, region: {evidence: true}}, minimumCount: 5}, c: {}}",
        "{a: {inputs: {amount: {bins: 5}, region: {hash: 8}}}, b: {inputs: {age: [], region: {hash: 8}}, penalty: 9}}",
    ])
    func everyFormOfAnInputIsSummed(members: String) throws {
        let settings = try SettingsDocument(
            text: "{minimumCount: 60, ensemble: \(members)}", file: "pipeline.yaml"
        ).decode(ModelSettings.self)
        let trainer = try #require(try EnsembleTrainer(settings, concurrency: 1))
        let (train, later, asked) = (
            Self.rows(400, seed: 1), Self.rows(300, seed: 2), Self.rows(200, seed: 3)
        )
        let trained = try trainer.stack(
            trainer.members.map { try $0.trainer.train(on: train.frame, labels: train.labels) },
            on: later.frame, labels: later.labels)
        let ensemble = try #require(trained.ensemble)
        let parts = try ensemble.members.map { try $0.scorer.model.scores(of: asked.frame) }
        for (row, score) in try trained.model.scores(of: asked.frame).enumerated() {
            let sum = parts.indices.reduce(ensemble.stack.intercept) {
                $0 + ensemble.stack.weights[$1] * parts[$1][row].margin
            }
            #expect(abs(score.margin - sum) <= 1e-13 * max(1, abs(sum)))
        }
        for evidence in trained.evidence {
            #expect(["a: ", "b: "].contains { evidence.input.hasPrefix($0) })
        }
    }

    @Test func categoriesAreHashedAlike() throws {
        for other in ["{region: {hash: 16}}", "{region: []}", "{region: {evidence: true}}"] {
            let settings = try SettingsDocument(
                text: "ensemble: {a: {inputs: {region: {hash: 8}}}, b: {inputs: \(other)}}",
                file: "pipeline.yaml"
            ).decode(ModelSettings.self)
            let error = #expect(throws: ConfigurationError.self) { try EnsembleTrainer(settings) }
            #expect(error?.requirement == "of members that hash 'region' alike; 'a' and 'b' do not")
        }
    }

    @Test func explanationsSumToTheBit() throws {
        let later = Self.rows(300, seed: 2)
        let trained = try Self.trained()
        let trainer = try ScorerTrainer(ModelSettings(), concurrency: 1)
        for method in [CalibrationMethod.platt, .none] {
            let model = try trainer.calibrate(
                trained.model, on: later.frame, labels: later.labels, method: method)
            let rows = try model.encoder.rows(of: later.frame)
            for row in 0..<rows.rows {
                let slots = Array(rows.elements[row * rows.columns..<(row + 1) * rows.columns])
                let explanation = model.explain(slots.span)
                #expect(
                    explanation.contributions.reduce(explanation.baseline, +) == explanation.score.logit)
                #expect(explanation.score == model.score(slots.span))
                let byColumn = model.columnContributions(slots.span).reduce(explanation.baseline, +)
                #expect(abs(byColumn - explanation.score.logit) < 1e-12)
            }
        }
    }

    @Test func membersTakeWhatTheyDoNotSet() throws {
        let settings = try Self.settings()
        let ensemble = try #require(settings.ensemble)
        let members = ensemble.members.map { settings.settings(of: $0) }
        #expect(ensemble.members.map(\.name) == ["broad", "plain", "fine"])
        #expect(members.map(\.penalty) == [2, 50, 2] && members.map(\.minimumCount) == [60, 60, 5])
        #expect(members.allSatisfy { $0.ensemble == nil })
        #expect(settings.allInputs?.map(\.name) == ["amount", "age", "region"])
        var chosen = settings
        chosen.strength = StrengthSettings(splits: 3)
        let strengths = ensemble.members.map { chosen.settings(of: $0).strength?.splitCount }
        #expect(strengths == [3, nil, 3])
    }

    @Test func threadsLeaveTheBits() throws {
        let fits = try [1, 2, 7].map { try Self.trained(concurrency: $0) }
        #expect(fits[1] == fits[0] && fits[2] == fits[0])
    }

    /// Later rows move the weights alone.
    @Test func membersKnowNothingOfTheLaterSlice() throws {
        let trainer = try #require(try EnsembleTrainer(Self.settings(), concurrency: 1))
        let train = Self.rows(400, seed: 1)
        let members = try trainer.members.map { try $0.trainer.train(on: train.frame, labels: train.labels) }
        let fits = try [2 as UInt64, 5].map { seed in
            let later = Self.rows(300, seed: seed)
            return try trainer.stack(members, on: later.frame, labels: later.labels)
        }
        #expect(fits[0].ensemble?.members == fits[1].ensemble?.members)
        #expect(fits[0].ensemble?.stack != fits[1].ensemble?.stack)
    }

    @Test(arguments: [
        ("{}", "of 1 to 16 members"), ("{a b: {}}", "of members with names"),
        ("{a: {penalty: 1, strength: {choose: timeSplits}}}", "give one of the two"),
        ("{a: {ensemble: {b: {}}}}", "ensemble"), ("{a: {penalti: 1}}", "penalty"),
        ("{a: {seed: 3}}", "seed"), ("[{name: a, settings: {}}, {name: a, settings: {}}]", "'a' is"),
        ("{a: {}, a: {}}", "a"), ("{a: 3}", "a"),
        ("{\((0..<17).map { "m\($0): {penalty: \($0)}" }.joined(separator: ", "))}", "it has 17"),
    ])
    func whatIsNoEnsembleIsRefused(members: String, problem: String) throws {
        let error = #expect(throws: SettingsError.self) {
            try SettingsDocument(text: "ensemble: \(members)", file: "pipeline.yaml").decode(
                ModelSettings.self)
        }
        #expect(error.map { "\($0)" }?.contains(problem) == true, "\(error.map { "\($0)" } ?? "")")
    }

    @Test func membersOfTheSameSettingsAreRefused() throws {
        let settings = try SettingsDocument(
            text: "{penalty: 2, ensemble: {a: {}, b: {penalty: 3}, c: {penalty: 2}}}", file: "pipeline.yaml"
        ).decode(ModelSettings.self)
        let error = #expect(throws: ConfigurationError.self) { try EnsembleTrainer(settings) }
        #expect(error?.requirement == "of members that differ; 'c' has the settings of 'a'")
        #expect(throws: ConfigurationError.self) {
            try EnsembleTrainer(
                ModelSettings(ensemble: EnsembleSettings([.init(name: "a", settings: .init(penalty: -1))])))
        }
    }
}
