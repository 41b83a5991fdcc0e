internal import Arithmetic
internal import Glibc

/// Which autocorrelation of weeks an estimate stands for, once a trend and the largest step have been taken out.
///
/// Both take autocorrelation along, so that the estimate is too low; the grid's value is taken whose median estimate
/// comes nearest: D. W. K. Andrews, "Exactly median-unbiased estimation of first order autoregressive models", 1993.
struct StepAutocorrelation {
    /// The autocorrelations that are told apart.
    static let grid = [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7]
    private static let draws = 60

    /// The median estimate of each value of the grid.
    private let medians: [Double]

    /// Draws series of that many weeks without a step and estimates them.
    ///
    /// - Complexity: O(weeks^2), some hundred times over.
    init(weeks: Int, seed: UInt64) {
        let plain = WeeklySeries(
            weeks: Array(0..<weeks), values: [Double](repeating: 0, count: weeks),
            weights: [Double](repeating: 1, count: weeks))
        let scan = StepScan(plain, correction: StepAutocorrelation(medians: Self.grid))
        medians = Self.grid.map { autocorrelation in
            let estimates = (0..<Self.draws).map { draw -> Double in
                var random = SplitMix64(seed: seed &+ UInt64(weeks), stream: UInt64(draw))
                let noise = (0..<weeks).map { _ in Self.normal(&random) }
                return scan.rawAutocorrelation(StepDesign.colored(noise, autocorrelation)) ?? 0
            }
            return estimates.sorted()[Self.draws / 2]
        }
    }

    private init(medians: [Double]) { self.medians = medians }

    /// The place in the grid of the autocorrelation that an estimate stands for.
    func index(ofRaw raw: Double) -> Int {
        medians.indices.min { abs(medians[$0] - raw) < abs(medians[$1] - raw) } ?? 0
    }

    /// A standard normal deviate, by the method of Box and Muller (1958).
    private static func normal(_ random: inout SplitMix64) -> Double {
        let first = Double(random.next() >> 11) + 1
        let second = Double(random.next() >> 11)
        let scale = 9_007_199_254_740_993.0
        return (-2 * log(first / scale)).squareRoot() * cos(2 * Double.pi * second / scale)
    }
}
