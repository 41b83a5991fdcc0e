import Evaluation
import Features
import Testing

@testable import Workflow

/// Rules found among features, held against a search of all of them.
struct RuleFinderTests {
    private static func features() throws -> FeatureSet {
        try FeatureSet([
            Feature(name: "orders", definition: FeatureDefinition(kind: .count, of: "order")),
            Feature(name: "days-on", definition: FeatureDefinition(kind: .activeDays, of: "order")),
            Feature(name: "quiet", definition: FeatureDefinition(kind: .timeSinceLast, of: "order")),
            Feature(
                name: "spent", definition: FeatureDefinition(kind: .sum, of: "order", attribute: "amount")),
            Feature(name: "first", definition: FeatureDefinition(kind: .timeSinceFirst, of: "order")),
        ])
    }

    /// Rows whose outcome follows orders / (quiet + 30).
    private static func train() -> LabelledRows {
        var state: UInt64 = 7
        func uniform() -> Double {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return Double(state >> 11) / 9_007_199_254_740_992
        }
        var columns: [[Double]] = [[], [], [], [], []]
        var labels: [Bool] = []
        for _ in 0..<400 {
            let orders = (uniform() * 10).rounded(.up)
            let quiet = uniform() * 200
            labels.append(uniform() < min(0.95, 3 * orders / (quiet + 30)))
            let values = [orders, (orders * uniform()).rounded(.up), quiet, orders * uniform(), quiet + 10]
            for (column, value) in values.enumerated() { columns[column].append(value) }
        }
        columns[2][0] = .nan
        let names = ["orders", "days-on", "quiet", "spent", "first"]
        let rows = labels.indices
        return (
            frame: FeatureFrame(
                entities: rows.map { EntityKey(namespace: "lead", id: "\($0)") },
                cutoffs: rows.map { _ in Instant(microseconds: 0) },
                columns: zip(names, columns).map { FeatureColumn(name: $0, values: .numbers($1)) }),
            labels: labels
        )
    }

    private static func area(_ rule: HandRule, _ rows: LabelledRows) throws -> Double {
        let scores = try #require(rule.scores(of: rows.frame))
        // Pairs, one by one.
        var (won, all) = (0.0, 0.0)
        for one in scores.indices where rows.labels[one] {
            for other in scores.indices where !rows.labels[other] {
                won += scores[one] > scores[other] ? 1 : scores[one] == scores[other] ? 0.5 : 0
                all += 1
            }
        }
        return won / all
    }

    @Test func theStrongestOfEachFamilyIsFound() throws {
        let train = Self.train()
        let found = try RuleFinder(try Self.features(), train: train).rules()
        #expect(found.map(\.words).prefix(2) == ["quiet, lowest first", "orders, highest first"])
        #expect(found.count == 4)
        #expect(found[2].words == "spent, highest first")
        let ratios = try ["orders", "days-on"].flatMap { above in
            try RuleFinder.addedDays.map { days in
                try Self.area(HandRule(numerator: above, denominator: "quiet", plus: days), train)
            }
        }
        #expect(try abs(Self.area(found[3], train) - #require(ratios.max())) < 1e-12)
        #expect(found[3].numerator == "orders" && found[3].denominator == "quiet")
        for name in ["orders", "days-on"] {
            #expect(try Self.area(HandRule(feature: name), train) <= Self.area(found[1], train))
        }
    }

    @Test func whereNothingCanBeFoundNothingIs() throws {
        let features = try FeatureSet([
            Feature(name: "first", definition: FeatureDefinition(kind: .timeSinceFirst, of: "order"))
        ])
        #expect(!RuleFinder.finds(in: features))
        #expect(try RuleFinder(features, train: Self.train()).rules().isEmpty)
    }

    @Test func pointsAddUp() throws {
        let rule = PointsRule(
            version: 1,
            points: [
                "days": .init(from: [[0, 10], [30, 5], [90, -1]], levels: nil, missing: 2),
                "region": .init(from: nil, levels: ["north": 3], missing: nil),
            ])
        let frame = FeatureFrame(
            entities: (0..<5).map { EntityKey(namespace: "lead", id: "\($0)") },
            cutoffs: [Instant](repeating: Instant(microseconds: 0), count: 5),
            columns: [
                FeatureColumn(name: "days", values: .numbers([-1, 0, 30, 400, .nan])),
                FeatureColumn(
                    name: "region", values: .categories(["north", "south", nil, "north", "north"])),
            ])
        #expect(rule.scores(of: frame) == [3, 10, 5, 2, 5])
        #expect(PointsRule(version: 1, points: ["region": .init(from: [[0, 1]])]).scores(of: frame) == nil)
        #expect(PointsRule.FeaturePoints(from: [[3, 1], [3, 2]]).problem != nil)
        #expect(PointsRule.FeaturePoints(from: [[3, 1, 2]]).problem != nil)
        #expect(PointsRule.FeaturePoints().problem != nil)
        #expect(rule.points.values.allSatisfy { $0.problem == nil })
        #expect(
            PointsRule(version: 1, points: ["region": .init(from: [[0, 1]])]).misfits(in: frame) == ["region"]
        )
        #expect(HandRule(numerator: "days", denominator: "region").misfits(in: frame) == ["region"])
    }

    @Test(arguments: [
        PointsRule.FeaturePoints(from: [[0, .infinity]]), .init(from: [[0, .nan]]), .init(from: [[.nan, 1]]),
        .init(from: [[0, 1]], missing: .nan), .init(levels: ["north": -.infinity]),
        .init(levels: ["north": 1e300]),
    ])
    func noSumOfPointsIsEndless(_ points: PointsRule.FeaturePoints) {
        #expect(points.problem?.contains("number") == true)
    }
}
