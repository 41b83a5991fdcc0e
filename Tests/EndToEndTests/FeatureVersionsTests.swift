import FoundationEssentials
import Testing

/// Definitions change, and what they made stays where it can be found, compared and served again.
@Suite struct FeatureVersionsTests {
    static let frequency = "  frequency: {kind: count, of: purchase, "
    static let recent = "  frequency: {kind: count, of: purchase, window: 60d, "
    static let cutoffs = ["--cutoff", "2024-07-01T00:00:00Z", "--cutoff", "2024-10-01T00:00:00Z"]

    struct Comparison: Decodable {
        struct Difference: Decodable {
            var feature: String
            var change: String
        }
        struct Values: Decodable {
            var feature: String
            var rows: Int
            var differing: Int
        }
        var differences: [Difference]
        var values: [Values]?
    }

    func backfill(_ shop: Shop) throws -> BuiltProgram.Outcome {
        try BuiltProgram.leadline.run(
            ["features", "backfill", "pipeline.yaml", "-o", "frames", "--by", "test"] + Self.cutoffs,
            in: shop.path)
    }

    func served(_ shop: Shop) throws -> String { try BuiltProgram.text(shop.path + "/frames/served") }

    func bytes(_ shop: Shop, _ file: String) throws -> Data {
        try Data(contentsOf: URL(filePath: shop.path + "/frames/" + file))
    }

    @Test func tellsDefinitionsApart() throws {
        let shop = try Shop.promoted()
        let equal = try shop.leadline("features", "diff", "models:/shop@production", "pipeline.yaml")
        #expect(equal.status == 0 && equal.output.contains("the definitions are equal"), "\(equal.errors)")

        try shop.change(Self.frequency, to: Self.recent)
        let told = try shop.leadline("features", "diff", "models:/shop/1", "pipeline.yaml")
        #expect(told.status == 1)
        #expect(
            told.output.contains("frequency") && told.output.contains("window") && told.output.contains("60d")
        )
        #expect(told.errors.contains("raise featuresVersion"))
        let measured = try shop.leadline(
            "features", "diff", "models:/shop/1", "pipeline.yaml", "--values", "--json")
        let comparison = try JSONDecoder().decode(Comparison.self, from: Data(measured.output.utf8))
        #expect(comparison.differences.map(\.feature) == ["frequency"])
        #expect(comparison.differences.map(\.change) == ["changed"])
        let values = try #require(comparison.values?.first)
        #expect(values.rows > 500 && values.differing > 0 && values.differing < values.rows)

        try shop.change("has bought {value} times", to: "bought {value} times")
        #expect(try shop.leadline("features", "diff", "models:/shop/1", "pipeline.yaml").status == 0)
        #expect(try shop.leadline("features", "diff", "models:/shop/9", "pipeline.yaml").status == 3)
    }

    @Test func backfillsAndRollsBack() throws {
        let shop = try Shop()
        let first = try backfill(shop)
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.output.contains("frames/v1: 2 frames added, 0 confirmed"))
        #expect(first.output.contains("version 1 is served (was nothing)"))
        let frame = try bytes(shop, "v1/2024-07-01T00-00-00Z.parquet")
        let manifest = try bytes(shop, "v1/manifest.json")
        let again = try backfill(shop)
        #expect(again.output.contains("frames/v1: 0 frames added, 2 confirmed"))
        #expect(try bytes(shop, "v1/manifest.json") == manifest)

        // What is recorded later changes no frame of the past; what rewrites the past is refused.
        try shop.write(Shop.purchases.csv + "c1,2025-03-01,1,5,north\n", to: "purchases.csv")
        #expect(try backfill(shop).output.contains("0 frames added, 2 confirmed"))
        try shop.write(Shop.purchases.csv + "c1,2024-06-01,1,5,north\n", to: "purchases.csv")
        let rewritten = try backfill(shop)
        #expect(
            rewritten.status == 1 && rewritten.errors.contains("2024-07-01T00:00:00Z"), "\(rewritten.errors)")
        try shop.write(Shop.purchases.csv, to: "purchases.csv")

        try shop.change(Self.frequency, to: Self.recent)
        let unnumbered = try backfill(shop)
        #expect(unnumbered.status == 1 && unnumbered.errors.contains("raise featuresVersion"))
        try shop.change("features:\n" + Self.frequency, to: "featuresVersion: 2\nfeatures:\n" + Self.recent)
        #expect(try backfill(shop).output.contains("version 2 is served (was version 1)"))
        #expect(try served(shop) == "2\n")
        #expect(try bytes(shop, "v2/2024-07-01T00-00-00Z.parquet") != frame)
        let differing = try shop.leadline("features", "diff", "frames/v1", "frames/v2")
        #expect(differing.status == 1 && differing.output.contains("version 2"))

        let back = try shop.leadline("features", "rollback", "frames", "--why", "too narrow")
        #expect(
            back.status == 0 && back.output.contains("version 1 is served again (was 2)"), "\(back.errors)")
        #expect(try served(shop) == "1\n")
        #expect(try bytes(shop, "v1/2024-07-01T00-00-00Z.parquet") == frame)
        #expect(try bytes(shop, "v1/manifest.json") == manifest)
        #expect(try shop.leadline("features", "rollback", "frames").status == 1)
    }

    /// What a kill between the journal and the name of the served version leaves is mended by the next run.
    @Test func theServedVersionIsThatOfTheJournal() throws {
        let shop = try Shop()
        #expect(try backfill(shop).status == 0)
        try shop.change("features:\n" + Self.frequency, to: "featuresVersion: 2\nfeatures:\n" + Self.recent)
        #expect(try backfill(shop).status == 0)
        try shop.write("1\n", to: "frames/served")
        #expect(try backfill(shop).output.contains("0 frames added, 2 confirmed"))
        #expect(try served(shop) == "2\n")

        #expect(try shop.leadline("features", "rollback", "frames").status == 0)
        try shop.write("2\n", to: "frames/served")
        let again = try shop.leadline("features", "rollback", "frames")
        #expect(again.status == 0 && again.output.contains("version 1 is served again"), "\(again.errors)")
        #expect(try served(shop) == "1\n")
    }

    @Test func servesNoAlteredFrame() throws {
        let shop = try Shop()
        #expect(try backfill(shop).status == 0)
        try shop.change("features:\n" + Self.frequency, to: "featuresVersion: 2\nfeatures:\n" + Self.recent)
        #expect(try backfill(shop).status == 0)
        try shop.write("altered", to: "frames/v1/2024-10-01T00-00-00Z.parquet")
        let refused = try shop.leadline("features", "rollback", "frames")
        #expect(refused.status == 1 && refused.errors.contains("2024-10-01T00-00-00Z.parquet"))
        #expect(try served(shop) == "2\n")
    }

    @Test func tracesUnderOlderDefinitions() throws {
        let shop = try Shop.promoted()
        try shop.change(Self.frequency, to: Self.recent)
        let id = try #require(
            try bytesOfScores(shop).split(separator: "\n").dropFirst().first?.split(separator: ",").first)
        let question = [
            "features", "pipeline.yaml", "--trace", String(id), "--feature", "frequency", "--at", Shop.asOf,
        ]
        let now = try BuiltProgram.leadline.run(question, in: shop.path)
        let then = try BuiltProgram.leadline.run(question + ["--under", "models:/shop/1"], in: shop.path)
        #expect(now.status == 0 && now.output.contains("PRESENT"), "\(now.errors)")
        #expect(then.output.contains("under version 1 of models:/shop/1"))
        #expect(then.output.contains("[the beginning, 2025-03-26"))
        #expect(!now.output.contains("[the beginning"))
    }

    private func bytesOfScores(_ shop: Shop) throws -> String {
        let run = try shop.leadline("score", "pipeline.yaml", "--as-of", Shop.asOf, "-o", "scores.csv")
        #expect(run.status == 0, "\(run.errors)")
        return try BuiltProgram.text(shop.path + "/scores.csv")
    }
}
