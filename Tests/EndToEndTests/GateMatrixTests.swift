import FoundationEssentials
import TestKit
import Testing

/// Every state of a gate through the command line: exit code, JSON, JUnit and annotation.
@Suite struct GateMatrixTests {
    /// A gate, and what has to come of it.
    struct Situation: CustomTestStringConvertible, Sendable {
        var testDescription: String
        /// The entries of its mapping.
        ///
        /// `BETWEEN` stands for a number between the lower end of AUROC's interval and
        /// AUROC, `CHANGE` for one between the lower end of its difference's interval and the difference.
        var gate: String
        var options = ["--baseline", "old.csv"]
        /// The states of its checks under `fail`.
        var states: [String] = []
        var missing: [String] = []

        /// Under `warn` what failed warns.
        var softened: [String] { states.map { $0 == "failed" ? "warned" : $0 } }
        /// What is missing blocks under `warn` too.
        var isMissing: Bool { !missing.isEmpty || states.contains("missing") }
        var code: Int32 {
            isMissing || !Set(states).isDisjoint(with: ["failed", "inconclusive"]) ? 1 : 0
        }
        var softenedCode: Int32 { isMissing ? 1 : code == 1 ? 2 : 0 }
    }

    private static let right = #""part=right, 50 %: all""#
    private static func value(_ metric: String, _ bounds: String, _ more: String = "") -> String {
        "metric: \(metric), value_threshold: {\(bounds)}\(more)"
    }
    private static func change(_ bounds: String, _ more: String = "") -> String {
        "metric: auroc, change_threshold: {\(bounds), direction: HIGHER_IS_BETTER}\(more)"
    }
    private static func slices(_ specification: String, _ bounds: String) -> String {
        "metric: auroc, per_slice_thresholds: "
            + "[{slicing_specs: [{\(specification)}], threshold: {value_threshold: {\(bounds)}}}]"
    }
    private static func across(_ base: String, _ other: String, _ bounds: String) -> String {
        "metric: auroc, cross_slice_thresholds: [{cross_slicing_specs: "
            + "[{baseline_spec: {feature_values: {part: \(base)}}, slicing_specs: [{feature_values: {part: \(other)}}]}], "
            + "threshold: {value_threshold: {\(bounds)}}}]"
    }

    static let situations: [Situation] = [
        .init(testDescription: "holds", gate: value("auroc", "lower_bound: 0.5"), states: ["passed"]),
        .init(
            testDescription: "does not hold", gate: value("auroc", "lower_bound: 0.99"), states: ["failed"]),
        .init(
            testDescription: "above a range",
            gate: value("auroc", "lower_bound: 0.1, upper_bound: 0.2"), states: ["failed"]),
        .init(
            testDescription: "undefined: one class",
            gate: value("auroc", "lower_bound: 0.0", ", group: part=lost"), states: ["missing"]),
        .init(
            testDescription: "undefined: no probabilities", gate: value("brier_score", "upper_bound: 1.0"),
            options: ["--baseline", "old.csv", "--ranking"], states: ["missing"]),
        .init(
            testDescription: "no such metric", gate: value("aurco", "lower_bound: 0.0"), states: ["missing"]),
        .init(
            testDescription: "no such slice", gate: value("auroc", "lower_bound: 0.0", ", slice: fold-1"),
            states: ["missing"], missing: ["fold-1/overall"]),
        .init(
            testDescription: "no such group", gate: value("auroc", "lower_bound: 0.0", ", group: part=up"),
            states: ["missing"], missing: ["test/part=up"]),
        .init(
            testDescription: "too small a group",
            gate: value("auroc", "lower_bound: 0.0", ", group: part=few"), states: ["inconclusive"]),
        .init(
            testDescription: "a group to be escaped",
            gate: value("auroc", "lower_bound: 0.99", ", group: \(right)"), states: ["failed"]),
        .init(
            testDescription: "the bound holds", gate: value("auroc", "lower_bound: 0.0", ", bound: lower"),
            states: ["passed"]),
        .init(
            testDescription: "only the value holds",
            gate: value("auroc", "lower_bound: BETWEEN", ", bound: lower"), states: ["inconclusive"]),
        .init(
            testDescription: "no interval", gate: value("auroc", "lower_bound: 0.0", ", bound: lower"),
            options: ["--baseline", "old.csv", "--cluster", "part"], states: ["missing"]),
        .init(
            testDescription: "enough rows",
            gate: value(
                "auroc", "lower_bound: 0.0", ", minimum: {rows: 260, positives: 10, negatives: 100}"),
            states: ["passed"]),
        .init(
            testDescription: "few rows", gate: value("auroc", "lower_bound: 0.0", ", minimum: {rows: 261}"),
            states: ["inconclusive"]),
        .init(
            testDescription: "few positives of a bad figure",
            gate: value("auroc", "lower_bound: 0.99", ", minimum: {positives: 200}"),
            states: ["inconclusive"]),
        .init(
            testDescription: "few negatives",
            gate: value("auroc", "lower_bound: 0.0", ", minimum: {negatives: 260}"),
            states: ["inconclusive"]),
        .init(
            testDescription: "every group", gate: slices("feature_keys: [part]", "lower_bound: 0.0"),
            states: ["inconclusive", "missing", "passed", "passed"]),
        .init(
            testDescription: "one group", gate: slices("feature_values: {part: left}", "upper_bound: 0.1"),
            states: ["failed"]),
        .init(
            testDescription: "no group of the key", gate: slices("feature_keys: [country]", "lower_bound: 0"),
            missing: ["test/country=*"]),
        .init(
            testDescription: "between groups",
            gate: across("left", #""right, 50 %: all""#, "lower_bound: -1.0, upper_bound: 1.0"),
            states: ["passed"]),
        .init(
            testDescription: "too far between groups",
            gate: across("left", #""right, 50 %: all""#, "lower_bound: 0.9"), states: ["failed"]),
        .init(
            testDescription: "to a group too small", gate: across("left", "few", "lower_bound: -1.0"),
            states: ["inconclusive"]),
        .init(
            testDescription: "to itself", gate: across("left", "left", "lower_bound: 0.0"),
            missing: ["test/part=left"]),
        .init(
            testDescription: "no incumbent", gate: change("absolute: 0.5"), options: [], states: ["skipped"]),
        .init(testDescription: "no worse", gate: change("absolute: -0.01"), states: ["passed"]),
        .init(testDescription: "no gain", gate: change("absolute: 0.5"), states: ["failed"]),
        .init(testDescription: "no worse by a share", gate: change("relative: -0.01"), states: ["passed"]),
        .init(testDescription: "no gain by a share", gate: change("relative: 2.0"), states: ["failed"]),
        .init(
            testDescription: "perhaps too little", gate: change("absolute: CHANGE", ", bound: lower"),
            states: ["inconclusive"]),
        .init(
            testDescription: "no such baseline", gate: change("absolute: 0.0, baseline: rule"),
            states: ["missing"]),
        .init(
            testDescription: "the incumbent's is undefined",
            gate: change("absolute: 0.0", ", group: part=lost"), states: ["missing"]),
        .init(
            testDescription: "the incumbent's group is too small",
            gate: change("absolute: 0.0", ", group: part=few"), states: ["inconclusive"]),
    ]

    private static let evaluation = Result { try ScoredLeads().evaluation() }

    /// A gate with its severity and the numbers that stand for others.
    private static func text(_ situation: Situation, _ severity: String) throws -> String {
        let evaluation = try evaluation.get()
        func between(_ metric: String) throws -> String {
            let row = try #require(evaluation.row(metric))
            return try "\((#require(row.value) + #require(row.lower)) / 2)"
        }
        return try situation.gate.replacing("BETWEEN", with: between("auroc"))
            .replacing("CHANGE", with: between("auroc_difference_to_baseline")) + ", severity: \(severity)"
    }

    @Test(arguments: situations) func everyState(_ situation: Situation) throws {
        let leads = try ScoredLeads()
        let hard = try leads.gate(
            [Self.text(situation, "fail")], situation.options + ["--json", "--junit", "gates.xml"])
        #expect(hard.status == situation.code, "\(hard.output)\(hard.errors)")
        let result = try JSONDecoder().decode(ScoredLeads.Verdict.self, from: Data(hard.output.utf8)).result
        #expect(result.checks.map(\.status).sorted() == situation.states.sorted())
        #expect(result.missing_slices == situation.missing)
        #expect(result.validation_ok == (situation.code == 0))
        #expect(result.rubber_stamp == situation.states.contains("skipped"))
        #expect(result.inconclusive == situation.states.contains("inconclusive"))
        #expect(!result.missing_thresholds)
        let junit = try XMLElements(BuiltProgram.text(leads.directory.path + "/gates.xml"))
        let ok = ["passed", "skipped"]
        let blocked = situation.states.count { !ok.contains($0) } + situation.missing.count
        #expect(junit["failure"].count == blocked)
        #expect(junit["skipped"].count == situation.states.count { $0 == "skipped" })
        let names = junit["testcase"].map {
            [$0.attributes["classname"], $0.attributes["name"]].map { $0 ?? "" }
        }
        #expect(Set(names).count == names.count)

        let soft = try leads.gate([Self.text(situation, "warn")], situation.options + ["--github"])
        #expect(soft.status == situation.softenedCode, "\(soft.output)\(soft.errors)")
        let annotations = GitHubAnnotation.all(in: soft.output).filter {
            $0.properties["title"]?.hasPrefix("gates: ") == true
        }
        let levels = situation.softened.compactMap { state -> String? in
            switch state {
            case "passed": nil
            case "skipped": "notice"
            case "missing": "error"
            default: "warning"
            }
        }
        #expect(
            annotations.map(\.level).sorted() == (levels + situation.missing.map { _ in "error" }).sorted())
        #expect(annotations.allSatisfy { $0.properties["file"] == "gates.yaml" })
        #expect(annotations.count { $0.properties["line"] == "3" } == levels.count)
        for group in ["part=right, 50 %: all"] where situation.gate.contains("group: \"\(group)") {
            #expect(annotations.first?.properties["title"]?.hasSuffix("test/\(group), warns") == true)
            #expect(junit["testcase"].contains { $0.attributes["name"]?.hasSuffix("test/\(group)") == true })
        }
        for state in Set(situation.softened) where state != "passed" {
            #expect(soft.output.contains("\(state): "), "\(soft.output)")
        }
    }

    /// Of several gates the worst decides, whatever their order: no gate makes another softer.
    @Test(arguments: 0..<12) func theWorstDecides(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let pool = Self.situations.filter { $0.options == ["--baseline", "old.csv"] }
        let drawn = (0..<2 + random.below(4)).map { _ in
            (pool[random.below(pool.count)], random.oneIn(2) ? "fail" : "warn")
        }
        func rank(_ code: Int32) -> Int { code == 1 ? 2 : code == 2 ? 1 : 0 }
        let worst = drawn.map { rank($1 == "fail" ? $0.code : $0.softenedCode) }.max()
        let run = try ScoredLeads().gate(
            drawn.map { try Self.text($0, $1) }, ["--baseline", "old.csv", "--json"])
        #expect(rank(run.status) == worst, "\(drawn.map { "\($0), \($1)" }): \(run.output)")
    }

    /// One gate under both severities is two checks, in either order.
    @Test(arguments: [["warn", "fail"], ["fail", "warn"]]) func bothSeveritiesAreHeld(_ order: [String])
        throws
    {
        let leads = try ScoredLeads()
        let gate = Self.value("auroc", "lower_bound: 0.99")
        let run = try leads.gate(
            order.map { "\(gate), severity: \($0)" }, ["--json", "--junit", "gates.xml"])
        #expect(run.status == 1)
        let checks = try JSONDecoder().decode(ScoredLeads.Verdict.self, from: Data(run.output.utf8)).result
            .checks
        #expect(checks.map(\.severity) == order)
        #expect(checks.map(\.status) == order.map { $0 == "warn" ? "warned" : "failed" })
        let junit = try XMLElements(BuiltProgram.text(leads.directory.path + "/gates.xml"))
        #expect(junit["failure"].count == 1 && junit["system-out"].count == 1)
    }

    /// Nothing asked is no yes.
    @Test func noGateIsAFailure() throws {
        let leads = try ScoredLeads()
        let run = try leads.gate([], ["--json", "--junit", "gates.xml"])
        #expect(run.status == 1)
        let result = try JSONDecoder().decode(ScoredLeads.Verdict.self, from: Data(run.output.utf8)).result
        #expect(result.missing_thresholds && !result.validation_ok)
        let junit = try XMLElements(BuiltProgram.text(leads.directory.path + "/gates.xml"))
        #expect(junit["failure"].count == 1)
        let annotations = GitHubAnnotation.all(in: try leads.gate([], ["--github"]).output)
        #expect(
            annotations.contains { $0.level == "error" && $0.properties["title"] == "gates: there is a gate" }
        )
    }
}
