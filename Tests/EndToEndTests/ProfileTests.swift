import FoundationEssentials
import Testing

/// `leadline check --profile` and the quality gates, by the command line.
@Suite struct ProfileTests {
    private static let quality = "label:\n  version: 1\n  name: buys again"

    /// The shop with a `quality` section.
    private func shop(_ quality: String, data: String = Shop.purchases.csv) throws -> Shop {
        let text = PipelineText.shop.replacing(Self.quality, with: "quality:\n\(quality)\n" + Self.quality)
            .replacing("zone: UTC}", with: "zone: UTC, until: 2025-06-01}")
        return try Shop(text, data: data)
    }

    @Test func aProfileIsTextJSONAndAPage() throws {
        let shop = try shop("  shuffles: 99")
        let text = try shop.leadline("check", "pipeline.yaml", "--profile")
        #expect(text.status == 0 || text.status == 2, "\(text.errors)")
        for part in ["Events by channel and month", "purchases.purchase.amount", "weekly series searched"] {
            #expect(text.output.contains(part), "\(part)")
        }
        let json = try shop.leadline("check", "pipeline.yaml", "--profile", "--json")
        #expect(json.status == text.status)
        #expect(json.output.contains("\"falseAlarmRate\":0.05"))
        #expect(json.output.contains("\"reconciles\":true"))
        #expect(try BuiltProgram.text(shop.path + "/reports/shop/profile.json") == json.output)
        let page = try BuiltProgram.text(shop.path + "/reports/shop/profile.html")
        #expect(page.hasPrefix("<!doctype html>") && page.contains("<svg") && !page.contains("<script"))
        // Nobody's key stands in any of them.
        for written in [text.output, json.output, page] { #expect(!written.contains("c1001")) }
    }

    /// From the first of October on, amounts are cents.
    @Test func aChangeOfUnitIsFoundAndBlocked() throws {
        let lines = Shop.purchases.csv.split(separator: "\n").map(String.init)
        let data = lines.map { line -> String in
            var cells = line.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            if cells[1] >= "2024-10-01", cells[1] < "date" { cells[3] = cells[3].replacing(".", with: "") }
            return cells.joined(separator: ",") + "\n"
        }.joined()
        let shop = try shop("  gates: {noStepChange: [purchases.purchase.amount]}", data: data)
        let profile = try shop.leadline("check", "pipeline.yaml", "--profile")
        #expect(profile.status == 1, "\(profile.output)")
        #expect(profile.output.contains("warn  valueStep purchases.purchase.amount (2024-"))
        #expect(profile.output.contains("fail  qualityGate purchases.purchase.amount"))
        let training = try shop.leadline("train", "pipeline.yaml")
        #expect(training.status == 1)
        #expect(training.errors.contains("quality gate purchases.purchase.amount: noStepChange: "))
        #expect(shop.versions == [])
    }

    @Test(arguments: [
        ("  gates: {minimumRows: {purchases: 1000000}}", "quality gate purchases: minimumRows: "),
        ("  gates: {maximumStaleness: {purchases: 30d}}", "quality gate purchases: maximumStaleness: "),
        ("  features: {ranges: {frequency: [0, 1]}}", "quality gate frequency: ranges: "),
        ("  features: {maximumMissingShare: {\"*\": 0.0}, refuseConstant: true}", "ok"),
    ])
    func everyGateStopsATraining(_ quality: String, _ text: String) throws {
        let shop = try shop(quality)
        let training = try shop.leadline("train", "pipeline.yaml")
        if text == "ok" {
            #expect(training.status == 0, "\(training.errors)")
        } else {
            #expect(training.status == 1 && training.errors.contains(text), "\(training.errors)")
            #expect(shop.versions == [])
        }
    }

    @Test func aMisspeltGateNamesItsLine() throws {
        let shop = try shop("  gates:\n    maximumNullShare: {purchases.purchase.amuont: 0.1}")
        let outcome = try shop.leadline("check", "pipeline.yaml")
        #expect(outcome.status == 3)
        #expect(outcome.errors.contains("pipeline.yaml:") && outcome.errors.contains("did you mean"))
    }

    @Test func aPlainTableHasNoProfile() throws {
        let shop = try Shop(PipelineText.calls, data: "")
        try shop.write(
            "age,seconds,job,answer\n"
                + (0..<60).map { "\($0 % 40),\($0 * 7 % 50),a,\($0 % 3 == 0 ? "yes" : "no")\n" }.joined(),
            to: "calls.csv")
        let outcome = try shop.leadline("check", "pipeline.yaml", "--profile")
        #expect(outcome.status == 3 && outcome.errors.contains("rows are no events in time"))
    }
}
