import FoundationEssentials
import Glibc
import Testing

/// What a pipeline or a file of gates requires beside figures.
@Suite struct GateRequirementTests {
    /// A shop whose second version waits for a promotion, with requirements in its pipeline.
    private func waiting(requires: String = "") throws -> Shop {
        let shop = try Shop.promoted()
        try shop.change("penalty: 1.0", to: "penalty: 2.0")
        #expect(try shop.leadline("train", "pipeline.yaml").status == 0)
        try shop.write(
            PipelineText.shop.replacing("penalty: 1.0", with: "penalty: 2.0") + "\n" + requires,
            to: "pipeline.yaml")
        return shop
    }

    private static let lax = """
        version: 1
        metrics: [{metric: auroc, value_threshold: {lower_bound: 0.1}}]

        """

    /// A requirement without a value would ask for nothing, in silence.
    @Test(arguments: [
        ("requires: {signed: }", "requires.signed"), ("requires: {approvals: ~}", "requires.approvals"),
        ("requires: {audit: null}", "requires.audit"), ("requires: {card: }", "requires.card"),
        ("requires: {lineage: }", "requires.lineage"), ("requires: {freshness: }", "requires.freshness"),
        ("requires:", "requires"), ("requires: {signed: []}", "requires.signed"),
    ]) func anEmptyRequirementIsRefused(text: String, key: String) throws {
        let shop = try Shop()
        try shop.write(PipelineText.shop + "\n" + text + "\n", to: "pipeline.yaml")
        try shop.write(PipelineText.shop, to: "plain.yaml")
        try shop.write(Self.lax + text + "\n", to: "gates.yaml")
        for (file, arguments) in [
            ("pipeline.yaml", ["gate", "pipeline.yaml"]),
            ("gates.yaml", ["gate", "plain.yaml", "--version", "1", "--gates", "gates.yaml"]),
        ] {
            let gate = try BuiltProgram.leadline.run(arguments, in: shop.path)
            #expect(gate.status == 3)
            #expect(gate.errors.contains("\(file):"), "\(gate.errors)")
            #expect(gate.errors.contains(key), "\(gate.errors)")
        }
    }

    /// What the pipeline requires holds whichever gates are named, and which were named is seen.
    @Test func aPipelinesRequirementsHoldUnderOtherGates() throws {
        let shop = try waiting(requires: "requires: {approvals: 1, signed: [keys/signing.pub]}\n")
        #expect(try shop.leadline("key", "signing", "--output", "keys").status == 0)
        try shop.write(Self.lax, to: "lax.yaml")
        func promote(_ more: String...) throws -> BuiltProgram.Outcome {
            try BuiltProgram.leadline.run(
                ["promote", "pipeline.yaml", "--gates", "lax.yaml", "--by", "kim"] + more, in: shop.path)
        }
        let first = try promote()
        #expect(first.status == 1)
        // A remedy for each reason, and none for what is not the matter.
        for text in [
            "requirement approvals >= 1: missing", "requirement signed by a trusted key: missing",
            "leadline registry approve shop 2 --by NAME", "leadline registry sign models:/shop/2",
            "nobody overrides a signature",
        ] { #expect(first.errors.contains(text), "\(first.errors)") }
        #expect(!first.errors.contains("--override promotes") && !first.errors.contains("train a better"))
        #expect(try promote("--override", "--why", "in a hurry").status == 1)
        #expect(
            try shop.leadline("registry", "sign", "models:/shop/2", "--key", "keys/signing.key").status == 0)
        #expect(
            try shop.leadline("registry", "approve", "shop", "2", "--by", "lee", "--why", "looked").status
                == 0)
        let promoted = try promote()
        #expect(promoted.status == 0, "\(promoted.errors)")
        #expect(promoted.errors.contains("lax.yaml is held in place of the pipeline's gates"))
        let history = try shop.leadline("registry", "history", "shop").output
        #expect(history.contains("lax.yaml"), "\(history)")
        #expect(history.contains(", not the pipeline's"))
        let lines = try shop.leadline("registry", "history", "shop", "--json").output
        #expect(lines.contains(#""file":"lax.yaml""#) && lines.contains(#""replaced":"#))
        #expect(lines.contains(#""file":"pipeline.yaml""#))
        #expect(try shop.leadline("registry", "verify").status == 0)
        let card = try BuiltProgram.text(shop.path + "/reports/shop/version-2/card.md")
        #expect(card.contains("by the gates of lax.yaml, in place of those of its pipeline"), "\(card)")
        #expect(card.contains("requirement approvals"))
    }

    /// Spellings of one name are one name, and who promotes is no other, however spelt.
    @Test func namesAreCountedOnce() throws {
        let shop = try waiting(requires: "requires: {approvals: 2}\n")
        func approve(_ who: String) throws -> Int32 {
            try shop.leadline("registry", "approve", "shop", "2", "--by", who, "--why", "looked at it").status
        }
        func promote() throws -> BuiltProgram.Outcome {
            try shop.leadline("promote", "pipeline.yaml", "--by", "kim")
        }
        for who in ["lee", " Lee", "LEE ", "Kim "] { #expect(try approve(who) == 0) }
        #expect(try approve(" ") == 3)
        let one = try promote()
        #expect(one.status == 1)
        #expect(one.errors.contains("found 1.0000"), "\(one.errors)")
        #expect(try approve("jo") == 0)
        #expect(try promote().status == 0)
    }

    /// The same question has the same bytes, though the data are a second older.
    @Test func aResultHoldsNoTime() throws {
        let shop = try waiting(requires: "requires: {freshness: 30000d}\n")
        let first = try shop.leadline("gate", "pipeline.yaml")
        #expect(first.status == 0, "\(first.output)\(first.errors)")
        #expect(first.output.contains("answers are known until"))
        let kept = shop.names(below: shop.model + "/gates")
        usleep(1_100_000)
        #expect(try shop.leadline("gate", "pipeline.yaml").status == 0)
        #expect(shop.names(below: shop.model + "/gates") == kept)
    }

    /// The report of an override shows what was decided, by the gates and for the alias that it was.
    @Test func anOverridesReportShowsItsGates() throws {
        let shop = try waiting()
        try shop.write(Self.lax + "requires: {approvals: 2}\n", to: "strict.yaml")
        let override = try shop.leadline(
            "promote", "pipeline.yaml", "--gates", "strict.yaml", "--alias", "staging", "--override", "--by",
            "kim", "--why", "to try it")
        #expect(override.status == 0, "\(override.errors)")
        let card = try BuiltProgram.text(shop.path + "/reports/shop/version-2/card.md")
        #expect(card.contains("may not go live"), "\(card)")
        #expect(card.contains("requirement approvals"))
        #expect(card.contains("missing"))
        let report = try BuiltProgram.text(shop.path + "/reports/shop/version-2/report.html")
        #expect(report.contains("of others than who promotes"))
    }

    private struct Told: Decodable { var requirements: [ScoredLeads.Check] }

    /// Each requirement by itself: exit code, JSON, JUnit and annotation.
    @Test func eachRequirementIsTold() throws {
        let shop = try waiting()
        for folder in ["keys", "others"] {
            #expect(try shop.leadline("key", "signing", "--output", folder).status == 0)
        }
        func expect(_ requirement: String, _ state: String) throws {
            try shop.write(Self.lax + "requires: {\(requirement)}\n", to: "gates.yaml")
            let gate = ["gate", "pipeline.yaml", "--gates", "gates.yaml", "--by", "kim"]
            let json = try BuiltProgram.leadline.run(
                gate + ["--json", "--junit", "gates.xml"], in: shop.path)
            let told = try JSONDecoder().decode(Told.self, from: Data(json.output.utf8)).requirements
            #expect(told.map(\.status) == [state], "\(requirement)")
            let isOk = state == "passed"
            #expect(json.status == (isOk ? 0 : 1), "\(requirement): \(json.errors)")
            let junit = try XMLElements(BuiltProgram.text(shop.path + "/gates.xml"))
            #expect(junit["failure"].count == (isOk ? 0 : 1))
            #expect(junit["testcase"].contains { $0.attributes["classname"] == "requirements" })
            if isOk { return }
            let annotations = GitHubAnnotation.all(
                in: try BuiltProgram.leadline.run(gate + ["--github"], in: shop.path).output)
            #expect(annotations.map(\.level) == ["error"])
            #expect(annotations.first?.properties["title"]?.hasPrefix("requirements: ") == true)
        }
        for requirement in [
            "audit: waived", "audit: clean", "card: true", "lineage: true", "freshness: 30000d",
        ] {
            try expect(requirement, "passed")
        }
        try expect("freshness: 1d", "failed")
        try expect("approvals: 1", "missing")
        try expect("signed: [keys/signing.pub]", "missing")
        let approve = ["registry", "approve", "shop", "2", "--by", "lee", "--why", "looked"]
        #expect(try BuiltProgram.leadline.run(approve, in: shop.path).status == 0)
        try expect("approvals: 1", "passed")
        let sign = ["registry", "sign", "models:/shop/2", "--key", "keys/signing.key"]
        #expect(try BuiltProgram.leadline.run(sign, in: shop.path).status == 0)
        try expect("signed: [keys/signing.pub]", "passed")
        try expect("signed: [others/signing.pub]", "failed")
    }
}
