import Evaluation
import Features
import Learning
import TestKit
import Testing

@testable import Workflow

/// How well a model's inputs tell an attribute, on rows of which it is known.
@Suite struct ProxyTestTests {
    /// Rows of one entity each, 55 of 120 of them of the sex F, with two inputs that know nothing of it.
    private static func noise(seed: UInt64, count: Int = 120) -> FeatureFrame {
        var random = SplitMix64(seed: seed)
        let sexes = (0..<count).map { $0 < count * 55 / 120 ? "F" : "M" }.shuffled(using: &random)
        func column(_ name: String) -> FeatureColumn {
            FeatureColumn(
                name: name,
                values: .numbers((0..<count).map { _ in Double.random(in: 0..<1, using: &random) })
            )
        }
        return FeatureFrame(
            entities: (0..<count).map { EntityKey(namespace: "lead", id: "\($0)") },
            cutoffs: [Instant](repeating: Instant(microseconds: 0), count: count),
            columns: [
                FeatureColumn(name: "page", values: .categories(sexes)), column("pricing"), column("time"),
            ])
    }

    private static func settings(_ inputs: [String]) throws -> PipelineSettings {
        var settings = try Pipeline(text: DefinitionCheckTests.yaml).settings
        settings.model = ModelSettings(inputs: try InputSelection(inputs.map { .init(name: $0) }))
        return settings
    }

    private static func run(
        _ frame: FeatureFrame, inputs: [String] = ["pricing", "time"], minimum: Int = 50
    ) throws -> (proxy: MetricRow, score: MetricRow, result: ProxyResult) {
        let plan = try EvaluationPlan(protected: ["page"], minimumGroupSize: minimum)
        let test = ProxyTest(try settings(inputs), plan: plan, clusters: CaseClusters())
        // A score that is the first input.
        guard case .numbers(let scores)? = frame.column("pricing")?.values else {
            preconditionFailure("it is a number")
        }
        let (rows, results) = try test.run(frame, probabilities: scores)
        #expect(rows.map(\.metric) == ["score_auroc", "proxy_auroc"])
        #expect(rows.allSatisfy { $0.group == "page=F" && $0.slice == "test" })
        #expect(results.map(\.group) == ["page=F"])
        return (rows[1], rows[0], results[0])
    }

    /// Folds differ in how many members they have, and so do the intercepts of what is fitted without them: with these
    /// the mean is 0.44.
    @Test func noiseTellsNothing() throws {
        let areas = try (1...20).map { try #require(try Self.run(Self.noise(seed: $0)).proxy.value) }
        let mean = areas.reduce(0, +) / 20
        #expect(abs(mean - 0.5) < 0.035, "\(mean)")
    }

    @Test func whatKnowsItTellsIt() throws {
        var frame = Self.noise(seed: 1)
        guard case .categories(let sexes) = frame.columns[0].values,
            case .numbers(let noise) = frame.columns[1].values
        else { preconditionFailure("a category and a number") }
        frame.columns[1].values = .numbers(zip(sexes, noise).map { $0 == "F" ? 1 + $1 : 0.7 + $1 })
        let (proxy, score, result) = try Self.run(frame)
        let area = try #require(proxy.value)
        #expect(area > 0.65 && area < 0.9, "\(area)")
        #expect(try #require(proxy.lower) > 0.5 && proxy.n == 120)
        // The score is that input, and the other input says nothing.
        #expect(abs(try #require(score.value) - area) < 0.05)
        #expect(result.inputs.map(\.name) == ["pricing", "time"])
        #expect(result.inputs[0].z > 3 && abs(result.inputs[1].z) < 3, "\(result)")
    }

    /// What the model takes with a reason does not tell itself, here or where nothing else is left.
    @Test func anAttributeDoesNotTellItself() throws {
        let frame = Self.noise(seed: 2)
        let area = try #require(try Self.run(frame, inputs: ["page", "pricing", "time"]).proxy.value)
        #expect(area == (try Self.run(frame).proxy.value))
        let (alone, _, result) = try Self.run(frame, inputs: ["page"])
        #expect(alone.value == nil && alone.method.contains("no other input"), "\(alone)")
        #expect(result.inputs.isEmpty)
    }

    @Test func smallGroupsSaySo() throws {
        let (proxy, score, result) = try Self.run(Self.noise(seed: 3), minimum: 56)
        for row in [proxy, score] {
            #expect(row.value == nil && row.method.contains("too small to say, fewer than 56 rows"), "\(row)")
        }
        #expect(result.inputs.isEmpty)
    }

    /// Of two values the rarer is told; of several, or beside rows without any, each.
    @Test func eachValueIsToldOnce() {
        #expect(ProxyTest.told(["b", "a", "b"]) == ["a"])
        #expect(ProxyTest.told(["b", "a", "a", "b"]) == ["a"])
        #expect(ProxyTest.told(["b", "a", "c"]) == ["a", "b", "c"])
        #expect(ProxyTest.told(["b", "a", nil]) == ["a", "b"])
        #expect(ProxyTest.told(["a", "a"]).isEmpty)
    }
}
