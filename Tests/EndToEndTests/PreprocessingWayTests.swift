import Foundation
import TestKit
import Testing

/// Bins, evidence and hashed levels from the pipeline's line to a served answer.
@Suite struct PreprocessingWayTests {
    private static let pipeline = PipelineText.shop.replacing(
        "inputs: {frequency: [log1p], monetary: [log1p], recency: [], region: []}",
        with:
            "inputs: {frequency: {bins: 4, monotone: true}, monetary: {bins: 6}, recency: [], region: {evidence: true}}"
    )

    private struct Lineage: Decodable {
        var coefficients: [Coefficient]
        var evidence: [Input]

        struct Coefficient: Decodable {
            var name: String
            var standardError: Double?
        }
        struct Input: Decodable, Equatable {
            var input: String
            var informationValue: Double
            var parts: [Part]
        }
        struct Part: Decodable, Equatable {
            var name: String
            var rows: Int
            var positives: Int
            var evidence: Double
            var margin: Double
        }
    }

    private func lineage(_ shop: Shop, _ version: Int) throws -> Lineage {
        let url = URL(filePath: shop.model + "/versions/\(version)/lineage.json")
        return try JSONDecoder().decode(Lineage.self, from: Data(contentsOf: url))
    }

    @Test func aScorecardIsTrainedShownAndMadeAgain() throws {
        let shop = try Shop(Self.pipeline)
        let first = try shop.leadline("train", "pipeline.yaml")
        #expect(first.status == 0, "\(first.errors)")
        let found = try lineage(shop, 1)
        #expect(found.evidence.map(\.input) == ["frequency", "monetary", "region"])
        for one in found.evidence {
            #expect(one.informationValue > 0 && one.parts.count > 1)
            #expect(Set(one.parts.map(\.evidence)).count == one.parts.count)
        }
        // Columns that are estimates themselves have no errors.
        #expect(
            found.coefficients.allSatisfy {
                ($0.standardError == nil) == $0.name.hasPrefix("evidence(")
            })
        let report = try String(
            contentsOfFile: shop.path + "/reports/shop/version-1/report.html", encoding: .utf8)
        #expect(report.contains("Scorecard") && report.contains("monetary: information value"))
        let again = try shop.leadline("reproduce", "models:/shop/1")
        #expect(again.status == 0, "\(again.errors)")
        // The last cutoff of the train slice is July 1; its answers are complete on July 31: nothing later may tell.
        let rows = Shop.purchases.purchases.enumerated().compactMap { index, one in
            if one.date < "2024-08-02" {
                return "\(one.customer),\(one.date),\(one.units),\(one.amount),\(one.region)\n"
            }
            return index.isMultiple(of: 3)
                ? nil : "\(one.customer),\(one.date),\(one.units + 3),1\(one.amount),west\n"
        }
        try shop.write("customer,date,units,amount,region\n" + rows.joined(), to: "purchases.csv")
        let second = try shop.leadline("train", "pipeline.yaml")
        #expect(second.status == 0, "\(second.errors)")
        #expect(try lineage(shop, 2).evidence == found.evidence)
    }

    @Test func interactionsAreTrainedExplainedAndMadeAgain() throws {
        let shop = try Shop(
            PipelineText.shop.replacing(
                "penalty: 1.0",
                with: "penalty: 1.0\n  interactions: [[frequency, recency], [region, monetary]]"))
        let trained = try shop.leadline("train", "pipeline.yaml")
        #expect(trained.status == 0, "\(trained.errors)")
        let model = try String(contentsOfFile: shop.model + "/versions/1/model.json", encoding: .utf8)
        #expect(model.contains("log1p(frequency) * recency") && model.contains("\"formatVersion\":3"))
        #expect(model.contains("log1p(monetary) * region="))
        let again = try shop.leadline("reproduce", "models:/shop/1")
        #expect(again.status == 0, "\(again.errors)")
        #expect(try shop.leadline("promote", "pipeline.yaml").status == 0)
        let explained = try shop.leadline(
            "explain", "pipeline.yaml", "c1000", "--as-of", Shop.asOf, "--against", "average")
        #expect(explained.status == 0, "\(explained.errors)")
        let export = try shop.leadline("registry", "export", "models:/shop/1", "--as", "onnx", "-o", "m.onnx")
        #expect(export.status == 0, "\(export.errors)")
    }

    @Test func hashedLevelsAreScoredAndKeptNowhere() throws {
        let shop = try Shop(PipelineText.shop.replacing("region: []}", with: "region: {hash: 16}}"))
        let trained = try shop.leadline("train", "pipeline.yaml")
        #expect(trained.status == 0, "\(trained.errors)")
        for file in ["model.json", "reference.json", "golden.json"] {
            let text = try String(contentsOfFile: shop.model + "/versions/1/" + file, encoding: .utf8)
            #expect(!text.contains("\"west\"") && !text.contains("\"north\""), "\(file)")
        }
        let promoted = try shop.leadline("promote", "pipeline.yaml")
        #expect(promoted.status == 0, "\(promoted.errors)")
        let scored = try shop.leadline(
            "score", "pipeline.yaml", "--as-of", Shop.asOf, "-o", "scores.csv")
        #expect(scored.status == 0, "\(scored.errors)")
    }

    @Test(arguments: [
        ("region: []", "region: {bins: 5}", "is a category"),
        ("recency: []", "recency: {hash: 8}", "is a number"),
        ("recency: []", "recency: {evidence: true}", "is a number"),
        ("recency: []", "recency: {bins: 1}", "2 to 1000"),
        ("penalty: 1.0", "interactions: [[recency, regio]]", "'regio' is none"),
        ("penalty: 1.0", "interactions: [[recency, recency]]", "two different"),
        ("penalty: 1.0", "interactions: [[recency]]", "two different"),
        ("region: []", "region: {hash: 100}", "power of two"),
    ])
    func whatDoesNotFitIsRefusedWithItsLine(old: String, new: String, problem: String) throws {
        let shop = try Shop(PipelineText.shop.replacing(old, with: new))
        let check = try shop.leadline("check", "pipeline.yaml")
        #expect(check.status == 3 && check.errors.contains(problem), "\(check.errors)")
        #expect(check.errors.contains("pipeline.yaml:"))
    }
}
