import FoundationEssentials
import Testing

/// Drift since the train slice, as a user meets it: in the evaluation, at gates, in the report.
@Suite struct DriftWayTests {
    private struct Row: Decodable {
        var metric: String
        var slice: String
        var group: String
        var value: Double?
        var lower: Double?
        var upper: Double?
        var method: String
    }
    private struct Drift: Decodable {
        var group: String
        var slice: String
        var value: Double?
        var threshold: Double?
        var adjusted: Double?
        var clusters: String?
    }
    private struct Month: Decodable {
        var month: String
        var rows: Int
        var lowTenth: Double
        var median: Double
        var highTenth: Double
    }
    private struct Stability: Decodable {
        var drifts: [Drift]
        var months: [Month]
    }
    private struct Coefficient: Decodable {
        var name: String
        var value: Double
        var standardError: Double?
    }
    private struct Fold: Decodable { var coefficients: [Coefficient] }
    private struct Backtest: Decodable { var folds: [Fold] }
    private struct Document: Decodable {
        var metrics: [Row]
        var stability: Stability
        var backtest: Backtest?
    }
    private struct Histograms: Decodable {
        struct Column: Decodable { var counts: [Int] }
        var score: Column
    }

    private static func document(_ shop: Shop) throws -> Document {
        let run = try shop.leadline("evaluate", "pipeline.yaml", "--json")
        return try JSONDecoder().decode(Document.self, from: Data(run.output.utf8))
    }

    /// What a customer has bought so far grows from April to December; where the customers live does not.
    @Test func whatHasMovedIsFoundAndWhatHasNotIsNot() throws {
        let shop = try BacktestWayTests.shop()
        let run = try shop.leadline("train", "pipeline.yaml")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("Drift from the train slice to the test slice"), "\(run.output)")
        #expect(!run.output.contains("feature="), "\(run.output)")
        let document = try Self.document(shop)
        let slices = Set(document.stability.drifts.map(\.slice))
        #expect(slices == ["test", "month=2024-12", "month=2025-01", "fold-1", "fold-2"])
        let groups = [
            "feature=frequency", "feature=monetary", "feature=recency", "feature=region", "score",
        ]
        for slice in slices {
            let own = document.stability.drifts.filter { $0.slice == slice }
            #expect(own.map(\.group) == groups)
            #expect(own.allSatisfy { $0.clusters?.hasSuffix("clusters of entity") == true })
        }
        for slice in ["test", "fold-1"] {
            let rows = document.metrics.filter {
                $0.slice == slice && $0.metric.hasPrefix("population_stability")
            }
            #expect(rows.count == 2 * groups.count + 1)
            #expect(rows.allSatisfy { $0.lower == nil })
            let drifted = try #require(rows.last)
            #expect(drifted.metric == "population_stability_drifted" && drifted.group == "overall")
        }
        func row(_ metric: String, _ group: String) -> Row? {
            document.metrics.first { $0.metric == metric && $0.slice == "test" && $0.group == group }
        }
        let grown = try #require(row("population_stability", "feature=frequency"))
        let value = try #require(grown.value)
        let threshold = try #require(grown.upper)
        #expect(value > threshold)
        #expect(grown.method.contains("clusters of entity") && grown.method.contains("null at n="))
        let excess = try #require(row("population_stability_excess", "feature=frequency")?.value)
        #expect(abs(excess - (value - threshold)) < 1e-15)
        let region = try #require(row("population_stability_excess", "feature=region")?.value)
        #expect(region < 0)
        #expect(row("population_stability_drifted", "overall")?.method.contains("frequency") == true)

        let months = document.stability.months
        #expect(months.map(\.month) == ["2024-12", "2025-01"])
        #expect(months.allSatisfy { $0.lowTenth < $0.median && $0.median < $0.highTenth && $0.rows > 50 })
        let folds = try #require(document.backtest?.folds)
        #expect(folds.count == 2 && folds.allSatisfy { $0.coefficients.count >= 4 })
        #expect(folds.allSatisfy { $0.coefficients.allSatisfy { $0.standardError.map { $0 > 0 } == true } })
        #expect(folds[0].coefficients.map(\.value) != folds[1].coefficients.map(\.value))

        let folder = shop.model + "/versions/1/"
        let page = try BuiltProgram.text(folder + "report.html")
        for name in ["stability-index", "stability-scores", "stability-months", "folds-0"] {
            #expect(page.contains("id=\"\(name)-title\""), "\(name)")
        }
        #expect(!page.contains("By feature"))
        let card = try BuiltProgram.text(folder + "card.md")
        #expect(card.contains("### Stability") && !card.contains("feature=frequency"))
        let reference = try JSONDecoder().decode(
            Histograms.self, from: Data(BuiltProgram.text(folder + "reference.json").utf8))
        #expect(reference.score.counts.count == 10)
    }

    @Test func gatesHoldDriftLikeAnyFigure() throws {
        let gates = """
            gates:
              - {metric: population_stability_excess, group: feature=region, value_threshold: {upper_bound: 0}}
              - {metric: population_stability, group: score, slice: month=2024-12, value_threshold: {upper_bound: 99}}
            """
        let shop = try Shop()
        func gate(_ text: String) throws -> BuiltProgram.Outcome {
            let start = try #require(PipelineText.shop.firstRange(of: "gates:")).lowerBound
            try shop.write(String(PipelineText.shop[..<start]) + text + "\n", to: "pipeline.yaml")
            return try shop.leadline("gate", "pipeline.yaml")
        }
        #expect(try shop.leadline("train", "pipeline.yaml").status == 0)
        let held = try gate(gates)
        #expect(held.status == 0, "\(held.output) \(held.errors)")
        let each = try gate(
            """
            gates:
              - metric: population_stability_excess
                per_slice_thresholds:
                  - {slicing_specs: [{feature_keys: [feature]}], threshold: {value_threshold: {upper_bound: 0}}}
            """)
        #expect(each.status == 1 && each.output.contains("feature=frequency"), "\(each.output)")
        let any = try gate(
            "gates:\n  - {metric: population_stability_drifted, value_threshold: {upper_bound: 0}}")
        #expect(any.status == 1, "\(any.output)")
        let change = try gate(
            "gates:\n  - {metric: population_stability, group: score, change_threshold: {absolute: 0, direction: LOWER_IS_BETTER}}"
        )
        #expect(change.status == 3 && change.errors.contains("from the train slice"), "\(change.errors)")
        let nowhere = try gate(
            "gates:\n  - {metric: population_stability, slice: backtest, value_threshold: {upper_bound: 1}}")
        #expect(nowhere.status == 3, "\(nowhere.output)")
    }

    /// A file of scores has no train rows; how its scores are spread by month is there.
    @Test func scoresOfAFileAreSpreadByMonth() throws {
        let shop = try Shop()
        let lines = (0..<240).map { row in
            "e\(row),2024-0\(1 + row % 2)-01T00:00:00Z,0.\(100 + row),\(row % 3 == 0 ? 1 : 0)"
        }
        try shop.write("id,asOf,score,label\n" + lines.joined(separator: "\n") + "\n", to: "scores.csv")
        let run = try shop.leadline("evaluate", "--scores", "scores.csv", "--report", "out", "--json")
        #expect(run.status == 0, "\(run.errors)")
        let document = try JSONDecoder().decode(Document.self, from: Data(run.output.utf8))
        #expect(document.stability.drifts.isEmpty)
        #expect(document.stability.months.map(\.month) == ["2024-01", "2024-02"])
        #expect(!document.metrics.contains { $0.metric.hasPrefix("population_stability") })
        #expect(try BuiltProgram.text(shop.path + "/out/report.html").contains("stability-scores-title"))
    }
}
