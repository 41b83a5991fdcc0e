import Features
import Settings
import Testing

@Suite("Feature definitions in a pipeline's YAML")
struct PipelineTextTests {
    func decoded(_ yaml: String) throws -> FeatureSet {
        try YAML.decode(FeatureSet.self, from: yaml, file: "pipeline.yaml")
    }

    @Test("Features keep the order they are written in, and values their type")
    func order() throws {
        let set = try decoded(
            """
            velocity: {kind: ratio, of: purchase, window: 30d, against: 90d}
            frequency: {kind: count, of: purchase, unit: purchases, sentence: "{value} purchases so far"}
            sessions7: {kind: count, of: session, window: 1w, where: {page: pricing, pro: true, plan: "7", n: 7}}
            industry: {kind: attribute, attribute: industry, via: account}
            area: {kind: attribute, attribute: floor area, type: number}
            """)
        #expect(set.names == ["velocity", "frequency", "sessions7", "industry", "area"])
        #expect(set.definition(of: "velocity")?.against == .days(90))
        #expect(
            set.definition(of: "sessions7")?.where
                == ["page": .text("pricing"), "pro": .flag(true), "plan": .text("7"), "n": .number(7)])
        #expect(set.links == ["account"])
        #expect(set.columnKind(of: "area") == .number)
    }

    @Test(
        "A fault names its line",
        arguments: [
            ("a: {kind: count}\nb: {kind: sum}\n", 2, "needs `attribute`"),
            ("a: {kind: count}\nb:\n  kind: count\n  window: 7 days\n", 4, "is no time span"),
            ("a: {kind: count}\nb:\n  kind: cuont\n", 3, "unknown kind `cuont`"),
            ("a: {kind: count}\nb:\n  kind: count\n  windwo: 7d\n", 4, "windwo"),
            ("a:\n  kind: count\n  window: 0d\n", 3, "`window` is 0d"),
        ])
    func line(yaml: String, line: Int, text: String) throws {
        let error = #expect(throws: SettingsError.self) { try decoded(yaml) }
        #expect(error?.line == line)
        #expect(error?.description.contains(text) == true, "\(error?.description ?? "")")
    }
}
