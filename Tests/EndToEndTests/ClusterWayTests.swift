import FoundationEssentials
import Testing

/// Rows that belong together are no independent rows, on whatever slice.
@Suite struct ClusterWayTests {
    private struct Row: Decodable {
        var metric: String
        var slice: String
        var group: String
        var method: String
    }
    private struct Document: Decodable {
        var metrics: [Row]
        var cluster: String?
    }

    /// The shop whose customers live three to a household.
    static func shop(_ settings: String) throws -> Shop {
        let plain = try BacktestWayTests.shop()
        let pipeline = try BuiltProgram.text(plain.path + "/pipeline.yaml").replacing(
            "      region: {type: text, purpose: feature}\n",
            with: """
                      region: {type: text, purpose: feature}
                      household: {type: key, namespace: household, purpose: group}

                """
        ).replacing(
            "attributes: [units, amount, region]", with: "attributes: [units, amount, region, household]"
        )
        .replacing("evaluation: {top: 0.1,", with: "evaluation: {\(settings)top: 0.1,")
        let lines = Shop.purchases.csv.split(separator: "\n").map { line -> String in
            guard let number = Int(line.prefix { $0 != "," }.dropFirst()) else { return line + ",household" }
            return line + ",h\(number / 3)"
        }
        let shop = try Shop(pipeline, data: lines.joined(separator: "\n") + "\n")
        let reference = BacktestWayTests.reference(pipeline)
        try shop.write(reference, to: "reference.yaml")
        return shop
    }

    private static func methods(_ json: String) throws -> [String: String] {
        let rows = try JSONDecoder().decode([Row].self, from: Data(json.utf8))
        return methods(rows)
    }

    private static func methods(_ rows: [Row]) -> [String: String] {
        Dictionary(
            rows.filter { $0.metric == "auroc" && $0.group == "overall" }.map { ($0.slice, $0.method) },
            uniquingKeysWith: { first, _ in first })
    }

    @Test func householdsAreClustersOfTestFoldsAndLocked() throws {
        let shop = try Self.shop("cluster: household, ")
        let run = try shop.leadline("train", "pipeline.yaml")
        #expect(run.status == 0, "\(run.errors)")
        #expect(run.output.contains("rows of one household are not independent"))
        let text = try BuiltProgram.text(shop.model + "/versions/1/evaluation.json")
        let document = try JSONDecoder().decode(Document.self, from: Data(text.utf8))
        #expect(document.cluster == "household")
        let methods = Self.methods(document.metrics)
        for slice in ["test", "fold-1", "fold-2", "backtest"] {
            #expect(methods[slice]?.contains("clusters of household") == true, "\(methods)")
        }
        let locked = try shop.leadline("evaluate", "pipeline.yaml", "--locked", "--why", "x", "--json")
        #expect(try Self.methods(locked.output)["locked"]?.contains("clusters of household") == true)
        let report = try BuiltProgram.text(shop.model + "/versions/1/card.md")
        #expect(report.contains("intervals go by household") && !report.contains("too narrow"))
        #expect(report.contains("mean over 2 folds takes their models as they are"))
        let page = try BuiltProgram.text(shop.model + "/versions/1/report.html")
        for drawing in ["decision-curve", "months-scores", "months-auroc", "months-calibration"] {
            #expect(page.contains("id=\"\(drawing)-title\""), "\(drawing)")
        }
    }

    @Test func entitiesAreClustersUnlessToldOtherwise() throws {
        let shop = try BacktestWayTests.shop()
        let run = try shop.leadline("train", "pipeline.yaml", "--json")
        #expect(run.status == 0, "\(run.errors)")
        let text = try BuiltProgram.text(shop.model + "/versions/1/evaluation.json")
        let document = try JSONDecoder().decode(Document.self, from: Data(text.utf8))
        #expect(document.cluster == "entity")
        #expect(Self.methods(document.metrics)["test"]?.contains("clusters of entity") == true)
        let card = try BuiltProgram.text(shop.model + "/versions/1/card.md")
        #expect(card.contains("What one entity has in common is not independent: intervals go by entity"))
        try shop.change("evaluation: {top", to: "evaluation: {cluster: acount, top")
        let wrong = try shop.leadline("check", "pipeline.yaml")
        #expect(
            wrong.status == 3 && wrong.errors.contains("no event carries a link 'acount'"), "\(wrong.errors)")
    }
}
