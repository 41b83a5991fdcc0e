import FoundationEssentials
import Testing

/// What `leadline check` warns of, by the command line.
@Suite struct CheckTests {
    @Test func featuresThatSayNothingAreNamed() throws {
        let text = PipelineText.shop.replacing(
            "  region: {kind: attribute, attribute: region}",
            with: """
                  region: {kind: attribute, attribute: region}
                  never: {kind: mean, of: purchase, attribute: amount, where: {amount: {above: 1000000}}}
                  always: {kind: channelShare, channel: shop}
                """)
        let shop = try Shop(text)
        let check = try shop.leadline("check", "pipeline.yaml")
        #expect(check.status == 0, "\(check.errors)")
        let lines = check.errors.split(separator: "\n").filter { $0.contains("feature ") }
        #expect(lines.count == 2, "\(check.errors)")
        #expect(lines.contains { $0.contains("feature never: none of the ") && $0.contains("has a value") })
        #expect(
            lines.contains { $0.contains("feature always: all ") && $0.contains("have the same value") })
        // A model that takes them says so when it is trained.
        try shop.write(
            text.replacing("recency: [], region: []}", with: "recency: [], region: [], always: []}"),
            to: "pipeline.yaml")
        let training = try shop.leadline("train", "pipeline.yaml")
        #expect(training.status == 0, "\(training.errors)")
        #expect(training.errors.contains("never vary in the train slice: always"), "\(training.errors)")
    }

    @Test func goodFeaturesAreNotNamed() throws {
        let check = try Shop().leadline("check", "pipeline.yaml")
        #expect(check.status == 0)
        #expect(!check.errors.contains("warning"), "\(check.errors)")
    }

    /// Midnight in Tokyo is the afternoon before in UTC; people there write the day that begins.
    @Test func datesAreThoseOfTheZone() throws {
        let text = PipelineText.shop.replacing("zone: UTC", with: "zone: Asia/Tokyo")
        let shop = try Shop(text)
        for verb in ["check", "train"] {
            let outcome = try shop.leadline(verb, "pipeline.yaml")
            #expect(outcome.status == 0, "\(outcome.errors)")
            #expect(outcome.output.contains("2024-04-01"), "\(outcome.output)")
            #expect(outcome.output.contains("2024-12-01"), "\(outcome.output)")
            for other in ["2024-03", "2024-11-30", "2024-12-31"] {
                #expect(!outcome.output.contains(other), "\(outcome.output)")
            }
        }
        let report = try BuiltProgram.text(shop.model + "/versions/1/report.html")
        #expect(report.contains("2024-04") && !report.contains("2024-03"))
        let evaluation = try BuiltProgram.text(shop.model + "/versions/1/evaluation.json")
        #expect(evaluation.contains("at 2024-12-01") && !evaluation.contains("at 2024-11-30"))
    }

    @Test func rowsInSeveralFilesAreNamed() throws {
        let text = PipelineText.shop.replacing(
            "file: purchases.csv", with: "files: [purchases.csv, again.csv]")
        let shop = try Shop(text)
        let lines = Shop.purchases.csv.split(separator: "\n", omittingEmptySubsequences: true)
        try shop.write(
            ([lines[0]] + lines.suffix(25)).map { $0 + "\r\n" }.joined(), to: "again.csv")
        for verb in ["check", "import"] {
            let outcome = try shop.leadline(verb, "pipeline.yaml")
            #expect(outcome.status == 0, "\(outcome.errors)")
            let warning = outcome.errors.split(separator: "\n").first { $0.contains("in several files") }
            #expect(
                try #require(warning).contains("25 of again.csv, 25 of purchases.csv"), "\(outcome.errors)")
        }
        let profile = try shop.leadline("check", "pipeline.yaml", "--profile", "--json")
        #expect(profile.output.contains("\"check\":\"repeatedRows\""))
    }

    @Test func slicesSayWhatWasLeftOutAndWhy() throws {
        let shop = try Shop(PipelineText.shop.replacing("disjoint: none", with: "disjoint: entity"))
        let check = try shop.leadline("check", "pipeline.yaml")
        #expect(check.status == 0, "\(check.errors)")
        let table = check.output.split(separator: "\n").drop { !$0.contains("last cutoff") }
        #expect(table.first?.contains("in another slice") == true, "\(check.output)")
        let train = try #require(table.first { $0.contains("train ") })
        let cells = train.split(separator: " ", omittingEmptySubsequences: true)
        // The purged, then those whose customer is in another slice.
        #expect(cells.suffix(2).first == "0", "\(train)")
        #expect(cells.last.map(String.init).flatMap { Int($0.replacing(",", with: "")) } ?? 0 > 0, "\(train)")
    }

    @Test(arguments: [
        ["quarantine", "list", "pipeline.yaml"], ["quarantine", "replay", "pipeline.yaml"],
        ["quarantine", "purge", "pipeline.yaml"], ["check", "pipeline.yaml"], ["import", "pipeline.yaml"],
        ["gate", "pipeline.yaml"], ["rollback", "pipeline.yaml"], ["features", "rollback", "backfill"],
    ])
    func foldersAreTakenEverywhere(words: [String]) throws {
        let shop = try Shop()
        let folders = ["--registry", "r", "--working", "w", "--reports", "p"]
        let outcome = try BuiltProgram.leadline.run(words + folders, in: shop.path)
        #expect(!outcome.errors.contains("unknown option"), "\(outcome.errors)")
        #expect(!FileManager.default.fileExists(atPath: shop.path + "/.leadline"))
    }
}
