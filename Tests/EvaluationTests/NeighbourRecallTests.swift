import Evaluation
import Testing

@Suite struct NeighbourRecallTests {
    @Test func independentNeighboursHaveWilsonsInterval() {
        // One neighbour a query: a proportion, with (n - 1) / n queries' worth of information.
        let found = (0..<1000).map { $0 % 10 == 0 ? 0 : 1 }
        let estimate = NeighbourRecall.estimate(found: found, of: found.map { _ in 1 })
        #expect(estimate.value == 0.9)
        // Wilson's interval of 900 of 1,000 is 0.8798 to 0.9171.
        #expect(abs((estimate.lower ?? 0) - 0.8798) < 1e-4 && abs((estimate.upper ?? 0) - 0.9171) < 1e-4)
    }

    @Test func neighboursOfOneQueryAreNotIndependent() {
        let apart = (0..<100).map { $0 % 10 == 0 ? 0 : 10 }
        let together = NeighbourRecall.estimate(found: apart, of: apart.map { _ in 10 })
        let even = NeighbourRecall.estimate(
            found: (0..<100).map { 8 + $0 % 3 }, of: [Int](repeating: 10, count: 100))
        #expect(together.value == 0.9)
        let width = (together.upper ?? 0) - (together.lower ?? 0)
        #expect(abs(width - 0.1194) < 2e-3, "\(width)")
        #expect((even.upper ?? 0) - (even.lower ?? 0) < width)
    }

    @Test func allOrNoneAreAsCertainAsQueriesAreMany() {
        let all = NeighbourRecall.estimate(found: [10, 10, 10, 0], of: [10, 10, 10, 0])
        #expect(all.value == 1 && all.upper == 1 && abs((all.lower ?? 0) - 0.4385) < 1e-3)
        #expect(NeighbourRecall.estimate(found: [0], of: [0]).value == nil)
        #expect(NeighbourRecall.estimate(found: [], of: []).value == nil)
    }
}
