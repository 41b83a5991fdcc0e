import LinearAlgebra
import Learning
import Models
import Settings
import Testing

@Suite struct ClassWeightsTests {
    @Test func areThatManyRowsOfTheOutcome() throws {
        let (design, labels) = sample(rows: 400, columns: 3, seed: 81)
        let weights = (0..<400).map { Double(1 + $0 % 3) }
        let positive = labels.indices.reduce(0) { $0 + (labels[$1] ? weights[$1] : 0) }
        let total = weights.reduce(0, +)
        for (classWeights, factors) in [
            (ClassWeights.factors(positive: 5, negative: 0.5), (5, 0.5)),
            (.balanced, (total / (2 * positive), total / (2 * (total - positive)))),
        ] {
            let problem = LogisticProblem(design: .double(design), labels: labels, weights: weights)
            let fit = try LogisticRegression(.init(classWeights: classWeights), concurrency: 1).fit(problem)
            var explicit = problem
            explicit.weights = labels.indices.map { weights[$0] * (labels[$0] ? factors.0 : factors.1) }
            #expect(try LogisticRegression(concurrency: 1).fit(explicit) == fit)
        }
    }

    /// A balanced fit of the intercept alone gives both outcomes the same probability.
    @Test func balancedOutcomesAreAsLikely() throws {
        let fit = try LogisticRegression(.init(classWeights: .balanced), concurrency: 1).fit(
            design: Matrix(rows: 4, columns: 0), labels: [true, false, false, false])
        #expect(abs(fit.intercept) < 1e-12)
    }

    @Test func aPathHasThemToo() throws {
        let (design, labels) = sample(rows: 300, columns: 3, seed: 82)
        let problem = LogisticProblem(design: .double(design), labels: labels)
        var doubled = problem
        doubled.weights = labels.map { $0 ? 2 : 1 }
        let weighted = try LogisticRegression(
            .init(l1Ratio: 1, classWeights: .factors(positive: 2, negative: 1)), concurrency: 1
        ).path(problem, count: 4)
        let explicit = try LogisticRegression(.init(l1Ratio: 1), concurrency: 1).path(doubled, count: 4)
        #expect(weighted.map(\.fit) == explicit.map(\.fit))
    }

    @Test func areReadAsText() {
        #expect(ClassWeights("balanced") == .balanced)
        #expect(ClassWeights("positive=3,negative=0.5") == .factors(positive: 3, negative: 0.5))
        #expect(ClassWeights("negative=1,positive=2") == .factors(positive: 2, negative: 1))
        for text in ["", "even", "positive=2", "positive=2,positive=3", "positive=2,negative=x", "3,4"] {
            #expect(ClassWeights(text) == nil, "\(text)")
        }
    }

    @Test func areReadFromAPipeline() throws {
        func decoded(_ yaml: String) throws -> ModelSettings {
            try SettingsDocument(text: yaml, file: "pipeline.yaml").decode(ModelSettings.self)
        }
        #expect(try decoded("classWeights: balanced").classWeights == .balanced)
        #expect(
            try decoded("classWeights: {positive: 4, negative: 1}").classWeights
                == .factors(positive: 4, negative: 1))
        #expect(throws: SettingsError.self) { try decoded("classWeights: even") }
        #expect(throws: SettingsError.self) { try decoded("classWeights: {positive: 4}") }
        for factor in [0, -1, 1e7, .nan] {
            #expect(throws: ConfigurationError.self) {
                try ScorerTrainer(ModelSettings(classWeights: .factors(positive: factor, negative: 1)))
            }
        }
    }
}
