import Foundation
import LinearAlgebra
import Learning
import Models
import Testing

/// Clusters and silhouettes of scikit-learn.
@Suite struct ClusterFixtureTests {
    private struct Fixture: Decodable {
        var clusterings: [Clustering]

        struct Clustering: Decodable {
            var name: String
            var rows: [[Double]]
            var weights: [Double]?
            var start: [[Double]]
            var clusters: [Int32]
            var centres: [[Double]]
            var inertia: Double
            var silhouette: Double
        }
    }

    @Test func clustersAreThoseOfScikitLearn() throws {
        let url = URL(filePath: #filePath).deletingLastPathComponent().appending(
            path: "Fixtures/clusters.json")
        let fixture = try JSONDecoder().decode(Fixture.self, from: Data(contentsOf: url))
        #expect(fixture.clusterings.count == 3)
        for reference in fixture.clusterings {
            func matrix(_ rows: [[Double]]) -> Matrix {
                Matrix(rows: rows.count, columns: rows[0].count, elements: rows.flatMap { $0 })
            }
            let (candidates, _) = try ClusterCountSearch(
                .init(clusters: reference.start.count, tolerance: 0), samples: 0, concurrency: 2
            ).candidates(
                .double(matrix(reference.rows)), weights: reference.weights,
                counts: reference.start.count...reference.start.count, start: matrix(reference.start))
            let found = candidates[0]
            #expect(found.fit.clusters == reference.clusters, "\(reference.name)")
            #expect(
                isNear(found.fit.model.centres.flatMap { $0 }, reference.centres.flatMap { $0 }, 1e-10),
                "\(reference.name)")
            #expect(isNear([found.fit.inertia], [reference.inertia], 1e-10), "\(reference.name)")
            #expect(isNear([found.silhouette ?? 9], [reference.silhouette], 1e-10), "\(reference.name)")
        }
    }
}
