import Arithmetic
import Evaluation
import FoundationEssentials
import Testing

/// The agreement of partitions with scikit-learn's, and its laws.
@Suite struct PartitionTests {
    private struct Fixture: Decodable {
        var pairs: [Pair]

        struct Pair: Decodable {
            var name: String
            var first: [String]
            var second: [String]
            var adjustedRandIndex: Double
            var adjustedMutualInformation: Double
        }
    }

    private static let fixture = Result {
        try JSONDecoder().decode(
            Fixture.self,
            from: Data(
                contentsOf: URL(filePath: #filePath).deletingLastPathComponent()
                    .appending(path: "Fixtures/partitions.json")))
    }

    @Test func figuresAreThoseOfScikitLearn() throws {
        let pairs = try Self.fixture.get().pairs
        #expect(pairs.count == 9)
        for pair in pairs {
            let found = try PartitionAgreement(pair.first, pair.second)
            #expect(abs(found.adjustedRandIndex - pair.adjustedRandIndex) < 1e-12, "\(pair.name)")
            #expect(
                abs(found.adjustedMutualInformation - pair.adjustedMutualInformation) < 1e-10, "\(pair.name)")
            let turned = try PartitionAgreement(pair.second, pair.first)
            #expect(abs(turned.adjustedRandIndex - pair.adjustedRandIndex) < 1e-12, "\(pair.name)")
        }
    }

    @Test func cellsAreCounted() throws {
        let found = try PartitionAgreement(["b", "a", "b", "b"], ["x", "x", "y", "x"])
        #expect(found.first == ["a", "b"] && found.second == ["x", "y"] && found.rows == 4)
        #expect(found.counts == [[1, 0], [2, 1]])
    }

    /// Partitions that agree in a share of their rows, many times: the interval holds the figure that very many rows have.
    @Test func intervalsHoldTheTruth() throws {
        func drawn(_ rows: Int, _ random: inout SplitMix64) throws -> PartitionAgreement {
            let first = (0..<rows).map { _ in random.next(below: 3) }
            let second = first.map { random.next(below: 10) < 7 ? $0 : random.next(below: 3) }
            return try PartitionAgreement(first.map(String.init), second.map(String.init))
        }
        var random = SplitMix64(seed: 5)
        let truth = try drawn(60_000, &random)
        let (rand, information) = (truth.adjustedRandIndex, truth.adjustedMutualInformation)
        var held = (rand: 0, information: 0)
        for seed in 0..<40 as Range<UInt64> {
            let estimates = try drawn(150, &random).estimates(resamples: 100, seed: seed)
            let (first, second) = (estimates.randIndex, estimates.mutualInformation)
            if (first.lower ?? 9) <= rand && rand <= (first.upper ?? -9) { held.rand += 1 }
            if (second.lower ?? 9) <= information && information <= (second.upper ?? -9) {
                held.information += 1
            }
        }
        #expect(held.rand >= 33 && held.information >= 33, "\(held)")
    }

    @Test func estimatesDependOnTheSeedAlone() throws {
        let pair = try #require(try Self.fixture.get().pairs.first { $0.name == "near" })
        let found = try PartitionAgreement(pair.first, pair.second)
        let estimates = found.estimates(resamples: 50, seed: 3)
        #expect(found.estimates(resamples: 50, seed: 3).randIndex == estimates.randIndex)
        #expect(found.estimates(resamples: 50, seed: 4).randIndex != estimates.randIndex)
        #expect(estimates.randIndex.value == found.adjustedRandIndex)
    }

    /// All draws of equal partitions agree wholly, which tells nothing of other rows.
    @Test func equalPartitionsHaveNoInterval() throws {
        let parts = (0..<60).map { String($0 % 3) }
        let estimate = try PartitionAgreement(parts, parts).estimates(resamples: 20).randIndex
        #expect(estimate.value == 1 && estimate.lower == nil && estimate.method.contains("no interval"))
    }

    @Test func whatCannotBeComparedIsRefused() {
        #expect(throws: EvaluationError.noRows) { try PartitionAgreement([], []) }
        let many = (0...PartitionAgreement.partLimit).map(String.init)
        #expect(throws: EvaluationError.self) { try PartitionAgreement(many, many) }
    }
}
