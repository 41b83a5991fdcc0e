import FoundationEssentials
import Testing

/// The scores behind a version's figures, written for other programs.
@Suite struct SliceScoresTests {
    private struct Row: Decodable, Equatable {
        var metric: String
        var slice: String
        var group: String
        var value: Double?
        var lower: Double?
        var upper: Double?
        var n: Int
    }
    private struct Document: Decodable {
        var metrics: [Row]
    }

    /// The rows of the test slice that are no differences, and of no times or other slices, which a file of scores has not, in
    /// order.
    private func rows(_ shop: Shop, _ file: String) throws -> [Row] {
        let text = try BuiltProgram.text(shop.path + "/" + file)
        return try JSONDecoder().decode(Document.self, from: Data(text.utf8)).metrics.filter {
            $0.slice == "test" && !$0.metric.contains("_difference_to_") && $0.metric != "cycle_days"
                && !$0.metric.hasPrefix("population_stability")
        }
    }

    @Test func theFileGivesTheFiguresOfTheVersion() throws {
        let shop = try Shop.promoted()
        let run = try shop.leadline(
            "evaluate", "pipeline.yaml", "--write-scores", "out/scores.csv", "-o", "version.json")
        #expect(run.status == 0, "\(run.errors)")
        let again = try shop.leadline(
            "evaluate", "--scores", "out/scores.csv", "--group", "region", "--capacity", "20",
            "--each-cutoff",
            "-o", "scores.json")
        #expect(again.status == 0, "\(again.errors)")
        let (ours, theirs) = try (rows(shop, "version.json"), rows(shop, "scores.json"))
        #expect(theirs.count > 150 && theirs.contains { $0.group.hasPrefix("month=") })
        #expect(ours == theirs)
        let attributes = try FileManager.default.attributesOfItem(atPath: shop.path + "/out/scores.csv")
        #expect(attributes[.posixPermissions] as? Int == 0o600)
    }

    @Test func clustersAreToldApart() throws {
        let shop = try ClusterWayTests.shop("cluster: household, ")
        #expect(try shop.leadline("train", "pipeline.yaml").status == 0)
        let run = try shop.leadline(
            "evaluate", "pipeline.yaml", "--write-scores", "scores.parquet", "-o", "version.json")
        #expect(run.status == 0, "\(run.errors)")
        let again = try shop.leadline(
            "evaluate", "--scores", "scores.parquet", "--group", "region", "--capacity", "20",
            "--each-cutoff",
            "--cluster", "household", "-o", "scores.json")
        #expect(again.status == 0, "\(again.errors)")
        let (ours, theirs) = try (rows(shop, "version.json"), rows(shop, "scores.json"))
        #expect(theirs.count > 150)
        #expect(ours == theirs)
    }

    @Test func otherDataAndIdleOptionsAreRefused() throws {
        let shop = try Shop.promoted()
        #expect(
            try shop.leadline("evaluate", "--scores", "s.csv", "--write-scores", "t.csv").status == 3)
        #expect(
            try shop.leadline("evaluate", "pipeline.yaml", "--locked", "--write-scores", "t.csv").status == 3)
        try shop.write(Shop.purchases.csv + "c1,2025-03-27,1,5.0,north\n", to: "purchases.csv")
        let run = try shop.leadline("evaluate", "pipeline.yaml", "--write-scores", "t.csv")
        #expect(run.status != 0 && run.errors.contains("the data are not those"), "\(run.errors)")
        #expect(!FileManager.default.fileExists(atPath: shop.path + "/t.csv"))
    }
}
