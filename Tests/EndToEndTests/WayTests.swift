import FoundationEssentials
import Testing

/// From a pipeline file to a promoted version, by the command line.
@Suite struct WayTests {
    @Test func trainsOnceForOneRecipe() throws {
        let shop = try Shop()
        let first = try shop.leadline("train", "pipeline.yaml")
        #expect(first.status == 0, "\(first.errors)")
        #expect(first.output.contains("shop version 1\n"))
        #expect(first.output.contains("AUROC"))
        #expect(shop.versions == ["1"])
        let written = shop.names(below: shop.registry)
        // Nothing is trained anew, whatever stands beside the settings that decide.
        try shop.change("version: 1\nname", to: "# another comment\nversion: 1\nname")
        let second = try shop.leadline("train", "pipeline.yaml")
        #expect(second.status == 0)
        #expect(second.output.contains("shop version 1 (the version there is"))
        #expect(shop.names(below: shop.registry) == written)
        try shop.change("penalty: 1.0", to: "penalty: 2.0")
        #expect(try shop.leadline("train", "pipeline.yaml").output.contains("shop version 2\n"))
        #expect(shop.versions == ["1", "2"])
        #expect(try shop.leadline("registry", "verify").status == 0)
    }

    /// The same data, settings and seed give the same bytes, wherever and whenever.
    @Test func trainsTheSameBytesElsewhere() throws {
        let here = try Shop()
        let there = try Shop.promoted()
        #expect(try here.leadline("train", "pipeline.yaml").status == 0)
        for file in here.names(below: here.model + "/versions/1") {
            let place = "/versions/1/" + file
            #expect(
                try Data(contentsOf: URL(filePath: here.model + place))
                    == Data(contentsOf: URL(filePath: there.model + place)), "\(file)")
        }
    }

    @Test func holdsGatesAndMovesAliases() throws {
        let shop = try Shop.promoted()
        let gate = try shop.leadline("gate", "pipeline.yaml")
        #expect(gate.status == 0)
        #expect(gate.output.contains("version 1 may be promoted"))
        try shop.change("lower_bound: 0.55", to: "lower_bound: 0.99")
        let failed = try shop.leadline("gate", "pipeline.yaml")
        #expect(failed.status == 1)
        #expect(failed.output.contains("no: gate auroc"))
        #expect(try shop.leadline("promote", "pipeline.yaml", "--alias", "staging").status == 1)
        #expect(shop.names(below: shop.model + "/aliases") == ["production"])

        try shop.change("penalty: 1.0", to: "penalty: 2.0")
        // The version of other settings is not taken for this file's.
        #expect(try shop.leadline("promote", "pipeline.yaml").status == 3)
        #expect(try shop.leadline("train", "pipeline.yaml").status == 0)
        #expect(try shop.leadline("promote", "pipeline.yaml", "--why", "better").status == 0)
        #expect(try shop.leadline("registry", "list").output.contains("2"))
        let back = try shop.leadline("rollback", "pipeline.yaml")
        #expect(back.output.contains("production of shop is version 1 again (was 2)"), "\(back.errors)")
        #expect(try shop.leadline("registry", "verify").status == 0)
        #expect(try shop.leadline("registry", "history", "shop").output.contains("better"))
    }

    @Test func scoresAndExplains() throws {
        let shop = try Shop.promoted()
        let run = try shop.leadline("score", "pipeline.yaml", "--as-of", Shop.asOf, "-o", "out/scores.csv")
        #expect(run.status == 0, "\(run.errors)")
        let scores = Shop.scores(try BuiltProgram.text(shop.path + "/out/scores.csv"))
        #expect(scores.count > 250)
        let (id, figures) = try #require(scores.min { $0.key < $1.key })
        let explained = try shop.leadline(
            "explain", "pipeline.yaml", id, "--as-of", Shop.asOf, "--against", "average", "--json")
        let explanation = try JSONDecoder().decode(Explained.self, from: Data(explained.output.utf8))
        #expect(Double(figures[1]) == explanation.probability)
        #expect(Double(figures[2]) == explanation.logit)
        let sum = explanation.contributions.reduce(explanation.baseline) { $0 + $1.contribution }
        #expect(sum == explanation.logit)
        #expect(try shop.leadline("explain", "pipeline.yaml", "nobody").status == 3)
    }

    @Test func refusesALeak() throws {
        let shop = try Shop(PipelineText.calls)
        var rows = ["age,seconds,job,answer"]
        for row in 0..<900 {
            let isYes = row % 10 < 3
            let job = row.isMultiple(of: 3) ? "clerk" : "cook"
            rows.append(
                "\(20 + row * 7 % 50 + (isYes ? 5 : 0)),\(row % 100 + (isYes ? 300 : 0)),\(job),\(isYes ? "yes" : "no")"
            )
        }
        try shop.write(rows.joined(separator: "\n") + "\n", to: "calls.csv")
        for verb in ["audit", "train"] {
            let refused = try shop.leadline(verb, "pipeline.yaml")
            #expect(refused.status == 1, "\(refused.errors)")
            #expect(refused.output.contains("seconds alone has AUROC 1.000"))
            #expect(shop.names(below: shop.registry).isEmpty)
        }
        let explored = try shop.leadline("train", "pipeline.yaml", "--exploratory")
        #expect(explored.status == 0)
        #expect(explored.errors.contains("can never be promoted"))
        for verb in ["gate", "promote"] {
            let refused = try shop.leadline(verb, "pipeline.yaml")
            #expect(refused.status == 1)
            #expect((refused.output + refused.errors).contains("singleFeatureAUROC"))
        }
        #expect(!shop.names(below: shop.registry).contains { $0.contains("aliases/") })
        #expect(try shop.leadline("registry", "verify").status == 0)
        // Declared as known only afterwards, the field is no feature, and the rest may be trained.
        try shop.write(
            PipelineText.calls.replacing(
                "seconds: {type: number, purpose: feature, known: asOf}",
                with: "seconds: {type: number, purpose: feature, known: afterOutcome}"), to: "honest.yaml")
        let honest = try shop.leadline("train", "honest.yaml")
        #expect(honest.status == 0, "\(honest.errors)")
        #expect(
            try !BuiltProgram.text(shop.registry + "/models/calls/versions/2/model.json").contains("seconds"))
    }
}

/// What `leadline explain --json` writes, as far as it is compared.
struct Explained: Decodable {
    struct Contribution: Decodable {
        var input: String
        var contribution: Double
    }
    var probability: Double
    var logit: Double
    var baseline: Double
    var contributions: [Contribution]
}
