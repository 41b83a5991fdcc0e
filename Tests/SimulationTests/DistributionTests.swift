import LinearAlgebra
import Testing

@testable import Simulation

/// Draws against the closed forms of their distributions.
@Suite struct DistributionTests {
    private static let count = 20_000

    private func draws(_ stream: String, _ draw: (inout CounterRandom) -> Double) -> [Double] {
        var random = CounterRandom(seed: 3, stream: stream)
        return (0..<Self.count).map { _ in draw(&random) }
    }

    /// Whether the share below each bound is the distribution's, to four deviations.
    private func expect(_ draws: [Double], _ shares: [(below: Double, share: Double)]) {
        for (bound, share) in shares {
            let found = Double(draws.count { $0 < bound }) / Double(draws.count)
            let deviation = (share * (1 - share) / Double(draws.count)).squareRoot()
            #expect(abs(found - share) <= 4 * deviation, "below \(bound): \(found), expected \(share)")
        }
    }

    @Test func normal() {
        expect(
            draws("normal") { $0.normal() },
            [(-2, 0.02275), (-1, 0.15866), (0, 0.5), (1, 0.84134), (2, 0.97725)])
    }

    @Test func exponential() {
        expect(draws("exponential") { $0.exponential(mean: 3) }, [(1, 0.28347), (3, 0.63212), (9, 0.95021)])
    }

    @Test func logLogistic() {
        // 1 / (1 + (x / 10)^-1.5)
        expect(
            draws("delay") { $0.logLogistic(median: 10, shape: 1.5) },
            [(1, 0.03065), (10, 0.5), (100, 0.96935)])
    }

    @Test func pareto() {
        expect(
            draws("pareto") { $0.pareto(exponent: 1.7, spread: 300) },
            [(1, 0), (2, 0.69231), (10, 0.98011), (300, 1)])
    }

    @Test(arguments: [0.05, 0.8, 6, 300])
    func poisson(mean: Double) {
        let numbers = draws("poisson") { Double($0.poisson(mean: mean)) }
        let average = numbers.reduce(0, +) / Double(numbers.count)
        let variance =
            numbers.reduce(0) { $0 + ($1 - average) * ($1 - average) } / Double(numbers.count - 1)
        #expect(abs(average - mean) < 4 * (mean / Double(Self.count)).squareRoot())
        // The variance's own deviation is about mean * sqrt(2 / n) for large means, and wider for small ones.
        #expect(abs(variance - mean) < 4 * ((2 * mean * mean + mean) / Double(Self.count)).squareRoot())
    }

    @Test func geometric() {
        // P(1) = 1/4, P(at most 4) = 1 - (3/4)^4
        expect(draws("steps") { Double($0.geometric(mean: 4)) }, [(1.5, 0.25), (4.5, 0.68359)])
        #expect(draws("one") { Double($0.geometric(mean: 1)) }.allSatisfy { $0 == 1 })
    }

    @Test func choice() {
        let choice = Choice(weights: [1, 0, 3])
        expect(draws("choice") { Double(choice.draw(&$0)) }, [(0.5, 0.25), (1.5, 0.25), (2.5, 1)])
        let zipf = Choice.zipf(4, exponent: 1)
        // 1, 1/2, 1/3, 1/4 of 25/12
        expect(draws("zipf") { Double(zipf.draw(&$0)) }, [(0.5, 0.48), (1.5, 0.72), (2.5, 0.88)])
    }
}
