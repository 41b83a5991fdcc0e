import FoundationEssentials
import TestKit
import Testing

/// Every state of a gate through the command line: exit code, JSON, JUnit and annotation.
@Suite struct GateMatrixTests {
    private static let evaluation = Result { try ScoredLeads().evaluation() }

    /// A gate with its severity and the numbers that stand for others.
    private static func text(_ situation: GateSituation, _ severity: String) throws -> String {
        let evaluation = try evaluation.get()
        func between(_ metric: String) throws -> String {
            let row = try #require(evaluation.row(metric))
            return try "\((#require(row.value) + #require(row.lower)) / 2)"
        }
        return try situation.gate.replacing("BETWEEN", with: between("auroc"))
            .replacing("CHANGE", with: between("auroc_difference_to_baseline"))
            + ", severity: \(severity)"
    }

    @Test(arguments: GateSituation.all) func everyState(_ situation: GateSituation) throws {
        let leads = try ScoredLeads()
        let hard = try leads.gate(
            [Self.text(situation, "fail")], situation.options + ["--json", "--junit", "gates.xml"])
        #expect(hard.status == situation.code, "\(hard.output)\(hard.errors)")
        let result = try JSONDecoder().decode(ScoredLeads.Verdict.self, from: Data(hard.output.utf8))
            .result
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
            annotations.map(\.level).sorted()
                == (levels + situation.missing.map { _ in "error" }).sorted())
        #expect(annotations.allSatisfy { $0.properties["file"] == "gates.yaml" })
        #expect(annotations.count { $0.properties["line"] == "3" } == levels.count)
        for group in ["part=right, 50 %: all"] where situation.gate.contains("group: \"\(group)") {
            #expect(annotations.first?.properties["title"]?.hasSuffix("test/\(group), warns") == true)
            #expect(
                junit["testcase"].contains { $0.attributes["name"]?.hasSuffix("test/\(group)") == true })
        }
        for state in Set(situation.softened) where state != "passed" {
            #expect(soft.output.contains("\(state): "), "\(soft.output)")
        }
    }

    /// Of several gates the worst decides, whatever their order: no gate makes another softer.
    @Test(arguments: 0..<12) func theWorstDecides(_ seed: UInt64) throws {
        var random = SplitMix64(seed: seed)
        let pool = GateSituation.all.filter { $0.options == ["--baseline", "old.csv"] }
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
    @Test(arguments: [["warn", "fail"], ["fail", "warn"]]) func bothSeveritiesAreHeld(
        _ order: [String]
    )
        throws
    {
        let leads = try ScoredLeads()
        let gate = "metric: auroc, value_threshold: {lower_bound: 0.99}"
        let run = try leads.gate(
            order.map { "\(gate), severity: \($0)" }, ["--json", "--junit", "gates.xml"])
        #expect(run.status == 1)
        let checks = try JSONDecoder().decode(ScoredLeads.Verdict.self, from: Data(run.output.utf8))
            .result
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
        let result = try JSONDecoder().decode(ScoredLeads.Verdict.self, from: Data(run.output.utf8))
            .result
        #expect(result.missing_thresholds && !result.validation_ok)
        let junit = try XMLElements(BuiltProgram.text(leads.directory.path + "/gates.xml"))
        #expect(junit["failure"].count == 1)
        let annotations = GitHubAnnotation.all(in: try leads.gate([], ["--github"]).output)
        #expect(
            annotations.contains {
                $0.level == "error" && $0.properties["title"] == "gates: there is a gate"
            }
        )
    }
}
