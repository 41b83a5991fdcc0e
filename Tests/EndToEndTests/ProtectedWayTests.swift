import FoundationEssentials
import Testing

/// Protected attributes are looked at in every figure, and by no scorer.
@Suite struct ProtectedWayTests {
    private struct Row: Decodable {
        var metric: String
        var slice: String
        var group: String
    }
    private struct Document: Decodable {
        struct Attribute: Decodable {
            var name: String
            var usedBecause: String?
        }
        var metrics: [Row]
        var protected: [Attribute]
    }

    private static let given = "inputs: {frequency: [log1p], monetary: [log1p], recency: [], region: []}"

    /// The shop whose regions are protected, with folds, a locked slice and newer answers.
    private static func shop(inputs: String = "") throws -> Shop {
        let plain = try BacktestWayTests.shop()
        let pipeline = try BuiltProgram.text(plain.path + "/pipeline.yaml")
            .replacing("  \(given)\n", with: inputs).replacing(
                "groups: [region]", with: "protected: [region]")
        let shop = try Shop(pipeline)
        try shop.write(BuiltProgram.text(plain.path + "/reference.yaml"), to: "reference.yaml")
        return shop
    }

    private static func document(_ shop: Shop) throws -> Document {
        let text = try BuiltProgram.text(shop.model + "/versions/1/evaluation.json")
        return try JSONDecoder().decode(Document.self, from: Data(text.utf8))
    }

    @Test func isAuditedAndNotServed() throws {
        let shop = try Self.shop()
        let run = try shop.leadline("train", "pipeline.yaml")
        #expect(run.status == 0, "\(run.errors)")
        let document = try Self.document(shop)
        for slice in ["test", "fold-1"] {
            #expect(
                document.metrics.contains {
                    $0.slice == slice && $0.group == "region=north" && $0.metric == "true_positive_rate"
                })
        }
        for metric in ["proxy_auroc", "score_auroc", "auroc_ratio_to_overall"] {
            #expect(document.metrics.contains { $0.metric == metric }, "\(metric)")
        }
        #expect(document.protected.map(\.name) == ["region"])
        #expect(document.protected[0].usedBecause == nil)
        let folder = shop.model + "/versions/1/"
        for file in ["model.json", "evaluated-model.json", "golden.json", "reference.json"] {
            let text = try BuiltProgram.text(folder + file)
            #expect(!text.contains("region") && !text.contains("north"), "\(file)")
        }
        for file in ["card.md", "report.html"] {
            let text = try BuiltProgram.text(folder + file)
            #expect(text.contains("region: protected; audited, not used by the model"), "\(file)")
        }
        // Whoever asks later has the groups all the same.
        let look = try shop.leadline("evaluate", "pipeline.yaml", "--locked", "--why", "launch", "--json")
        #expect(look.status == 0 && look.output.contains("region=north"), "\(look.errors)")
        #expect(try shop.leadline("promote", "pipeline.yaml").status == 0)
        let scores = try shop.leadline("score", "pipeline.yaml", "--as-of", Shop.asOf, "-o", "s.csv")
        #expect(scores.status == 0, "\(scores.errors)")
    }

    @Test func isUsedOnlyWithAReason() throws {
        let shop = try Self.shop(inputs: "  \(Self.given)\n")
        let refused = try shop.leadline("train", "pipeline.yaml")
        #expect(refused.status == 3)
        #expect(
            refused.errors.contains("'region' is protected: it serves the audit only"), "\(refused.errors)")
        let reason = try Self.shop(inputs: "  \(Self.given)\n  usesProtected: prices differ by region\n")
        let run = try reason.leadline("train", "pipeline.yaml")
        #expect(run.status == 0, "\(run.errors)")
        #expect(try Self.document(reason).protected[0].usedBecause == "prices differ by region")
        let folder = reason.model + "/versions/1/"
        #expect(try BuiltProgram.text(folder + "model.json").contains("region"))
        #expect(
            try BuiltProgram.text(folder + "card.md").contains(
                "region: protected, and an input of the model, because: prices differ by region"))
    }

    /// A table's group is no feature, and need not be one.
    @Test func aTableHasGroupsOfItsOwn() throws {
        var csv = "age,seconds,job,sex,old,answer\n"
        for row in 0..<600 {
            let age = 20 + (row * 37) % 50
            let says = (row * 53) % 97 < age ? "yes" : "no"
            let (job, sex) = (["clerk", "cook"][row % 7 % 2], ["f", "m"][row % 2])
            csv += "\(age),\((row * 7919) % 10_007),\(job),\(sex),\(age > 40),\(says)\n"
        }
        let job = "    job: {type: text, purpose: feature, known: asOf}\n"
        let groups = "    sex: {type: text, purpose: group}\n    old: {type: boolean, purpose: group}\n"
        let pipeline = PipelineText.calls.replacing(job, with: job + groups)
            .replacing("gates:", with: "evaluation: {protected: [sex, old]}\ngates:")
        try #require(pipeline.contains(groups))
        let shop = try Shop(pipeline)
        try shop.write(csv, to: "calls.csv")
        let run = try shop.leadline("train", "pipeline.yaml")
        #expect(run.status == 0, "\(run.errors)")
        let folder = shop.registry + "/models/calls/versions/1/"
        let text = try BuiltProgram.text(folder + "evaluation.json")
        let document = try JSONDecoder().decode(Document.self, from: Data(text.utf8))
        let found = Set(document.metrics.map(\.group))
        #expect(found.isSuperset(of: ["sex=f", "old=true", "sex=m & old=false", "sex & old"]), "\(found)")
        for file in ["model.json", "reference.json", "audit.json"] {
            let text = try BuiltProgram.text(folder + file)
            #expect(!text.contains("\"sex\"") && !text.contains("\"old\""), "\(file)")
        }
        let wrong = pipeline.replacing("old: {type: boolean", with: "old: {type: number")
        try shop.write(wrong, to: "pipeline.yaml")
        let refused = try shop.leadline("check", "pipeline.yaml")
        #expect(refused.errors.contains("grouped by a text, a truth value"), "\(refused.errors)")
    }
}
