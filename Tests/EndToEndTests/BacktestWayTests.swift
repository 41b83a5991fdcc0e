import FoundationEssentials
import Testing

/// Backtest, refit and the locked slice, as a user meets them.
@Suite struct BacktestWayTests {
    /// The shop with a locked slice, a backtest beside a reference, and a refit.
    static func shop() throws -> Shop {
        let pipeline = PipelineText.shop.replacing(
            "to: 2025-01-01, every: month}", with: "to: 2025-02-01, every: month}\n  weights: perEntity"
        ).replacing(
            "  embargo: 0d\n  disjoint: none\n",
            with: """
                  locked: {from: 2025-02-01, to: 2025-02-28}
                backtest: {folds: 2, every: 30d, to: 2025-01-01, against: reference.yaml}
                refit: recent

                """
        ).replacing(
            "lower_bound: 0.55}}",
            with:
                "lower_bound: 0.55}}\n  - {metric: auroc, slice: backtest, value_threshold: {lower_bound: 0.5}}"
        )
        let shop = try Shop(pipeline)
        try shop.write(Self.reference(pipeline), to: "reference.yaml")
        return shop
    }

    /// The same question with one feature.
    static func reference(_ pipeline: String) -> String {
        let lines = pipeline.split(separator: "\n", omittingEmptySubsequences: false).filter { line in
            ![
                "  recency: {kind", "  monetary: {kind", "  region: {kind", "backtest:", "refit:",
                "  - {metric: auroc, slice: backtest",
            ].contains { line.hasPrefix($0) }
        }
        return lines.joined(separator: "\n").replacing("name: shop", with: "name: plain").replacing(
            "{frequency: [log1p], monetary: [log1p], recency: [], region: []}", with: "{frequency: [log1p]}"
        ).replacing("recency: {feature: recency, better: lower}", with: "frequency: {feature: frequency}")
            .replacing(", groups: [region]", with: "")
    }

    @Test func foldsAreFittedComparedAndGated() throws {
        let shop = try Self.shop()
        let run = try shop.leadline("train", "pipeline.yaml")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("Rolling-origin backtest, beside plain"))
        #expect(run.output.contains("fold-2"))
        let text = try BuiltProgram.text(shop.model + "/versions/1/evaluation.json")
        let document = try JSONDecoder().decode(Evaluated.self, from: Data(text.utf8))
        #expect(document.backtest.folds.map(\.name) == ["fold-1", "fold-2"])
        #expect(document.backtest.folds.allSatisfy { $0.trainTo < $0.testFrom && $0.testRows > 50 })
        for slice in ["fold-1", "fold-2", "backtest"] {
            let difference = document.metrics.first {
                $0.slice == slice && $0.metric == "auroc_difference_to_reference"
            }
            #expect(difference?.lower != nil && difference?.upper != nil)
        }
        #expect(
            try BuiltProgram.text(shop.model + "/versions/1/report.html").contains("Rolling-origin backtest"))
        let gate = try shop.leadline("gate", "pipeline.yaml")
        #expect(gate.status == 0, "\(gate.output)")
        // The reference decides the version, too.
        let reference = try BuiltProgram.text(shop.path + "/reference.yaml")
        try shop.write(reference.replacing("penalty: 1.0", with: "penalty: 3.0"), to: "reference.yaml")
        #expect(try shop.leadline("train", "pipeline.yaml").output.contains("shop version 2\n"))
        try shop.write(reference.replacing("window: 30d", with: "window: 20d"), to: "reference.yaml")
        let other = try shop.leadline("train", "pipeline.yaml")
        #expect(other.status == 3)
        #expect(other.errors.contains("the reference has another `label`"), "\(other.errors)")
    }

    @Test func theMeasuredAndTheServedAreKeptApart() throws {
        let shop = try Self.shop()
        let run = try shop.leadline("train", "pipeline.yaml")
        #expect(run.output.contains("served: the recipe fitted again on these newer rows"), "\(run.errors)")
        let folder = shop.model + "/versions/1/"
        let manifest = try JSONDecoder().decode(
            Digests.self, from: Data(BuiltProgram.text(folder + "manifest.json").utf8))
        #expect(manifest.evaluatedDigest != manifest.servedDigest)
        #expect(try BuiltProgram.text(folder + "evaluated-model.json").contains("frequency"))
        #expect(try BuiltProgram.text(folder + "card.md").contains("What is served is not what was measured"))
        #expect(try shop.leadline("promote", "pipeline.yaml").status == 0)
        #expect(try shop.leadline("score", "pipeline.yaml", "--as-of", Shop.asOf, "-o", "s.csv").status == 0)

        let plain = try Shop.promoted()
        let same = try JSONDecoder().decode(
            Digests.self, from: Data(BuiltProgram.text(plain.model + "/versions/1/manifest.json").utf8))
        #expect(same.evaluatedDigest == same.servedDigest)
    }

    @Test func looksAtTheLockedSliceAreCounted() throws {
        let shop = try Self.shop()
        let points = "version: 1\npoints:\n  recency: {from: [[0, 10], [30, 5]]}\n"
        try shop.write(points, to: "points.yaml")
        try shop.write(
            BuiltProgram.text(shop.path + "/pipeline.yaml").replacing(
                "evaluation: {top", with: "evaluation: {points: points.yaml, top"), to: "pipeline.yaml")
        #expect(try shop.leadline("train", "pipeline.yaml").status == 0)
        #expect(try shop.leadline("evaluate", "pipeline.yaml", "--locked").status == 3)
        let looks = ["looked at once", "looked at 2 times"]
        for look in looks {
            let run = try shop.leadline("evaluate", "pipeline.yaml", "--locked", "--why", "before the launch")
            #expect(run.status == 0, "\(run.errors)")
            #expect(run.output.contains(look))
            #expect(run.output.contains("auroc"))
        }
        // Another table is another rule than the version was held against: no look, and none written down.
        try shop.write(points.replacing("30, 5", with: "30, 6"), to: "points.yaml")
        let other = try shop.leadline("evaluate", "pipeline.yaml", "--locked", "--why", "again")
        #expect(other.status == 1 && other.errors.contains("its points file"), "\(other.errors)")
        try shop.write(points, to: "points.yaml")
        let report = try shop.leadline("evaluate", "pipeline.yaml")
        #expect(report.output.contains("the locked slice was looked at 2 times"))
        #expect(
            try BuiltProgram.text(shop.path + "/reports/shop/version-1/card.md").contains("looked at 2 times")
        )
        #expect(try shop.leadline("registry", "verify").status == 0)
        #expect(try BuiltProgram.text(shop.model + "/looks.jsonl").contains("before the launch"))
        #expect(try shop.leadline("features", "pipeline.yaml", "-o", "frame.csv").status == 0)
        #expect(try !BuiltProgram.text(shop.path + "/frame.csv").contains("locked"))
        #expect(
            try Shop.promoted().leadline("evaluate", "pipeline.yaml", "--locked", "--why", "x").status == 3)
    }
}

/// What of `evaluation.json` is looked at.
struct Evaluated: Decodable {
    struct Row: Decodable {
        var metric: String
        var slice: String
        var lower: Double?
        var upper: Double?
    }
    struct Fold: Decodable {
        var name: String
        var trainTo: String
        var testFrom: String
        var testRows: Int
    }
    struct Backtest: Decodable { var folds: [Fold] }
    var metrics: [Row]
    var backtest: Backtest
}

/// What of `manifest.json` is looked at.
struct Digests: Decodable {
    var evaluatedDigest: String
    var servedDigest: String
}
