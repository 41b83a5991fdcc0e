import Arithmetic
import Testing

@testable import Evaluation

/// The population stability index and what it is by chance alone.
@Suite struct StabilityTests {
    private static func samples(_ pooled: Pooled) -> PopulationStability {
        PopulationStability(
            reference: pooled.counts(0..<pooled.referenceRows),
            current: pooled.counts(pooled.referenceRows..<pooled.bins.count))
    }

    /// (0.5 / 3) and (2.5 / 3) against the other way round: 2 * (2 / 3) * ln 5.
    @Test func theIndexIsJeffreysDivergenceOfSmoothedShares() {
        let swapped = PopulationStability(reference: [0, 2, 0], current: [2, 0, 0])
        #expect(swapped.bins == 2)
        #expect(abs(swapped.value - 2 * (2.0 / 3) * 1.6094379124341003) < 1e-15)
        #expect(PopulationStability(reference: [7, 3], current: [7, 3]).value == 0)
        #expect(PopulationStability(reference: [7, 0], current: [3, 0]).value == 0)
        // SciPy: rel_entr(p, q).sum() + rel_entr(q, p).sum() of the same smoothed shares.
        let other = PopulationStability(reference: [120, 80, 40, 10], current: [30, 35, 20, 15])
        #expect(abs(other.value - 0.2382733451326885) < 1e-14)
        // Either way round it is the same.
        let turned = PopulationStability(reference: other.current, current: other.reference)
        #expect(abs(turned.value - other.value) < 1e-15)
    }

    /// Against the distribution itself, by the largest distance of the two cumulated.
    @Test(arguments: [(9, 0.3), (100, 0.02), (400, 0.5), (10_000, 0.1), (100_000, 0.001), (50, 0.97)])
    func drawsAreBinomial(_ trials: Int, _ chance: Double) {
        var generator = SplitMix64(seed: 3)
        let draws = 40_000
        var counts = [Int](repeating: 0, count: trials + 1)
        for _ in 0..<draws { counts[BinomialDraw.draw(trials, chance: chance, with: &generator)] += 1 }
        // Terms from the mode outwards, so that none is lost.
        let mode = Int(Double(trials + 1) * chance)
        var terms = [Double](repeating: 0, count: trials + 1)
        terms[mode] = 1
        for count in stride(from: mode, to: trials, by: 1) {
            terms[count + 1] =
                terms[count] * Double(trials - count) / Double(count + 1) * chance / (1 - chance)
        }
        for count in stride(from: mode, to: 0, by: -1) {
            terms[count - 1] =
                terms[count] * Double(count) / Double(trials - count + 1) * (1 - chance) / chance
        }
        let total = terms.reduce(0, +)
        var (drawn, expected, distance) = (0.0, 0.0, 0.0)
        for count in terms.indices {
            drawn += Double(counts[count]) / Double(draws)
            expected += terms[count] / total
            distance = max(distance, abs(drawn - expected))
        }
        // Kolmogorov's 99.9 % quantile.
        #expect(distance < 1.95 / Double(draws).squareRoot(), "\(distance)")
    }

    /// With many rows the null is Yurdakul's (1/n + 1/m) times a chi-square number of nine degrees.
    @Test func theNullOfManyRowsIsChiSquare() {
        let samples = PopulationStability(
            reference: [Int](repeating: 3000, count: 10), current: [Int](repeating: 800, count: 10))
        let null = StabilityNull(samples, draws: 20_000, seed: 1, stream: 0)
        let scale = 1.0 / 30_000 + 1.0 / 8000
        // R: qchisq(c(.5, .95, .99), 9).
        for (share, quantile) in [(0.5, 8.342832692), (0.95, 16.91897760), (0.99, 21.66599433)] {
            #expect(abs(null.quantile(share) / (scale * quantile) - 1) < 0.02, "\(share)")
        }
        // R: pchisq(16.91897760, 9, lower.tail = FALSE) is 0.05.
        #expect(abs(null.pValue(of: scale * 16.91897760) - 0.05) < 0.005)
        #expect(null.pValue(of: .infinity) == 1.0 / 20_001)
        #expect(null.pValue(of: -1) == 1)
    }

    /// A hundred rows on either side that have not moved: the null flags one in twenty, the rule of 0.1 most.
    @Test func smallSamplesAreNotFlaggedForBeingSmall() {
        let runs = 300
        var (flagged, ruled, strict) = (0, 0, 0)
        for run in 0..<runs {
            let samples = Self.samples(Pooled(seed: UInt64(run), rows: (100, 100)))
            let null = StabilityNull(samples, draws: 300, seed: 1, stream: UInt64(run))
            if samples.value > null.quantile(0.95) { flagged += 1 }
            if samples.value > null.quantile(0.99) { strict += 1 }
            if samples.value > 0.1 { ruled += 1 }
        }
        // 5 % and 1 %, within three standard deviations.
        #expect((4...26).contains(flagged), "\(flagged)")
        #expect((0...9).contains(strict), "\(strict)")
        #expect(ruled > runs * 3 / 4, "\(ruled)")
    }

    /// The shift that a person would miss is found once there are rows enough, and 0.1 does not see it.
    @Test func aSmallShiftIsFoundInManyRows() {
        var (found, ruled) = (0, 0)
        for run in 0..<20 {
            let samples = Self.samples(Pooled(seed: UInt64(900 + run), rows: (2000, 2000), shift: 0.3))
            let null = StabilityNull(samples, draws: 500, seed: 1, stream: UInt64(run))
            if samples.value > null.quantile(0.99) { found += 1 }
            if samples.value > 0.1 { ruled += 1 }
        }
        #expect(found == 20)
        #expect(ruled < 20, "\(ruled)")
    }

    /// statsmodels: multipletests(p, method="fdr_by")[1].
    @Test func adjustedValuesAreThoseOfStatsmodels() {
        let values = [0.01, 0.0004, 0.3, 0.04, 0.0004, 0.9, 0.02]
        let expected = [0.0605, 0.00363, 0.9075, 0.14519999999999997, 0.00363, 1.0, 0.09075]
        for (own, theirs) in zip(BenjaminiYekutieli.adjusted(values), expected) {
            #expect(abs(own - theirs) < 1e-14)
        }
        #expect(BenjaminiYekutieli.adjusted([]).isEmpty)
        #expect(BenjaminiYekutieli.adjusted([0.2]) == [0.2])
    }

    /// The step-up rule itself: the largest i whose ordered p is at most i q / (k H_k), and all before it.
    @Test(arguments: 0..<20 as Range<UInt64>) func adjustedValuesDecideAsTheStepUpRule(_ seed: UInt64) {
        var generator = SplitMix64(seed: seed)
        let values = (0..<12).map { _ in
            let uniform = Double(generator.next() >> 11) * 0x1p-53
            return uniform * uniform * uniform * uniform
        }
        let adjusted = BenjaminiYekutieli.adjusted(values)
        for level in [0.01, 0.05, 0.2] {
            let sorted = values.sorted()
            let bound = (1...12).last {
                sorted[$0 - 1] <= Double($0) * level / (12 * BenjaminiYekutieli.harmonic(12))
            }
            let isFound = values.map { value in bound.map { value <= sorted[$0 - 1] } ?? false }
            #expect(adjusted.map { $0 <= level } == isFound)
        }
    }
}
