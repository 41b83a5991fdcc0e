import LinearAlgebra
import Learning
import Testing

/// Isotonic regression of so many points that parts are pooled side by side, and of tiny weights.
@Suite struct IsotonicPartsTests {
    private struct Pool: Equatable {
        var first: Double
        var last: Double
        var sum: Double
        var weight: Double
    }

    /// Pooling adjacent violators, written down plainly.
    private func plain(_ arguments: [Double], _ values: [Double], _ weights: [Double]) -> [Pool] {
        var pools: [Pool] = []
        for row in arguments.indices.sorted(by: { arguments[$0] < arguments[$1] }) where weights[row] > 0 {
            let (argument, weight) = (arguments[row], weights[row])
            if let last = pools.last, last.first == argument {
                pools[pools.count - 1].sum += weight * values[row]
                pools[pools.count - 1].weight += weight
            } else {
                pools.append(
                    Pool(first: argument, last: argument, sum: weight * values[row], weight: weight))
            }
        }
        var steps: [Pool] = []
        for pool in pools {
            var next = pool
            while let before = steps.last, before.sum / before.weight >= next.sum / next.weight {
                next = Pool(
                    first: before.first, last: next.last, sum: before.sum + next.sum,
                    weight: before.weight + next.weight)
                steps.removeLast()
            }
            steps.append(next)
        }
        return steps
    }

    /// Values and weights are eighths, so that all sums are exact.
    @Test(arguments: [false, true]) func manyPointsArePooledAsFew(isWeighted: Bool) throws {
        var random = CounterRandom(seed: 31, stream: "many points")
        let arguments = (0..<70_000).map { _ in (random.nextUniform() * 20_000).rounded() }
        let values = arguments.map { argument in
            random.nextUniform() < argument / 20_000 ? 1 : (random.nextUniform() * 8).rounded() / 8
        }
        let weights = arguments.map { _ in isWeighted ? (random.nextUniform() * 8).rounded() / 8 : 1 }
        let expected = plain(arguments, values, weights)
        #expect(expected.count > 20)
        for threads in [1, 2, 7] {
            let fit = try IsotonicRegression(
                arguments: arguments, values: values, weights: isWeighted ? weights : nil,
                concurrency: threads)
            #expect(fit.steps.map(\.first) == expected.map(\.first))
            #expect(fit.steps.map(\.last) == expected.map(\.last))
            #expect(fit.steps.map(\.weight) == expected.map(\.weight))
            #expect(fit.steps.map(\.value) == expected.map { $0.sum / $0.weight })
        }
    }

    @Test func tinyWeightsWeighAgainstEachOther() throws {
        let weights = [1e-170, 1e-170]
        let rising = try IsotonicRegression(arguments: [0, 1], values: [0, 1], weights: weights)
        #expect(rising.steps.map(\.value) == [0, 1])
        let falling = try IsotonicRegression(arguments: [0, 1], values: [1, 0], weights: weights)
        #expect(falling.steps.map(\.value) == [0.5])
    }
}
