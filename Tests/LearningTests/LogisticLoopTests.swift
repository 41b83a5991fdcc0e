import Arithmetic
import LinearAlgebra
import Testing

/// The elementary functions of the loops are those of `PortableMath`, to the last bit.
struct LogisticLoopTests {
    private static let margins: [Double] = {
        var random = CounterRandom(seed: 3, stream: "margins")
        let spread = (0..<1000).map { _ in (random.nextUniform() - 0.5) * 80 }
        let corners = [
            0, -0.0, 1e-300, -1e-300, 1e-17, 36.7, -36.7, 707.9, 708, -708, 709, 745, -746, 1e9, -1e300,
        ]
        return spread + corners
    }()

    @Test func probabilities() {
        var found = Self.margins
        var span = found.mutableSpan
        VectorLoops.probabilities(&span)
        for (margin, probability) in zip(Self.margins, found) {
            let tail = PortableMath.exponentialTail(of: abs(margin))
            let likely = 1 / (1 + tail)
            #expect(probability == (margin >= 0 ? likely : tail * likely), "\(margin)")
        }
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity])
    func noProbabilityOfWhatIsNotFinite(margin: Double) {
        for place in 0..<11 {
            var margins = [Double](repeating: 0.5, count: 11)
            margins[place] = margin
            var span = margins.mutableSpan
            VectorLoops.probabilities(&span)
            #expect(margins.indices.filter { margins[$0].isNaN } == [place])
        }
    }

    @Test(arguments: [0, 1, 0.25])
    func losses(target: Double) {
        let count = Self.margins.count
        var losses = Self.margins
        var residuals = [Double](repeating: 0, count: count)
        var curvature = residuals
        let targets = [Double](repeating: target, count: count)
        var lossSpan = losses.mutableSpan
        var residualSpan = residuals.mutableSpan
        var curvatureSpan = curvature.mutableSpan
        VectorLoops.losses(
            targets: targets.span, margins: &lossSpan, residuals: &residualSpan, curvature: &curvatureSpan)
        for (row, margin) in Self.margins.enumerated() {
            let tail = PortableMath.exponentialTail(of: abs(margin))
            let likely = 1 / (1 + tail)
            let unlikely = tail * likely
            let (probability, rest) = margin >= 0 ? (likely, unlikely) : (unlikely, likely)
            let missed = margin >= 0 ? 1 - target : target
            #expect(losses[row] == PortableMath.logarithmTail(ofOnePlus: tail) + missed * abs(margin))
            #expect(residuals[row] == (1 - target) * probability - target * rest)
            #expect(curvature[row] == likely * unlikely)
        }
    }

    @Test(arguments: [0, 1, 7, 8, 511, 512, 513, 1015])
    func lineSums(count: Int) {
        let margins = Array(Self.margins.filter { abs($0) < 100 }.prefix(count))
        let (slope, intercept) = (1.25, -0.5)
        var lanes = [[Double]](repeating: [Double](repeating: 0, count: 8), count: 9)
        for (row, x) in margins.enumerated() {
            let logit = slope * x + intercept
            let tail = PortableMath.exponentialTail(of: abs(logit))
            let likely = 1 / (1 + tail)
            let unlikely = tail * likely
            let p = logit >= 0 ? likely : unlikely
            let w = likely * unlikely
            let weighted = w * x
            let v = w - 2 * (w * p)
            let bent = v * x
            let bentTwice = bent * x
            let terms = [p * x, p, weighted * x, weighted, w, bentTwice * x, bentTwice, bent, v]
            for (index, term) in terms.enumerated() { lanes[index][row % 8] += term }
        }
        var sums: [9 of Double] = .init(repeating: 1)
        VectorLoops.addLineSums(margins.span, slope: slope, intercept: intercept, to: &sums)
        for index in 0..<9 {
            let lane = lanes[index]
            let sum =
                ((lane[0] + lane[4]) + (lane[2] + lane[6])) + ((lane[1] + lane[5]) + (lane[3] + lane[7]))
            #expect(sums[index] == 1 + sum)
        }
    }
}
