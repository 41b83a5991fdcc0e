import FoundationEssentials
import Testing

/// Two versions side by side, by the command line.
@Suite struct CompareTests {
    private struct Content: Decodable {
        struct Row: Decodable {
            var value: Double?
        }
        struct Pair: Decodable {
            var metric: String
            var group: String
            var left: Row?
            var right: Row?
            var difference: Row?
        }
        struct Same: Decodable {
            var slice: String
            var metrics: [Pair]
        }
        struct Fact: Decodable {
            var name: String
            var left: String?
            var right: String?
        }
        var settings: [Fact]
        var metrics: [Pair]
        var sameRows: Same?
        var reason: String?
    }

    private func content(_ shop: Shop, _ left: String, _ right: String, _ more: String...) throws -> Content {
        let arguments = ["compare", left, right] + more + ["--json"]
        let outcome = try BuiltProgram.leadline.run(arguments, in: shop.path)
        #expect(outcome.status == 0, "\(outcome.errors)")
        return try JSONDecoder().decode(Content.self, from: Data(outcome.output.utf8))
    }

    private func pair(_ pairs: [Content.Pair], _ metric: String) throws -> Content.Pair {
        try #require(pairs.first { $0.metric == metric && $0.group == "overall" })
    }

    @Test func onTheSameRowsThereIsADifference() throws {
        let shop = try Shop.promoted()
        try shop.change("penalty: 1.0", to: "penalty: 200.0")
        #expect(try shop.leadline("train", "pipeline.yaml").status == 0)
        // Side by side, and nothing more.
        let bare = try content(shop, "shop/2", "@production")
        #expect(bare.settings.map(\.name) == ["model.penalty"])
        #expect(bare.settings.first?.left == "200.0" && bare.settings.first?.right == "1.0")
        #expect(bare.sameRows == nil && bare.reason?.contains("no pipeline was named") == true)
        #expect(bare.metrics.allSatisfy { $0.difference == nil })
        #expect(shop.names(below: shop.path + "/reports/shop").contains("compare-2-with-1.html"))

        let forth = try content(shop, "models:/shop/2", "1", "pipeline.yaml")
        let same = try #require(forth.sameRows)
        #expect(same.slice == "models:/shop/2")
        // The page says which top and which capacity its figures are of.
        let page = try BuiltProgram.text(shop.path + "/reports/shop/compare-2-with-1.html")
        #expect(page.contains("Wins at capacity 20") && page.contains("Lift in the top 10\u{A0}%"))
        #expect(page.contains("top share") && page.contains("10.0 %"))
        for metric in ["auroc", "brier_score", "wins_at_capacity", "lift_at_top"] {
            // Both were evaluated on these very rows, so the figures are those of their own evaluations.
            let (own, anew) = (try pair(forth.metrics, metric), try pair(same.metrics, metric))
            #expect(own.left?.value == anew.left?.value, "\(metric)")
            #expect(own.right?.value == anew.right?.value, "\(metric)")
            let (left, right) = (try #require(anew.left?.value), try #require(anew.right?.value))
            #expect(abs(try #require(anew.difference?.value) - (left - right)) < 1e-9, "\(metric)")
        }
        // The other way around the pipeline is the right one's, and so is the slice.
        let back = try #require(try content(shop, "shop/1", "2", "pipeline.yaml").sameRows)
        #expect(back.slice == "models:/shop/2")
        let (there, here) = (try pair(same.metrics, "auroc"), try pair(back.metrics, "auroc"))
        #expect(there.left?.value == here.right?.value)
        #expect(abs(try #require(there.difference?.value) + (try #require(here.difference?.value))) < 1e-12)
    }

    @Test func aVersionThatHasSeenTheRowsIsRefused() throws {
        let shop = try Shop.promoted()
        let grown = PipelineText.shop
            .replacing("to: 2025-01-01, every", with: "to: 2025-02-01, every")
            .replacing(
                "train: {from: 2024-04-01, to: 2024-07-01}", with: "train: {from: 2024-04-01, to: 2024-11-01}"
            )
            .replacing(
                "calibrate: {from: 2024-09-01, to: 2024-10-01}",
                with: "calibrate: {from: 2024-12-01, to: 2024-12-01}"
            )
            .replacing(
                "test: {from: 2024-12-01, to: 2025-01-01}", with: "test: {from: 2025-01-01, to: 2025-02-01}")
        try shop.write(grown, to: "pipeline.yaml")
        #expect(try shop.leadline("train", "pipeline.yaml").status == 0)
        // The newer one was fitted on what the older one is tested on.
        try shop.write(PipelineText.shop, to: "pipeline.yaml")
        let outcome = try shop.leadline("compare", "shop/1", "2", "pipeline.yaml")
        #expect(outcome.status == 1, "\(outcome.output)\(outcome.errors)")
        #expect(
            outcome.output.contains("no difference is claimed: version 2: it was fitted on answers until"))
        // On the newer one's slice both may be measured.
        try shop.write(grown, to: "pipeline.yaml")
        let later = try shop.leadline("compare", "shop/1", "2", "pipeline.yaml")
        #expect(later.status == 0, "\(later.output)\(later.errors)")
        #expect(later.output.contains("Both on the test slice of models:/shop/2"))
    }

    @Test func versionsOfDifferentLabelsAreNotCompared() throws {
        let shop = try Shop.promoted()
        try shop.change("window: 30d", to: "window: 20d")
        #expect(try shop.leadline("train", "pipeline.yaml").status == 0)
        let reason = "answer different questions: their labels differ"
        for (left, right) in [("shop/2", "1"), ("shop/1", "2")] {
            let outcome = try shop.leadline("compare", left, right, "pipeline.yaml", "--json")
            #expect(outcome.status == 1, "\(outcome.output)\(outcome.errors)")
            let content = try JSONDecoder().decode(Content.self, from: Data(outcome.output.utf8))
            #expect(content.sameRows == nil && content.reason?.hasSuffix(reason) == true, "\(content)")
            #expect(content.metrics.allSatisfy { $0.difference == nil })
        }
    }

    @Test func aVersionThatIsNotThereIsAnError() throws {
        let shop = try Shop.promoted()
        #expect(try shop.leadline("compare", "shop/1", "7").status == 3)
        let bare = try shop.leadline("compare", "1", "1")
        #expect(bare.status == 3 && bare.errors.contains("the left version names no model"))
    }
}
