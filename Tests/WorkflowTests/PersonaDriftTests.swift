import Foundation
import Models
import Personas
import Testing

@testable import Workflow

/// Later leads against those that groups were found in.
@Suite("Drift of personas")
struct PersonaDriftTests {
    private static func clusters(_ centres: [[Double]]) throws -> PersonaClusters {
        let columns = centres[0].count
        let encoder = try DesignEncoder(
            inputs: (0..<columns).map { ModelInput(name: "x\($0)", kind: .number) },
            columns: (0..<columns).map {
                DesignColumn(name: "x\($0)", input: $0, encoding: .number(transforms: []))
            }, fill: .init(repeating: 0, count: columns), mean: .init(repeating: 0, count: columns),
            scale: .init(repeating: 1, count: columns))
        return try PersonaClusters(
            encoder: encoder, ids: centres.indices.map { "c-\($0)" },
            model: try ClusterModel(centres: centres, isSpherical: false), temperature: 1, farthest: 100,
            verdicts: centres.map { _ in "valid" }, ranks: [:])
    }

    @Test("leads of the same kind do not drift but by chance, moved ones do, and what moved is named")
    func drift() throws {
        let centres: [[Double]] = [[-2, 0], [2, 0]]
        let clusters = try Self.clusters(centres)
        var draw = PersonaFigureTests.Draw(state: 3)
        func rows(_ count: Int, moved: Double = 0, share: Double = 0.5) -> [[Double]] {
            (0..<count).map { _ in
                let centre = centres[draw.uniform() < share ? 0 : 1]
                return [centre[0] + 0.3 * draw.normal(), centre[1] + moved + 0.3 * draw.normal()]
            }
        }
        func nearest(_ rows: [[Double]]) -> [Int] { rows.map { clusters.model.nearest($0.span).cluster } }
        let first = rows(2_000)
        let reference = PersonaReference(
            rows: first, clusters: nearest(first), labels: first.map { $0[0] > 0 }, count: 2, strangers: 2)
        func drift(_ rows: [[Double]]) -> PersonaDrift {
            PersonaDrift(
                rows: rows, labels: nil, clusters: clusters, taxonomy: nil, reference: reference, seed: 1)
        }
        // Two statements at 1 %: of 60 a handful may be off by chance.
        let alarms = (0..<60).count { _ in drift(rows(300)).hasDrifted }
        #expect(alarms <= 3)
        let unmoved = drift(rows(300, moved: 0.2)).groups.filter { !$0.hasMoved }
        #expect(unmoved.isEmpty)
        let shares = drift(rows(600, share: 0.7))
        #expect(shares.shareShift > shares.shareLimit)
        let far = drift(rows(300, moved: 0.8))
        #expect(far.moved.map(\.name) == ["x1"])
        #expect(drift(rows(300)).moved.isEmpty)
        #expect(far.groups.allSatisfy { $0.move?.column == "x1" && $0.move?.isHigher == true })
    }

    @Test("a flag that one lead has is no drift, one that all have is; skewed numbers do not alarm")
    func rareMoves() throws {
        let clusters = try Self.clusters([[0, 0], [9, 0]])
        var draw = PersonaFigureTests.Draw(state: 5)
        /// A flag and a number that is mostly small.
        func rows(_ count: Int, flagged: Double) -> [[Double]] {
            (0..<count).map { _ in
                let tail = draw.uniform()
                return [draw.uniform() < flagged ? 1 : 0, 1 / (tail + 0.01) / 50]
            }
        }
        let first = rows(1_000, flagged: 0)
        let reference = PersonaReference(
            rows: first, clusters: first.map { _ in 0 }, labels: first.map { _ in false }, count: 2,
            strangers: 1)
        func drift(_ rows: [[Double]]) -> PersonaDrift {
            PersonaDrift(
                rows: rows, labels: nil, clusters: clusters, taxonomy: nil, reference: reference, seed: 1)
        }
        var one = rows(56, flagged: 0)
        one[3][0] = 1
        #expect(!drift(one).hasDrifted)
        let all = drift(rows(56, flagged: 1))
        #expect(all.hasDrifted && all.groups[0].move?.column == "x0" && all.groups[0].move?.isHigher == true)
        #expect(all.groups[0].move?.before == 1 && all.groups[0].move?.now == 0)
        // A group without leads has moved nowhere.
        #expect(all.groups[1].move == nil && !all.groups[1].hasMoved)
        let alarms = (0..<80).count { _ in drift(rows(50, flagged: 0)).hasDrifted }
        #expect(alarms <= 3)
    }

    @Test(
        "conversion that changed is drift, and so are strangers and an unfair persona; a group that is not found again is told"
    )
    func otherDrift() throws {
        let clusters = try Self.clusters([[0, 0], [9, 0]])
        var draw = PersonaFigureTests.Draw(state: 9)
        let rows = (0..<400).map { [$0 % 2 == 0 ? 0 : 9, draw.normal() / 9] }
        let own = rows.indices.map { $0 % 2 }
        let labels = rows.indices.map { $0 % 10 < 2 }
        let reference = PersonaReference(
            rows: rows, clusters: own, labels: labels, count: 2, strangers: 0)
        func drift(
            _ rows: [[Double]], _ labels: [Bool], stability: (before: [Double?], now: [Double?])? = nil
        ) -> PersonaDrift {
            PersonaDrift(
                rows: rows, labels: labels, clusters: clusters, taxonomy: nil, reference: reference,
                stability: stability, seed: 1)
        }
        #expect(!drift(rows, labels).hasDrifted)
        let turned = drift(rows, labels.map { !$0 })
        #expect(turned.hasDrifted && turned.groups.allSatisfy { $0.convertsOtherwise && !$0.hasMoved })
        var far = rows
        for row in 0..<20 { far[row][1] = 100 }
        #expect(drift(far, labels).hasStrangers)
        let dissolved = drift(rows, labels, stability: (before: [0.9, 0.7], now: [0.5, 0.5]))
        #expect(!dissolved.hasDrifted && dissolved.groups.map(\.isDissolved) == [true, false])
        var unfair = drift(rows, labels)
        unfair.bias = [
            try #require(
                PersonaBias(
                    "region", values: own.map { $0 == 0 ? "north" : "south" }, personas: own,
                    ids: ["a", "b"], seed: 1))
        ]
        #expect(unfair.hasDrifted && unfair.unfair.map(\.share.level).sorted() == ["north", "south"])
        // What is written reads the same.
        let bytes = try JSONEncoder().encode(unfair)
        #expect(try JSONDecoder().decode(PersonaDrift.self, from: bytes) == unfair)
    }
}
