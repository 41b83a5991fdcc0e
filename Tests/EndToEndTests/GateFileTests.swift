import FoundationEssentials
import Testing

/// Gates from a file of their own, what they require beside figures, and what CI reads of them.
@Suite struct GateFileTests {
    private static let file = """
        version: 1
        metrics:
          - {metric: auroc, bound: lower, value_threshold: {lower_bound: 0.5}, minimum: {rows: 100, positives: 10}}
          - metric: auroc
            per_slice_thresholds:
              - {slicing_specs: [{feature_keys: [region]}], threshold: {value_threshold: {upper_bound: 1.0}}}
            cross_slice_thresholds:
              - cross_slicing_specs:
                  - {baseline_spec: {feature_values: {region: east}}, slicing_specs: [{feature_keys: [region]}]}
                threshold: {value_threshold: {lower_bound: -1.0, upper_bound: 1.0}}
        requires: {audit: waived, card: true, lineage: true}
        """

    @Test func aFileOfGatesIsHeld() throws {
        let shop = try Shop.promoted()
        let regions = try shop.leadline("evaluate", "pipeline.yaml", "--json").output
        let region = try #require(regions.firstMatch(of: /"group":"region=([a-z]+)"/)).1
        try shop.write(Self.file.replacing("east", with: String(region)), to: "gates.yaml")
        let gate = try shop.leadline("gate", "pipeline.yaml", "--gates", "gates.yaml")
        #expect(gate.status == 0, "\(gate.output)\(gate.errors)")
        #expect(gate.output.contains("region=\(region) less region="))
        #expect(gate.output.contains("lineage"))
        try shop.write(Self.file.replacing("auroc", with: "aurco"), to: "gates.yaml")
        let misspelt = try shop.leadline("gate", "pipeline.yaml", "--gates", "gates.yaml")
        #expect(misspelt.status == 3)
        #expect(misspelt.errors.contains("gates.yaml:3:"))
        #expect(misspelt.errors.contains("did you mean `auroc`"))
    }

    /// Comparisons that are never made are refused where they are written, not missing for ever.
    @Test(arguments: [
        "{metric: auroc, group: region=east, change_threshold: {absolute: 0, direction: HIGHER_IS_BETTER, baseline: prior}}",
        "{metric: auroc, per_slice_thresholds: [{slicing_specs: [{feature_keys: [region]}], threshold: {change_threshold: {absolute: 0, direction: HIGHER_IS_BETTER, baseline: rule}}}]}",
    ]) func groupsAreNotComparedWithWhatHasNone(gate: String) throws {
        let shop = try Shop()
        try shop.write("version: 1\nmetrics:\n  - \(gate)\n", to: "gates.yaml")
        let outcome = try shop.leadline("gate", "pipeline.yaml", "--version", "1", "--gates", "gates.yaml")
        #expect(outcome.status == 3)
        #expect(outcome.errors.contains("gates.yaml:3:"), "\(outcome.errors)")
        #expect(outcome.errors.contains("is not measured on the group 'region="), "\(outcome.errors)")
    }

    @Test func approvalsAreOfOthersAndOfThisVersion() throws {
        let shop = try Shop.promoted()
        try shop.change("penalty: 1.0", to: "penalty: 2.0")
        #expect(try shop.leadline("train", "pipeline.yaml").status == 0)
        try shop.write(
            Self.file.replacing("requires: {", with: "requires: {approvals: 1, freshness: 30000d, ")
                .replacing(
                    "{feature_values: {region: east}}", with: "{}"), to: "gates.yaml")
        func promote() throws -> BuiltProgram.Outcome {
            try shop.leadline("promote", "pipeline.yaml", "--gates", "gates.yaml", "--by", "kim")
        }
        let first = try promote()
        #expect(first.status == 1)
        #expect(first.errors.contains("requirement approvals >= 1: missing"), "\(first.errors)")
        let approve = { (version: String, who: String) in
            try shop.leadline("registry", "approve", "shop", version, "--by", who, "--why", "looked at it")
        }
        // Of another version, or by who promotes, it is none.
        #expect(try approve("1", "lee").status == 0)
        #expect(try approve("2", "kim").status == 0)
        #expect(try promote().status == 1)
        #expect(try approve("2", "lee").status == 0)
        #expect(try promote().status == 0)
        #expect(try shop.leadline("registry", "verify").status == 0)
        #expect(try shop.leadline("registry", "approve", "shop", "2", "--by", "lee").status == 3)
        // The data end in the past.
        try shop.write("version: 1\nmetrics: []\nrequires: {freshness: 1d}\n", to: "stale.yaml")
        let stale = try shop.leadline("gate", "pipeline.yaml", "--gates", "stale.yaml")
        #expect(stale.status == 1)
        #expect(stale.output.contains("requirement freshness <= 1d"), "\(stale.output)")
    }

    /// A signature that is asked for is not overridden.
    @Test func onlyASignedVersionGoesLive() throws {
        let shop = try Shop.promoted()
        try shop.change("penalty: 1.0", to: "penalty: 2.0")
        #expect(try shop.leadline("train", "pipeline.yaml").status == 0)
        #expect(try shop.leadline("key", "signing", "--output", "keys").status == 0)
        try FileManager.default.createDirectory(
            atPath: shop.path + "/ci", withIntermediateDirectories: true)
        try shop.write(
            """
            version: 1
            metrics: [{metric: auroc, value_threshold: {lower_bound: 0.5}}]
            requires: {signed: [../keys/signing.pub]}
            """, to: "ci/gates.yaml")
        func promote(_ more: String...) throws -> BuiltProgram.Outcome {
            try BuiltProgram.leadline.run(
                ["promote", "pipeline.yaml", "--gates", "ci/gates.yaml"] + more, in: shop.path)
        }
        #expect(try promote().errors.contains("signed by a trusted key: missing"))
        #expect(try promote("--override", "--by", "kim", "--why", "in a hurry").status == 1)
        let sign = try shop.leadline("registry", "sign", "models:/shop/2", "--key", "keys/signing.key")
        #expect(sign.status == 0)
        #expect(try promote().status == 0)
        try shop.write(
            "version: 1\nmetrics: []\nrequires: {signed: [nowhere.pub]}\n", to: "ci/wrong.yaml")
        let wrong = try shop.leadline("gate", "pipeline.yaml", "--gates", "ci/wrong.yaml")
        #expect(wrong.status == 3)
        #expect(wrong.errors.contains("ci/wrong.yaml:3:"), "\(wrong.errors)")
    }

    @Test func whatCIReadsIsWhole() throws {
        let shop = try Shop.promoted()
        try shop.write(
            Self.file.replacing("lower_bound: 0.5}", with: "lower_bound: 0.99}").replacing(
                "{feature_values: {region: east}}", with: "{}"), to: "gates.yaml")
        let gate = try shop.leadline(
            "gate", "pipeline.yaml", "--gates", shop.path + "/gates.yaml", "--github", "--junit",
            "ci/gates.xml")
        #expect(gate.status == 1)
        #expect(
            gate.output.contains("::error file=gates.yaml,line=3,title=gates%3A auroc (lower end)"),
            "\(gate.output)")
        let junit = try BuiltProgram.text(shop.path + "/ci/gates.xml")
        for suite in ["gates", "requirements", "audit"] {
            #expect(junit.contains("<testsuite name=\"\(suite)\""))
        }
        #expect(junit.contains("classname=\"audit\""))
        // One value is one value.
        #expect(try shop.leadline("gate", "pipeline.yaml", "--github", "--json").status == 3)
    }

    /// An answer that is yes and could not be delivered is no plain yes.
    @Test func whatCannotBeWrittenIsNotDelivered() throws {
        let shop = try Shop.promoted()
        try shop.write("", to: "file")
        let gate = try shop.leadline("gate", "pipeline.yaml", "--junit", "file/gates.xml")
        #expect(gate.status == 4, "\(gate.errors)")
        try shop.change("lower_bound: 0.55", to: "lower_bound: 0.99")
        #expect(try shop.leadline("gate", "pipeline.yaml", "--junit", "file/gates.xml").status == 1)
    }

    /// Scores of any model: `score` rises with the outcome by as much as `skill` says.
    private func scores(skill: Int) -> String {
        var lines = ["id,asOf,score,label"]
        for row in 0..<600 {
            let isWon = row * 7 % 10 < 3
            let score = Double((row * 37) % 100 + (isWon ? skill : 0)) / 200
            lines.append("\(row),2025-01-0\(1 + row % 9)T00:00:00Z,\(score),\(isWon)")
        }
        return lines.joined(separator: "\n") + "\n"
    }

    @Test func scoresOfAnyModelAreHeld() throws {
        let shop = try Shop()
        try shop.write(scores(skill: 20), to: "old.csv")
        try shop.write(scores(skill: 40), to: "new.csv")
        try shop.write(
            """
            version: 1
            metrics:
              - {metric: auroc, bound: lower, value_threshold: {lower_bound: 0.6}}
              - {metric: auroc, bound: lower, change_threshold: {absolute: 0.0, direction: HIGHER_IS_BETTER}}
            """, to: "gates.yaml")
        func gate(_ arguments: String...) throws -> BuiltProgram.Outcome {
            try BuiltProgram.leadline.run(
                ["gate", "--ranking", "--gates", "gates.yaml"] + arguments, in: shop.path)
        }
        let better = try gate("--scores", "new.csv", "--baseline", "old.csv", "--junit", "gates.xml")
        #expect([0, 2].contains(better.status), "\(better.output)\(better.errors)")
        #expect(better.output.contains("new.csv may go live"))
        let worse = try gate("--scores", "old.csv", "--baseline", "new.csv")
        #expect(worse.status == 1)
        #expect(worse.output.contains("no: gate auroc (lower end) change to incumbent >= 0.0"))
        let first = try gate("--scores", "new.csv")
        #expect(first.output.contains("rubber stamp"))
        // The baseline is all that is in service, whatever a gate calls it; a rubber stamp is where there is none.
        for name in ["incumbent_evaluated", "best"] {
            try shop.write(
                """
                version: 1
                metrics:
                  - {metric: auroc, bound: lower, change_threshold: {absolute: 0.0, direction: HIGHER_IS_BETTER, baseline: \(name)}}
                """, to: "gates.yaml")
            let worse = try gate("--scores", "old.csv", "--baseline", "new.csv")
            #expect(worse.status == 1, "\(worse.output)\(worse.errors)")
            #expect(!worse.output.contains("rubber stamp"))
            #expect([0, 2].contains(try gate("--scores", "new.csv", "--baseline", "old.csv").status))
            #expect(try gate("--scores", "old.csv").output.contains("rubber stamp"))
        }
        // Of requirements a file of scores has its audit.
        try shop.write(
            """
            version: 1
            metrics: [{metric: auroc, value_threshold: {lower_bound: 0.1}}]
            requires: {audit: waived, card: true, lineage: true, approvals: 1, signed: [k.pub], freshness: 30d}
            """, to: "gates.yaml")
        #expect(try shop.leadline("key", "signing", "--output", "keys").status == 0)
        try FileManager.default.copyItem(
            atPath: shop.path + "/keys/signing.pub", toPath: shop.path + "/k.pub")
        let bare = try gate("--scores", "new.csv")
        #expect(bare.status == 1)
        for name in ["card", "lineage", "approvals", "signed", "freshness"] {
            #expect(bare.output.contains("no: requirement \(name)"), "\(bare.output)")
        }
        #expect(!bare.output.contains("no: requirement audit"))
        // A baseline of other rows or other outcomes is no baseline.
        try shop.write(scores(skill: 20).replacing("\n599,", with: "\n600,"), to: "other.csv")
        #expect(try gate("--scores", "new.csv", "--baseline", "other.csv").status == 3)
        try shop.write(scores(skill: 20).replacing("false", with: "true"), to: "outcomes.csv")
        #expect(try gate("--scores", "new.csv", "--baseline", "outcomes.csv").status == 3)
        #expect(try shop.leadline("gate", "--scores", "new.csv").status == 3)
    }

    /// Groups are compared with the baseline's groups.
    @Test func groupsOfScoresAreCompared() throws {
        let shop = try Shop()
        func write(_ text: String, to file: String) throws {
            let lines = text.split(separator: "\n")
            let rows = lines.dropFirst().enumerated().map { "\($1),\($0 % 2 == 0 ? "a" : "b")" }
            try shop.write(([lines[0] + ",part"] + rows).joined(separator: "\n") + "\n", to: file)
        }
        try write(scores(skill: 20), to: "old.csv")
        try write(scores(skill: 40), to: "new.csv")
        try shop.write(
            """
            version: 1
            metrics:
              - metric: auroc
                per_slice_thresholds:
                  - slicing_specs: [{feature_keys: [part]}]
                    threshold: {change_threshold: {absolute: 0.0, direction: HIGHER_IS_BETTER}}
            """, to: "gates.yaml")
        for (new, old, codes) in [("new.csv", "old.csv", [0, 2]), ("old.csv", "new.csv", [1])]
            as [(String, String, [Int32])]
        {
            let gate = try shop.leadline(
                "gate", "--ranking", "--gates", "gates.yaml", "--scores", new, "--baseline", old, "--group",
                "part")
            #expect(codes.contains(gate.status), "\(gate.output)\(gate.errors)")
            #expect(gate.output.contains("auroc of part=b"))
            #expect(!gate.output.contains("missing"))
        }
    }
}
