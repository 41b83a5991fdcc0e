import Evaluation
import TestKit
import Testing

@Suite struct FisherExactTestTests {
    /// Tails of scipy 1.17.1, `scipy.stats.hypergeom(n1 + n2, a + b, n1)`: `cdf(a)` and `sf(a - 1)`.
    @Test(
        "the tails are SciPy's",
        arguments: [
            ((1, 56), (0, 1_000), 1.0, 0.053030303030303025),
            ((0, 56), (12, 1_000), 0.5182048942458378, 1.0),
            ((30, 60), (400, 1_000), 0.9513500464619028, 0.08203189762205824),
            ((20, 300), (200, 2_000), 0.03799439860217784, 0.9775294390613347),
            ((5, 5), (0, 5), 1.0, 0.003968253968253969),
            ((700, 1_000), (40, 60), 0.7579102626944008, 0.3389329535258126),
            ((3, 20_000), (9, 3_000), 1.6383616735113856e-06, 0.9999999277934031),
            ((0, 5), (0, 7), 1.0, 1.0), ((0, 0), (3, 7), 1.0, 1.0),
        ])
    func tails(
        first: (count: Int, of: Int), second: (count: Int, of: Int), fewer: Double, more: Double
    ) {
        let test = FisherExactTest(first, second)
        #expect(abs(test.fewer - fewer) <= 1e-9 * fewer)
        #expect(abs(test.more - more) <= 1e-9 * more)
        #expect(test.pValue == min(1, 2 * min(test.fewer, test.more)))
        // The other way round it is the same question.
        let turned = FisherExactTest(second, first)
        #expect(abs(turned.fewer - test.more) < 1e-9 && abs(turned.more - test.fewer) < 1e-9)
    }

    @Test("what cannot be chance has no chance, and is a number")
    func extremes() {
        let test = FisherExactTest((count: 0, of: 500_000), (count: 500_000, of: 500_000))
        #expect(test.fewer == 0 && test.more == 1 && test.pValue == 0)
    }

    @Test("of shares that are one it is below a level no more often than the level says")
    func level() {
        var random = SplitMix64(seed: 11)
        var below = 0
        for _ in 0..<2_000 {
            func count(of all: Int) -> Int { (0..<all).count { _ in random.below(100) < 3 } }
            if FisherExactTest((count(of: 40), 40), (count(of: 400), 400)).pValue < 0.05 { below += 1 }
        }
        #expect(below <= 100)
        #expect(below > 0)
    }
}
