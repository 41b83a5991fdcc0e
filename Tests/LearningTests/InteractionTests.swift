import Features
import LinearAlgebra
import Models
import Testing

@testable import Learning

/// Products of inputs by name, in training as in scoring.
@Suite struct InteractionTests {
    private static func frame(_ rows: Int = 240) -> (frame: FeatureFrame, labels: [Bool]) {
        var random = CounterRandom(seed: 12, stream: "interactions")
        var (amount, recency): ([Double], [Double]) = ([], [])
        var (region, plan): ([String?], [String?]) = ([], [])
        var labels: [Bool] = []
        for row in 0..<rows {
            amount.append(row.isMultiple(of: 9) ? .nan : (random.nextUniform() * 50).rounded())
            recency.append((random.nextUniform() * 30).rounded())
            region.append(["north", "south", "west", nil][Int(random.nextUniform() * 4)])
            plan.append(random.nextUniform() < 0.06 ? "rare" : random.nextUniform() < 0.5 ? "free" : "team")
            let logit = -1 + (region[row] == "north" ? 0.1 : -0.03) * (recency[row] - 15)
            labels.append(random.nextUniform() < 1 / (1 + 2.718281828 * 0.5 * max(0.1, -logit)))
        }
        return (
            ScorerTrainerTests.frame([
                FeatureColumn(name: "amount", values: .numbers(amount)),
                FeatureColumn(name: "recency", values: .numbers(recency)),
                FeatureColumn(name: "region", values: .categories(region)),
                FeatureColumn(name: "plan", values: .categories(plan)),
                FeatureColumn(name: "one", values: .numbers(amount.map { _ in 1 })),
            ]), labels
        )
    }

    private func encoder(_ interactions: [[String]], minimumCount: Int = 20) throws -> FittedPreprocessor {
        try Preprocessor(.init(interactions: interactions, minimumCount: minimumCount)).fit(
            Self.frame().frame)
    }

    @Test func columnsAreProductsOfStandardizedOnes() throws {
        let fitted = try encoder([["recency", "amount"], ["region", "recency"], ["plan", "region"]])
        let encoder = fitted.encoder
        let products = encoder.columns.filter(\.isProduct)
        #expect(
            products.map(\.name) == [
                "amount * recency", "recency * region=north", "recency * region=south",
                "recency * region=west", "region=north * plan=free", "region=north * plan=team",
                "region=south * plan=free", "region=south * plan=team", "region=west * plan=free",
                "region=west * plan=team",
            ])
        let frame = Self.frame().frame
        let design = try encoder.design(of: frame)
        let rows = try encoder.rows(of: frame)
        func column(_ index: Int) -> [Double] {
            (0..<design.rows).map { design.elements[$0 * design.columns + index] }
        }
        for (index, one) in encoder.columns.enumerated() {
            guard case .product(let first, let second) = one.encoding else { continue }
            let raw = zip(column(first), column(second)).map { $0 * $1 }
            let mean = raw.reduce(0, +) / Double(raw.count)
            let isOfNumbers = one.name == "amount * recency"
            #expect(isOfNumbers ? abs(encoder.mean[index] - mean) < 1e-12 : encoder.mean[index] == 0)
            #expect(isOfNumbers || encoder.scale[index] == 1)
            for row in 0..<design.rows {
                #expect(column(index)[row] == (raw[row] - encoder.mean[index]) / encoder.scale[index])
            }
        }
        // Training and scoring see the same doubles.
        let model = try LogisticModel(
            encoder: encoder, coefficients: encoder.columns.indices.map { 0.5 - 0.1 * Double($0) },
            intercept: 0.25)
        let slots = rows.elements.span
        for row in 0..<rows.rows {
            let width = rows.columns
            let score = model.score(slots.extracting(row * width..<(row + 1) * width))
            let sum = encoder.columns.indices.reduce(0.25) {
                $0 + model.coefficients[$1] * design.elements[row * design.columns + $1]
            }
            #expect(abs(score.margin - sum) <= 1e-12 * max(1, abs(sum)))
        }
    }

    @Test func whatDoesNotVaryOrIsRareHasNoProduct() throws {
        let fitted = try encoder([["one", "amount"], ["region", "plan"]], minimumCount: 50)
        #expect(fitted.encoder.columns.allSatisfy { !$0.isProduct })
        #expect(fitted.droppedColumns.contains("one * amount"))
        #expect(fitted.droppedColumns.contains("region * plan"))
    }

    @Test func aTrainedModelUsesThem() throws {
        let (frame, labels) = Self.frame()
        let settings = ModelSettings(interactions: [["recency", "region"]])
        let trained = try ScorerTrainer(settings).train(on: frame, labels: labels)
        #expect(trained.fit.state == .converged)
        #expect(trained.model.columns.last?.name == "recency * region=west")
        let alone = try ScorerTrainer(settings, concurrency: 1).train(on: frame, labels: labels)
        #expect(alone.model == trained.model)
        let penalized = try ScorerTrainer(
            ModelSettings(interactions: [["recency", "region"]], penalty: 1e6)
        ).train(on: frame, labels: labels)
        #expect(penalized.model.coefficients.allSatisfy { abs($0) < 1e-3 })
    }

    @Test func pairsThatAreNoneAreRefused() throws {
        for (pairs, problem) in [
            ([["amount"]], "two different"), ([["amount", "amount"]], "two different"),
            ([["amount", "region", "plan"]], "two different"), ([[]], "two different"),
            ([["amount", "region"], ["region", "amount"]], "twice"),
            ([["amount", "price"]], "'price' is none"),
        ] {
            let inputs = try InputSelection(["amount", "region", "plan"].map { .init(name: $0) })
            #expect {
                try ScorerTrainer(ModelSettings(inputs: inputs, interactions: pairs))
            } throws: {
                ($0 as? ConfigurationError)?.key == "interactions" && "\($0)".contains(problem)
            }
        }
        let members = [("one", 1.0), ("two", 2)].map { name, penalty in
            EnsembleSettings.Member(name: name, settings: MemberSettings(penalty: penalty))
        }
        #expect {
            try EnsembleTrainer(
                ModelSettings(interactions: [["amount", "region"]], ensemble: EnsembleSettings(members)))
        } throws: {
            ($0 as? ConfigurationError)?.key == "interactions"
        }
        #expect(throws: LearningError.missingInput(name: "price", kind: "numbers or categories")) {
            try encoder([["amount", "price"]])
        }
        let levels = (0..<101).map { "level \($0)" }
        let wide = ScorerTrainerTests.frame([
            FeatureColumn(name: "a", values: .categories(levels)),
            FeatureColumn(name: "b", values: .categories(levels)),
        ])
        #expect(
            throws: LearningError.tooManyProducts(first: "a", second: "b", found: 10_201, limit: 10_000)
        ) {
            try Preprocessor(.init(interactions: [["a", "b"]], minimumCount: 1)).fit(
                wide, labels: levels.indices.map { $0.isMultiple(of: 2) })
        }
        #expect(
            "\(LearningError.tooManyProducts(first: "a", second: "b", found: 20_000, limit: 10_000))"
                .contains("raise 'minimumCount'"))
    }
}
