import LinearAlgebra
import Models
import Testing

/// Which inputs are changed together where some interact, against every set of which no two do.
@Suite struct InteractingChangesTests {
    /// Numbers at 0 that may be changed to 1, each of which then helps by its gain; ties are products.
    struct Graph {
        var gains: [Double]
        var ties: [(Int, Int)]

        func search(target: Double) throws -> CounterfactualSearch {
            let columns =
                gains.indices.map {
                    DesignColumn(name: "x\($0)", input: $0, encoding: .number(transforms: []))
                }
                + ties.map { first, second in
                    DesignColumn(
                        name: "x\(first) * x\(second)", input: first, encoding: .product(first, second))
                }
            let model = try LogisticModel(
                description: .init(
                    inputs: gains.indices.map { ModelInput(name: "x\($0)", kind: .number) }, columns: columns,
                    calibration: .none),
                weights: .init(
                    coefficients: gains + ties.map { _ in -0.5 }, intercept: -4,
                    fill: columns.map { _ in 0 }, mean: columns.map { _ in 0 }, scale: columns.map { _ in 1 },
                    calibration: nil))
            return CounterfactualSearch(
                model, row: gains.map { _ in 0 }, target: target,
                offered: Dictionary(uniqueKeysWithValues: gains.indices.map { ($0, [1]) }))
        }

        func isUntied(_ inputs: [Int]) -> Bool {
            !ties.contains { inputs.contains($0.0) && inputs.contains($0.1) }
        }

        /// The most that inputs of which no two are tied help together.
        var most: Double {
            (0..<1 << gains.count).map { set in gains.indices.filter { set & 1 << $0 != 0 } }
                .filter(isUntied).map { $0.reduce(0) { $0 + gains[$1] } }.max() ?? 0
        }
    }

    /// Each part's heaviest input is tied to two that help more together: 8 in place of 6 or 7.
    @Test func theLargestSetIsFoundNotTheFirst() throws {
        let graph = Graph(gains: [3, 2, 2, 3, 2, 2], ties: [(0, 1), (0, 2), (3, 4), (3, 5)])
        let search = try graph.search(target: Probability(logit: 3.5).value)
        #expect(search.farthest.changes.map(\.input) == [1, 2, 4, 5])
        #expect(search.farthest.score.logit == 4)
        #expect(search.isReachable && search.isExact)
        let found = search.found(limit: 3, scorings: .max)
        #expect(found.answers.map { $0.changes.map(\.input) } == [[1, 2, 4, 5]] && found.isComplete)
        let beyond = try graph.search(target: Probability(logit: 4.5).value)
        #expect(!beyond.isReachable)
        #expect(beyond.found(limit: 3, scorings: .max).isComplete)
    }

    @Test func noUntiedSetHelpsMore() throws {
        var random = CounterRandom(seed: 12, stream: "ties")
        var tied = 0
        for place in 0..<150 {
            let count = 1 + place % 10
            let share = random.nextUniform() * 0.6
            let gains = (0..<count).map { _ in 0.1 + random.nextUniform() }
            var ties: [(Int, Int)] = []
            for first in 0..<count {
                for second in first + 1..<max(count, first + 1) where random.nextUniform() < share {
                    ties.append((first, second))
                }
            }
            let graph = Graph(gains: gains, ties: ties)
            let search = try graph.search(target: 0.999_999)
            let taken = search.farthest.changes.map(\.input)
            #expect(search.isExact && graph.isUntied(taken))
            #expect(abs(search.farthest.score.logit + 4 - graph.most) < 1e-12, "\(graph)")
            if taken.count < count { tied += 1 }
        }
        #expect(tied > 80, "\(tied)")
    }

    /// Inputs in a ring of ties: up to 24 every set is tried, beyond that it is said that they were not.
    @Test(arguments: [24, 25])
    func aLargeRingIsNotCalledUnreachable(count: Int) throws {
        let graph = Graph(
            gains: (0..<count).map { 1 + 0.01 * Double($0) },
            ties: (0..<count).map { (min($0, ($0 + 1) % count), max($0, ($0 + 1) % count)) }.sorted {
                $0 < $1
            })
        let isExact = count == 24
        let far = try graph.search(target: Probability(logit: 60).value)
        #expect(far.isExact == isExact && !far.isReachable)
        #expect(graph.isUntied(far.farthest.changes.map(\.input)))
        #expect(far.found(limit: 3, scorings: .max).isComplete == isExact)
        // Every second one, of a ring of 24 those with the larger gains.
        if isExact { #expect(far.farthest.changes.map(\.input) == (0..<12).map { 2 * $0 + 1 }) }
        let several = try graph.search(target: Probability(logit: 0).value).found(limit: 3, scorings: .max)
        #expect(several.answers.count == 1 && several.isComplete == isExact)
        // One input is enough: nothing that was left out would be an answer.
        let one = try graph.search(target: Probability(logit: -2.9).value).found(limit: 3, scorings: .max)
        #expect(one.answers.map(\.changes.count) == [1, 1, 1] && one.isComplete)
    }
}
