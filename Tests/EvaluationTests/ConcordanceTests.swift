import Arithmetic
import Testing

@testable import Evaluation

/// The fast ranking against short loops, on scores that are hard to sort.
@Suite struct ConcordanceTests {
    enum Scores: String, CaseIterable {
        case uniform, tied, signed, huge, tiny, equal, clustered, twoLevels

        func make(_ count: Int, seed: UInt64) -> [Double] {
            var generator = SplitMix64(seed: seed)
            func uniform() -> Double { Double(generator.next() >> 11) * 0x1p-53 }
            return (0..<count).map { row in
                switch self {
                case .uniform: uniform()
                case .tied: (uniform() * 20).rounded() / 20
                case .signed: row % 7 == 0 ? (row % 2 == 0 ? 0.0 : -0.0) : uniform() - 0.5
                case .huge: (uniform() - 0.5) * 1e308
                case .tiny: (uniform() * 9).rounded() * .leastNonzeroMagnitude
                case .equal: 0.25
                case .clustered: row % 100 == 0 ? -1e300 : 0.5 + uniform() * 1e-12
                case .twoLevels: row % 3 == 0 ? .greatestFiniteMagnitude : -.greatestFiniteMagnitude
                }
            }
        }
    }

    private func labels(_ count: Int, seed: UInt64) -> [Bool] {
        var generator = SplitMix64(seed: seed &+ 77)
        return (0..<count).map { $0 == 0 || ($0 > 1 && generator.next() % 3 == 0) }
    }

    @Test(arguments: Scores.allCases) func levelsAreThoseOfASort(_ kind: Scores) throws {
        for count in [2, 30, 3000, 70_000] {
            let scores = kind.make(count, seed: 3)
            let labels = labels(count, seed: 3)
            let found = RankedCounts(scores: scores, labels: labels)
            let order = scores.indices.sorted { scores[$0] > scores[$1] }
            var levels: [(score: Double, positives: Int, negatives: Int)] = []
            for row in order {
                if levels.last?.score != scores[row] { levels.append((scores[row], 0, 0)) }
                if labels[row] {
                    levels[levels.count - 1].positives += 1
                } else {
                    levels[levels.count - 1].negatives += 1
                }
            }
            #expect(found.scores == levels.map(\.score))
            #expect(found.scores.allSatisfy { $0 != 0 || $0.sign == .plus })
            #expect(found.positives == levels.map(\.positives))
            #expect(found.negatives == levels.map(\.negatives))
        }
    }

    @Test(arguments: Scores.allCases) func threadsLeaveEveryBit(_ kind: Scores) throws {
        let scores = kind.make(70_000, seed: 4)
        let labels = labels(70_000, seed: 4)
        let one = Concordance(scores: scores, labels: labels, concurrency: 1)
        #expect(one == Concordance(RankedCounts(scores: scores, labels: labels)))
        for threads in [2, 3, 8] {
            #expect(Concordance(scores: scores, labels: labels, concurrency: threads) == one)
        }
    }

    /// DeLong's variance from its definition, O(n * m).
    @Test(arguments: Scores.allCases) func varianceIsThatOfPlacements(_ kind: Scores) throws {
        let scores = kind.make(400, seed: 5)
        let labels = labels(400, seed: 5)
        let positives = scores.indices.filter { labels[$0] }.map { scores[$0] }
        let negatives = scores.indices.filter { !labels[$0] }.map { scores[$0] }
        func wins(_ one: Double, _ other: Double) -> Double { one > other ? 1 : one == other ? 0.5 : 0 }
        let ofPositives = positives.map { one in
            negatives.reduce(0) { $0 + wins(one, $1) } / Double(negatives.count)
        }
        let ofNegatives = negatives.map { other in
            positives.reduce(0) { $0 + wins($1, other) } / Double(positives.count)
        }
        let area = ofPositives.reduce(0, +) / Double(positives.count)
        func part(_ placements: [Double]) -> Double {
            let squares = placements.reduce(0) { $0 + ($1 - area) * ($1 - area) }
            return squares / Double(placements.count - 1) / Double(placements.count)
        }
        let found = Concordance(scores: scores, labels: labels)
        #expect(abs(try #require(found.area) - area) < 1e-12)
        #expect(abs(found.variance - part(ofPositives) - part(ofNegatives)) < 1e-15)
    }

    /// More rows in one bucket than a word can hold squares of.
    @Test func aMillionTiedRows() {
        let count = 1_100_000
        let labels = (0..<count).map { $0 % 2 == 0 }
        let scores = (0..<count).map { $0 < count / 2 ? 0.5 : 0.25 }
        let found = Concordance(scores: scores, labels: labels)
        #expect(found.area == 0.5)
        #expect(found == Concordance(RankedCounts(scores: scores, labels: labels)))
        #expect(abs(found.variance - 0.0625 / Double(count / 2 - 1) * 2) < 1e-18)
    }
}
