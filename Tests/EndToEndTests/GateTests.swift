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
    }
}
