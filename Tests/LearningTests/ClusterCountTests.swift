import LinearAlgebra
import Learning
import Models
import Testing

/// How many clusters there are, and which of them can be trusted.
@Suite struct ClusterCountTests {
    private func rows(_ count: Int, middles: [(Double, Double)], spread: Double) -> DesignMatrix {
        var random = CounterRandom(seed: 12, stream: "cluster counts")
        return .double(
            Matrix(
                rows: count, columns: 2,
                elements: (0..<count).flatMap { row in
                    let middle = middles[row % middles.count]
                    return [
                        middle.0 + spread * (random.nextUniform() - 0.5),
                        middle.1 + spread * (random.nextUniform() - 0.5),
                    ]
                }))
    }

    private func search(_ rows: DesignMatrix, threads: Int = 2) throws -> (
        candidates: [ClusterCandidate], best: Int
    ) {
        try ClusterCountSearch(.init(clusters: 2), samples: 20, rowLimit: 200, concurrency: threads)
            .candidates(rows, counts: 2...5)
    }

    @Test func plantedClustersAreFound() throws {
        let rows = rows(240, middles: [(0, 0), (0, 10), (10, 0)], spread: 4)
        let (candidates, best) = try search(rows)
        #expect(candidates[best].fit.sizes == [80, 80, 80])
        #expect(candidates[best].leastStability ?? 0 > 0.95 && candidates[best].silhouette ?? 0 > 0.7)
        let again = try search(rows, threads: 5)
        #expect(again.candidates == candidates)
    }

    /// One even square has no clusters: some number of them may look fine once, but not all of its clusters come again.
    @Test func evenRowsAreNotStable() throws {
        let (candidates, _) = try search(rows(240, middles: [(0, 0)], spread: 4))
        #expect(candidates.contains { ($0.leastStability ?? 1) < ClusterCountSearch.leastStability })
        #expect(candidates.allSatisfy { ($0.silhouette ?? 1) < 0.5 })
    }

    /// A bootstrap sample of 200 rows has about 126 different ones, which make no 150 clusters.
    @Test func whatSamplesCannotTellIsNotMeasured() throws {
        let (candidates, best) = try ClusterCountSearch(.init(clusters: 150), samples: 3, concurrency: 1)
            .candidates(rows(200, middles: [(0, 0)], spread: 4), counts: 150...150)
        #expect(candidates[best].stability?.allSatisfy { $0 == nil } == true)
        #expect(candidates[best].leastStability == nil)
        #expect(StabilityVerdict(similarity: nil) == .notMeasured)
    }

    @Test func verdictsHaveTheirBounds() {
        #expect(StabilityVerdict(similarity: 0.85) == .highlyStable)
        #expect(StabilityVerdict(similarity: 0.75) == .valid)
        #expect(StabilityVerdict(similarity: 0.6) == .doubtful)
        #expect(StabilityVerdict(similarity: 0.599) == .notToBeTrusted)
    }

    @Test func oneClusterHasNoSilhouette() throws {
        let (candidates, best) = try ClusterCountSearch(.init(clusters: 1), samples: 0, concurrency: 1)
            .candidates(rows(30, middles: [(0, 0)], spread: 1), counts: 1...1)
        #expect(candidates[best].silhouette == nil && candidates[best].stability == nil)
    }
}
