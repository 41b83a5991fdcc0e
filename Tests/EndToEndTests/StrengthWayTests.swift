import FoundationEssentials
import Testing

/// A pipeline whose strength of the penalty is chosen by later rows of the train slice.
@Suite struct StrengthWayTests {
    private static let pipeline = PipelineText.shop.replacing(
        "penalty: 1.0",
        with: "strength: {choose: timeSplits, splits: 2, candidates: [0.1, 1, 10, 100]}")

    private struct Lineage: Decodable {
        var penalty: Double
        var strength: Strength

        struct Strength: Decodable, Equatable {
            var penalty: Double
            var candidates: [Candidate]
            var splits: [Split]
        }
        struct Candidate: Decodable, Equatable {
            var penalty: Double
            var losses: [Double]
        }
        struct Split: Decodable, Equatable {
            var start: String
            var trainRows: Int
            var rows: Int
            var shared: Int?
        }
    }

    private func lineage(_ shop: Shop, _ version: Int) throws -> Lineage {
        let url = URL(filePath: shop.model + "/versions/\(version)/lineage.json")
        return try JSONDecoder().decode(Lineage.self, from: Data(contentsOf: url))
    }

    @Test func nothingAfterTheTrainSliceChangesTheChoice() throws {
        let shop = try Shop(Self.pipeline)
        let first = try shop.leadline("train", "pipeline.yaml")
        #expect(first.status == 0, "\(first.errors)")
        let chosen = try lineage(shop, 1)
        #expect(chosen.penalty == chosen.strength.penalty)
        #expect(chosen.strength.candidates.map(\.penalty) == [100, 10, 1, 0.1])
        #expect(chosen.strength.splits.count == 2)
        let report = try String(
            contentsOfFile: shop.path + "/reports/shop/version-1/report.html", encoding: .utf8)
        #expect(report.contains("Strengths of the penalty"))
        // A version says how it was made, as it is read again.
        let again = try shop.leadline("reproduce", "models:/shop/1")
        #expect(again.status == 0, "\(again.errors)")
        // The last cutoff of the train slice is July 1; its answers are complete on July 31.
        try shop.write(Shop.purchases.csv(rewrittenFrom: "2024-08-02"), to: "purchases.csv")
        let second = try shop.leadline("train", "pipeline.yaml")
        #expect(second.status == 0, "\(second.errors)")
        #expect(try lineage(shop, 2).strength == chosen.strength)
        // What is looked at does matter.
        try shop.write(Shop.purchases.csv(rewrittenFrom: "2024-06-15"), to: "purchases.csv")
        #expect(try shop.leadline("train", "pipeline.yaml").status == 0)
        #expect(try lineage(shop, 3).strength != chosen.strength)
    }

    @Test func whoIsInOneSliceIsOnOneSideOfASplit() throws {
        let shop = try Shop(Self.pipeline.replacing("disjoint: none", with: "disjoint: entity"))
        let outcome = try shop.leadline("train", "pipeline.yaml", "--exploratory")
        #expect(outcome.status == 0, "\(outcome.errors)")
        let splits = try lineage(shop, 1).strength.splits
        #expect(
            splits.count == 2 && splits.allSatisfy { ($0.shared ?? 0) > 0 && $0.trainRows > 0 && $0.rows > 0 }
        )
        let report = try String(
            contentsOfFile: shop.path + "/reports/shop/version-1/report.html", encoding: .utf8)
        #expect(report.contains("since their group was on the other one"))
    }

    @Test func settingsThatContradictAreRefusedWithTheirLine() throws {
        let shop = try Shop(
            PipelineText.shop.replacing("seed: 1", with: "seed: 1\n  classWeights: balanced")
                .replacing("method: platt", with: "method: none"))
        let check = try shop.leadline("check", "pipeline.yaml")
        #expect(check.status == 3 && check.errors.contains("classWeights"), "\(check.errors)")
        try shop.write(
            PipelineText.shop.replacing("seed: 1", with: "seed: 1\n  strength: {choose: timeSplits}"),
            to: "pipeline.yaml")
        let both = try shop.leadline("check", "pipeline.yaml")
        #expect(both.status == 3 && both.errors.contains("give one of the two"), "\(both.errors)")
    }
}
