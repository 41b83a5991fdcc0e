import FoundationEssentials
import Testing

/// Gates against what is in service, by the command line.
@Suite struct GateTests {
    /// A change gate in place of the shop's own, with the rest of the pipeline changed as well.
    private func shop(_ shop: Shop, gates: String, _ changes: (String, String)...) throws {
        var text = PipelineText.shop.replacing(
            "  - {metric: auroc, value_threshold: {lower_bound: 0.55}}", with: gates)
        for (old, new) in changes { text = text.replacing(old, with: new) }
        try shop.write(text, to: "pipeline.yaml")
    }

    private static let noWorse = """
          - {metric: auroc, bound: lower, change_threshold: {absolute: -0.05, direction: HIGHER_IS_BETTER}}
          - {metric: auroc, change_threshold: {absolute: -0.05, direction: HIGHER_IS_BETTER, baseline: best}}
        """
    private static let better =
        "  - {metric: auroc, change_threshold: {absolute: 0.5, direction: HIGHER_IS_BETTER}}"

    @Test func theIncumbentIsScoredAnew() throws {
        let shop = try Shop.promoted()
        try self.shop(shop, gates: Self.noWorse, ("penalty: 1.0", "penalty: 2.0"))
        #expect(try shop.leadline("train", "pipeline.yaml").status == 0)
        let gate = try shop.leadline("gate", "pipeline.yaml")
        #expect(gate.status == 0, "\(gate.output)\(gate.errors)")
        #expect(gate.output.contains("incumbent: version 1, scored anew on the same rows"))
        #expect(gate.output.contains("best by auroc: version 1, scored anew on the same rows"))
        #expect(!gate.output.contains("rubber stamp"))
        // What asks for more than there is to gain is refused, not waved through for want of a baseline.
        try self.shop(shop, gates: Self.better, ("penalty: 1.0", "penalty: 2.0"))
        let refused = try shop.leadline("gate", "pipeline.yaml")
        #expect(refused.status == 1)
        #expect(refused.output.contains("no: gate auroc change to incumbent >= 0.5"))
        #expect(try shop.leadline("promote", "pipeline.yaml").status == 1)
        // An alias that names nothing yet has no incumbent, and says so.
        let stamp = try shop.leadline("gate", "pipeline.yaml", "--alias", "staging")
        #expect(stamp.status == 0)
        #expect(stamp.output.contains("rubber stamp"))
    }

    /// An incumbent that learned from the candidate's test slice may not be compared with there.
    @Test(arguments: [
        ("train: {from: 2024-04-01, to: 2024-07-01}", "train: {from: 2024-04-01, to: 2024-11-01}"),
        ("calibration: {method: platt}", "calibration: {method: platt}\nrefit: recent"),
    ]) func anIncumbentThatHasSeenTheSliceIsRefused(old: String, new: String) throws {
        let shop = try Shop()
        let later = (
            "test: {from: 2024-12-01, to: 2025-01-01}", "test: {from: 2025-01-01, to: 2025-02-01}"
        )
        let calendar = ("to: 2025-01-01, every", "to: 2025-02-01, every")
        // The incumbent is fitted on labels that reach into the candidate's test slice, or fitted again on them.
        if new.contains("train") {
            try self.shop(
                shop, gates: "  - {metric: auroc, value_threshold: {lower_bound: 0.0}}", (old, new),
                (
                    "calibrate: {from: 2024-09-01, to: 2024-10-01}",
                    "calibrate: {from: 2024-12-01, to: 2024-12-01}"
                ),
                later, calendar)
        } else {
            try self.shop(
                shop, gates: "  - {metric: auroc, value_threshold: {lower_bound: 0.0}}", (old, new))
        }
        for verb in ["train", "promote"] {
            let outcome = try shop.leadline(verb, "pipeline.yaml")
            #expect(outcome.status == 0, "\(outcome.output)\(outcome.errors)")
        }
        try self.shop(shop, gates: Self.noWorse, ("penalty: 1.0", "penalty: 2.0"))
        #expect(try shop.leadline("train", "pipeline.yaml").status == 0)
        let gate = try shop.leadline("gate", "pipeline.yaml")
        #expect(gate.status == 1, "\(gate.output)")
        #expect(gate.output.contains("inconclusive: refused: version 1: "), "\(gate.output)")
        #expect(gate.output.contains("fitted on answers until"))
        #expect(!gate.output.contains("rubber stamp"))
        #expect(try shop.leadline("promote", "pipeline.yaml").status == 1)
        // Programs are told the same, and a gate that warns lets it pass with a warning.
        let told = try shop.leadline("gate", "pipeline.yaml", "--json", "--junit", "gates.xml")
        let result = try JSONDecoder().decode(ScoredLeads.Verdict.self, from: Data(told.output.utf8)).result
        #expect(result.checks.map(\.status) == ["inconclusive", "inconclusive"])
        #expect(result.inconclusive && !result.rubber_stamp && !result.validation_ok)
        #expect(try XMLElements(BuiltProgram.text(shop.path + "/gates.xml"))["failure"].count == 2)
        try self.shop(
            shop, gates: Self.noWorse.replacing("{metric: auroc,", with: "{metric: auroc, severity: warn,"),
            ("penalty: 1.0", "penalty: 2.0"))
        let warned = try shop.leadline("gate", "pipeline.yaml", "--github")
        #expect(warned.status == 2, "\(warned.output)")
        let annotations = GitHubAnnotation.all(in: warned.output)
        #expect(annotations.count { $0.level == "warning" && $0.message.contains("refused: version 1") } == 2)
    }

    /// A result is of exactly its digests: another pipeline, alias or incumbent asks anew.
    @Test func aPromotionRestsOnAKeptResult() throws {
        let shop = try Shop.promoted()
        let kept = shop.names(below: shop.model + "/gates")
        #expect(kept.count == 1)
        try self.shop(shop, gates: Self.noWorse, ("penalty: 1.0", "penalty: 2.0"))
        #expect(try shop.leadline("train", "pipeline.yaml").status == 0)
        let gate = try shop.leadline("gate", "pipeline.yaml")
        let result = try #require(shop.names(below: shop.model + "/gates").first { !kept.contains($0) })
        #expect(gate.output.contains("kept as gates/\(result)"))
        // Without the data, promote still finds what the gate found out.
        try FileManager.default.moveItem(
            atPath: shop.path + "/purchases.csv", toPath: shop.path + "/away.csv")
        let promoted = try shop.leadline("promote", "pipeline.yaml")
        #expect(promoted.status == 0, "\(promoted.errors)")
        let history = try shop.leadline("registry", "history", "shop", "--json").output
        #expect(history.contains(result.dropLast(5)))
        #expect(history.contains("incumbentDigest"))
        #expect(!history.contains("override"))
        #expect(try shop.leadline("registry", "verify").status == 0)
        // Against the new incumbent nothing was found out yet, and the settings are not its own.
        #expect(try shop.leadline("promote", "pipeline.yaml", "--version", "1").status == 1)
    }

    @Test func anOverrideStaysVisible() throws {
        let shop = try Shop.promoted()
        try self.shop(shop, gates: Self.better, ("penalty: 1.0", "penalty: 2.0"))
        #expect(try shop.leadline("train", "pipeline.yaml").status == 0)
        #expect(try shop.leadline("promote", "pipeline.yaml").status == 1)
        #expect(try shop.leadline("promote", "pipeline.yaml", "--override", "--why", "x").status == 3)
        #expect(try shop.leadline("promote", "pipeline.yaml", "--override", "--by", "kim").status == 3)
        let override = try shop.leadline(
            "promote", "pipeline.yaml", "--override", "--by", "kim", "--why", "the old one is broken")
        #expect(override.status == 0, "\(override.errors)")
        #expect(
            try shop.leadline("registry", "history", "shop", "--json").output.contains("\"override\":true"))
        #expect(try shop.leadline("registry", "verify").status == 0)
        #expect(try shop.leadline("registry", "history", "shop").output.contains("promote, override"))
        let card = try BuiltProgram.text(shop.path + "/reports/shop/version-2/card.md")
        #expect(card.contains("Its gates did not hold: kim took it to production"))
        #expect(card.contains("the old one is broken"))
        // Where the gates hold there is nothing to override, and nothing says so.
        try self.shop(shop, gates: "  - {metric: auroc, value_threshold: {lower_bound: 0.1}}")
        let plain = try shop.leadline(
            "promote", "pipeline.yaml", "--version", "1", "--override", "--by", "kim", "--why", "back")
        #expect(plain.status == 0, "\(plain.errors)")
        #expect(!plain.errors.contains("in spite"))
    }

    /// What stands already is judged and shown, and the registry stays byte for byte.
    @Test func promotingWhatStandsChangesNothing() throws {
        let shop = try Shop.promoted()
        try self.shop(shop, gates: Self.noWorse)
        let names = shop.names(below: shop.model)
        let journal = try #require(FileManager.default.contents(atPath: shop.model + "/journal.jsonl"))
        for _ in 1...2 {
            let again = try shop.leadline("promote", "pipeline.yaml", "--version", "1")
            #expect(again.status == 0, "\(again.output)\(again.errors)")
            #expect(again.output.contains("production of shop is version 1 already"))
        }
        #expect(shop.names(below: shop.model) == names)
        #expect(FileManager.default.contents(atPath: shop.model + "/journal.jsonl") == journal)
    }

    /// Of two processes that promote against one incumbent, one moves the alias, or the second was gated against the first.
    @Test func oneOfTwoPromotionsGoesThrough() throws {
        let shop = try Shop.promoted()
        var files: [String] = []
        for penalty in ["2.0", "3.0"] {
            try self.shop(shop, gates: Self.noWorse, ("penalty: 1.0", "penalty: \(penalty)"))
            #expect(try shop.leadline("train", "pipeline.yaml").status == 0)
            #expect(try shop.leadline("gate", "pipeline.yaml").status == 0)
            files.append("pipeline-\(penalty).yaml")
            try FileManager.default.moveItem(
                atPath: shop.path + "/pipeline.yaml", toPath: shop.path + "/" + files.last!)
        }
        let processes = try files.map { file in
            try BuiltProgram.leadline.start(
                ["promote", file], in: shop.path, output: "/dev/null", errors: "/dev/null")
        }
        let codes = processes.map(BuiltProgram.end)
        #expect(codes.contains(0))
        #expect(codes.allSatisfy { [0, 1].contains($0) }, "\(codes)")
        let lines = try promotions(shop)
        #expect(lines.count == 1 + codes.count { $0 == 0 })
        // Whoever moved the alias was compared with what it named just before.
        for (line, before) in zip(lines.dropFirst(), lines) {
            #expect(line.incumbentDigest == before.versionDigest)
            let result = try #require(line.gateResultDigest)
            let bytes = try Data(contentsOf: URL(filePath: shop.model + "/gates/\(result).json"))
            let kept = try JSONDecoder().decode(KeptResult.self, from: bytes)
            #expect(kept.statement.incumbentDigest == before.versionDigest)
        }
        #expect(try shop.leadline("registry", "verify").status == 0)
    }

    private struct Line: Decodable {
        var action: String
        var versionDigest: String
        var incumbentDigest: String?
        var gateResultDigest: String?
    }

    private struct KeptResult: Decodable {
        var statement: Statement

        struct Statement: Decodable { var incumbentDigest: String? }
    }

    private func promotions(_ shop: Shop) throws -> [Line] {
        let history = try shop.leadline("registry", "history", "shop", "--json").output
        return try JSONDecoder().decode([Line].self, from: Data(history.utf8)).filter {
            $0.action == "promote"
        }
    }

    /// What is in service may be damaged: that is no reason to keep it there.
    @Test func aDamagedIncumbentCanBeReplaced() throws {
        let shop = try Shop.promoted()
        try self.shop(shop, gates: Self.noWorse, ("penalty: 1.0", "penalty: 2.0"))
        #expect(try shop.leadline("train", "pipeline.yaml").status == 0)
        try Data("{}".utf8).write(to: URL(filePath: shop.model + "/versions/1/model.json"))
        let gate = try shop.leadline("gate", "pipeline.yaml")
        #expect(gate.status == 1, "\(gate.errors)")
        #expect(
            gate.output.contains(
                "inconclusive: refused: version 1 does not load or score as it was published"),
            "\(gate.output)")
        #expect(try shop.leadline("promote", "pipeline.yaml").status == 1)
        let override = try shop.leadline(
            "promote", "pipeline.yaml", "--override", "--by", "kim", "--why", "the old one is damaged")
        #expect(override.status == 0, "\(override.errors)")
        #expect(override.output.contains("is now version 2"))
    }

    /// A kept result that was damaged is passed over, and named by `verify` alone.
    @Test func aDamagedResultStopsNobody() throws {
        let shop = try Shop.promoted()
        let old = try #require(shop.names(below: shop.model + "/gates").first)
        try Data("{}".utf8).write(to: URL(filePath: shop.model + "/gates/" + old))
        try self.shop(shop, gates: Self.noWorse, ("penalty: 1.0", "penalty: 2.0"))
        for verb in ["train", "promote"] {
            let outcome = try shop.leadline(verb, "pipeline.yaml")
            #expect(outcome.status == 0, "\(outcome.errors)")
        }
        let verified = try shop.leadline("registry", "verify")
        #expect(verified.status != 0)
        #expect((verified.output + verified.errors).contains(old))
    }

    /// A no of the registry is an answer, and a move that could not be told of is no plain yes.
    @Test func promotionsEndWithWhatCameOfThem() throws {
        let shop = try Shop.promoted()
        let back = try shop.leadline("promote", "pipeline.yaml", "--alias", "staging")
        #expect(back.status == 1)
        #expect(back.errors.contains("does not go back to staging"), "\(back.errors)")
        try self.shop(shop, gates: Self.better, ("penalty: 1.0", "penalty: 2.0"))
        #expect(try shop.leadline("train", "pipeline.yaml").status == 0)
        try shop.write("", to: "file")
        let untold = try shop.leadline(
            "promote", "pipeline.yaml", "--override", "--by", "kim", "--why", "now", "--reports", "file")
        #expect(untold.status == 4, "\(untold.errors)")
        #expect(untold.output.contains("is now version 2"))
        #expect(try promotions(shop).count == 2)
        #expect(
            try shop.leadline("registry", "retire", "shop", "1", "--by", "kim", "--why", "bad").status == 0)
        try self.shop(shop, gates: "  - {metric: auroc, value_threshold: {lower_bound: 0.1}}")
        let retired = try shop.leadline("promote", "pipeline.yaml", "--version", "1")
        #expect(retired.status == 1)
        #expect(retired.errors.contains("retired"), "\(retired.errors)")
    }
}
