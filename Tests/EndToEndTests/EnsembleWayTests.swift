import FoundationEssentials
import TestKit
import Testing

/// A pipeline whose model is several, weighed on the calibrate slice.
@Suite struct EnsembleWayTests {
    private static let pipeline = PipelineText.acting.replacing(
        "seed: 1",
        with: """
            seed: 1
              ensemble:
                broad: {}
                recent: {halfLife: 30d, penalty: 10}
                habits:
                  inputs: {recency: [log1p], frequency: [], region: []}
                  strength: {choose: timeSplits, splits: 2, candidates: [0.1, 1, 10]}
            """)

    private struct Lineage: Decodable {
        var penalty: Double?
        var ensemble: Ensemble
        var coefficients: [Coefficient]

        struct Ensemble: Decodable, Equatable {
            var members: [Member]
            var intercept: Double
        }
        struct Member: Decodable, Equatable {
            var name: String
            var weight: Double
            var share: Double
            var penalty: Double
        }
        struct Coefficient: Decodable {
            var name: String
            var value: Double
            var standardError: Double?
        }

        /// The coefficients of a member as it was fitted.
        func own(_ member: Int) -> [String: Double] {
            let (name, weight) = (ensemble.members[member].name, ensemble.members[member].weight)
            return Dictionary(
                uniqueKeysWithValues: coefficients.filter { $0.name.hasPrefix(name + ": ") }.map {
                    ($0.name, $0.value / weight)
                })
        }
    }

    private struct Evaluation: Decodable {
        var ensemble: Ensemble

        struct Ensemble: Decodable {
            var members: [Member]
            var stacking: Figures
            var rows: Int
            var positives: Int
        }
        struct Member: Decodable {
            var name: String
            var weight: Double
            var stacking: Figures
            var metrics: [Metric]
        }
        struct Figures: Decodable {
            var logLoss: Double
            var auroc: Double
        }
        struct Metric: Decodable {
            var metric: String
            var value: Double?
            var lower: Double?
        }
    }

    private struct Explained: Decodable {
        var logit: Double
        var baseline: Double
        var contributions: [Contribution]
        var members: [Member]?

        struct Contribution: Decodable { var contribution: Double }
        struct Member: Decodable {
            var member: String
            var weight: Double
            var contribution: Double
        }
    }

    private func file<Content: Decodable>(_ shop: Shop, _ name: String, _ version: Int = 1) throws -> Content
    {
        try JSONDecoder().decode(
            Content.self,
            from: Data(contentsOf: URL(filePath: shop.model + "/versions/\(version)/\(name)")))
    }

    /// One whose penalty left no coefficient, and one of another population where nothing calibrates.
    @Test func membersThatSayLittleAreHeldFairly() throws {
        for method in ["platt", "none"] {
            let shop = try Shop(
                PipelineText.shop.replacing(
                    "seed: 1",
                    with:
                        "seed: 1\n  ensemble: {broad: {}, flat: {l1Ratio: 1, penalty: 10000000}, even: {classWeights: balanced}}"
                ).replacing("method: platt", with: "method: \(method)"))
            let run = try shop.leadline("train", "pipeline.yaml")
            #expect(run.status == 0, "\(run.errors)")
            let evaluation: Evaluation = try file(shop, "evaluation.json")
            let members = evaluation.ensemble.members
            #expect(members.map(\.name) == ["broad", "flat", "even"] && members[1].weight == 0)
            // Of the same inputs, so alone it is as good as the first, whatever population it was fitted to.
            #expect(abs(members[2].stacking.logLoss - members[0].stacking.logLoss) < 0.05)
        }
    }

    /// Trained with a backtest, and again on newer rows.
    @Test func isTrainedWeighedAndShown() throws {
        let pipeline = Self.pipeline.replacing(
            "\nfeatures:",
            with: "\nbacktest: {folds: 2, every: 30d, to: 2025-01-01}\nrefit: recent\nfeatures:")
        let shop = try Shop(pipeline)
        #expect(try shop.leadline("check", "pipeline.yaml").status == 0)
        let run = try shop.leadline("train", "pipeline.yaml", "--threads", "1")
        #expect(run.status == 0, "\(run.errors)")
        for words in [
            "Members of the ensemble", "all together", "recent sets penalty 10; half-life 30d",
            "habits sets inputs log1p(recency), frequency, region; strength by time splits",
            "broad sets nothing", "flattering", "Rolling-origin backtest", "served weights: broad ",
        ] {
            #expect(run.output.contains(words), "\(words): \(run.output)")
        }
        let lineage: Lineage = try file(shop, "lineage.json")
        let members = lineage.ensemble.members
        #expect(members.map(\.name) == ["broad", "recent", "habits"] && lineage.penalty == nil)
        #expect(members.allSatisfy { $0.weight >= 0 } && members.contains { $0.weight > 0 })
        #expect(abs(members.reduce(0) { $0 + $1.share } - 1) < 1e-9)
        let heads = Set(
            lineage.coefficients.compactMap { $0.name.split(separator: ":").first.map(String.init) })
        #expect(heads == Set(members.filter { $0.weight > 0 }.map(\.name)))
        #expect(lineage.coefficients.allSatisfy { $0.standardError == nil })

        let evaluation: Evaluation = try file(shop, "evaluation.json")
        let ensemble = evaluation.ensemble
        #expect(ensemble.members.map(\.weight) == members.map(\.weight))
        #expect(ensemble.rows > ensemble.positives && ensemble.positives > 0)
        // The weights were made for these rows: no member alone has a smaller loss there.
        #expect(ensemble.members.allSatisfy { $0.stacking.logLoss >= ensemble.stacking.logLoss - 1e-4 })
        for member in ensemble.members {
            #expect(
                member.metrics.map(\.metric) == [
                    "auroc", "log_loss", "auroc_difference_to_member", "log_loss_difference_to_member",
                ])
            #expect(member.metrics.allSatisfy { $0.value != nil })
        }

        let report = try BuiltProgram.text(shop.path + "/reports/shop/version-1/report.html")
        for words in ["Members of the ensemble", "Each member alone, beside all of them", "ensemble-plot"] {
            #expect(report.contains(words), "\(words)")
        }
        let card = try BuiltProgram.text(shop.path + "/reports/shop/version-1/card.md")
        #expect(card.contains("sets for itself"))
        let shown = try shop.leadline("registry", "show", "models:/shop/1")
        #expect(shown.output.contains("ensemble  broad ") && shown.output.contains("served    broad "))
        let again = try shop.leadline("reproduce", "models:/shop/1")
        #expect(again.status == 0, "\(again)")

        let other = try Shop(pipeline)
        #expect(try other.leadline("train", "pipeline.yaml", "--threads", "7").status == 0)
        for name in shop.names(below: shop.model + "/versions/1") {
            #expect(
                try Data(contentsOf: URL(filePath: shop.model + "/versions/1/" + name))
                    == Data(contentsOf: URL(filePath: other.model + "/versions/1/" + name)), "\(name)")
        }
        try other.write(PipelineText.shop, to: "pipeline.yaml")
        #expect(try other.leadline("train", "pipeline.yaml").status == 0)
        let compared = try other.leadline("compare", "models:/shop/2", "models:/shop/1")
        #expect(compared.status == 0 && compared.output.contains("ensemble"), "\(compared)")
        let single = try other.leadline(
            "explain", "pipeline.yaml", "c1000", "--version", "2", "--by", "member")
        #expect(single.status == 3 && single.errors.contains("single model"), "\(single)")
    }

    @Test func noSliceTellsOfALaterOne() throws {
        let shop = try Shop(Self.pipeline)
        #expect(try shop.leadline("train", "pipeline.yaml").status == 0)
        let first: Lineage = try file(shop, "lineage.json")
        // The last cutoff of the calibrate slice is October 1; its answers are complete on October 31.
        try shop.write(Shop.purchases.csv(rewrittenFrom: "2024-11-02"), to: "purchases.csv")
        #expect(try shop.leadline("train", "pipeline.yaml").status == 0)
        let second: Lineage = try file(shop, "lineage.json", 2)
        #expect(second.ensemble == first.ensemble)
        #expect(second.coefficients.map(\.value) == first.coefficients.map(\.value))
        // The train slice's answers are complete on July 31: members stay, weights do not.
        try shop.write(Shop.purchases.csv(rewrittenFrom: "2024-08-02"), to: "purchases.csv")
        #expect(try shop.leadline("train", "pipeline.yaml").status == 0)
        let third: Lineage = try file(shop, "lineage.json", 3)
        #expect(third.ensemble.members.map(\.penalty) == first.ensemble.members.map(\.penalty))
        #expect(third.ensemble.members.map(\.weight) != first.ensemble.members.map(\.weight))
        var compared = 0
        for member in 0..<3
        where first.ensemble.members[member].weight > 0 && third.ensemble.members[member].weight > 0 {
            let (left, right) = (first.own(member), third.own(member))
            #expect(left.keys.sorted() == right.keys.sorted())
            for (name, value) in left {
                #expect(abs(value - (right[name] ?? .nan)) <= 1e-12 * abs(value), "\(name)")
                compared += 1
            }
        }
        #expect(compared > 0)
    }

    /// What is served is what was scored, and its parts sum to it, by input to the bit and by member.
    @Test func isServedAndExplained() throws {
        let shop = try Shop(Self.pipeline)
        for verb in ["train", "promote"] {
            let run = try shop.leadline(verb, "pipeline.yaml")
            #expect(run.status == 0, "\(run.errors)")
        }
        #expect(
            try shop.leadline("score", "pipeline.yaml", "--as-of", Shop.asOf, "-o", "scores.csv").status == 0)
        let scores = Shop.scores(try BuiltProgram.text(shop.path + "/scores.csv"))
        let daemon = try RunningDaemon(shop)
        try RunningDaemon.wait { try daemon.request("GET", "/v2/health/ready").status == 200 }
        for (id, figures) in scores.sorted(by: { $0.key < $1.key }).prefix(12) {
            let customer = String(id.drop { $0 != ":" }.dropFirst())
            let body = Shop.purchases.body(customer: customer, asOf: Shop.asOf)
            let reply = try daemon.request("POST", "/v1/score", body)
            #expect(reply.status == 200, "\(reply.text)")
            let scored = try JSONDecoder().decode(Explained.self, from: Data(reply.text.utf8))
            #expect(Double(figures[2]) == scored.logit)
            #expect(scored.contributions.reduce(scored.baseline) { $0 + $1.contribution } == scored.logit)
            let average = try daemon.request(
                "POST", "/v1/explain",
                body.replacing("{\"entity\"", with: "{\"against\": \"average\", \"entity\""))
            #expect(average.status == 200, "\(average.text)")
            let explained = try JSONDecoder().decode(Explained.self, from: Data(average.text.utf8))
            #expect(explained.logit == scored.logit && explained.baseline == scored.baseline)
            #expect(explained.contributions.map(\.contribution) == scored.contributions.map(\.contribution))
            for basis in ["average", "reference"] {
                let run = try shop.leadline(
                    "explain", "pipeline.yaml", customer, "--as-of", Shop.asOf, "--by", "member", "--against",
                    basis, "--json")
                #expect(run.status == 0, "\(run.errors)")
                let parts = try JSONDecoder().decode(Explained.self, from: Data(run.output.utf8))
                let members = try #require(parts.members)
                #expect(members.map(\.member) == ["broad", "recent", "habits"])
                let sum = members.reduce(parts.baseline) { $0 + $1.contribution }
                #expect(abs(sum - scored.logit) < 1e-12)
                #expect(members.allSatisfy { $0.weight > 0 || $0.contribution == 0 })
            }
        }
        let table = try shop.leadline("explain", "pipeline.yaml", "c1000", "--by", "member")
        #expect(table.output.contains("= logit") && table.output.contains("habits"), "\(table)")
        // What is proposed reaches the target by the very scorer.
        let change = try shop.leadline("explain", "pipeline.yaml", "c1000", "--to", "0.5", "--json")
        #expect(change.status < 2 && change.output.contains("counterfactual"), "\(change)")
        let onnx = try shop.leadline(
            "registry", "export", "models:/shop@production", "--as", "onnx", "-o", "model.onnx")
        #expect(onnx.status == 0, "\(onnx)")
    }

    @Test(arguments: [
        ("  calibrate: {from: 2024-09-01, to: 2024-10-01}\n", "", "no slice to weigh the ensemble's members"),
        ("penalty: 10}", "penalty: -1}", "model.ensemble.recent.penalty"),
        (
            "inputs: {recency: [log1p], frequency: []", "inputs: {recency: [log1p], freqency: []",
            "habits.inputs.freqency: there is no feature"
        ),
        ("broad: {}", "broad: {penalty: 10, halfLife: 30d}", "has the settings of 'broad'"),
        ("broad: {}", "broad: {ensemble: {a: {}}}", "ensemble"),
    ])
    func badMembersAreRefusedWithTheirPlace(old: String, new: String, words: String) throws {
        let text = Self.pipeline.replacing(old, with: new)
        #expect(text != Self.pipeline)
        let check = try Shop(text).leadline("check", "pipeline.yaml")
        #expect(check.status == 3 && check.errors.contains(words), "\(check)")
        #expect(check.errors.contains("pipeline.yaml:"), "\(check)")
    }
}
