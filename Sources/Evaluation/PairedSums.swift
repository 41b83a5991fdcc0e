import Glibc

/// Differences of two probabilities of the same rows that are found from sums over rows.
struct PairedSums: Sendable {
    let metrics: [PairedScores.Metric]
    /// Each row's part of every sum, (n_rows, width), row-major.
    private let parts: [SIMD8<Double>]
    private let width: Int
    /// How many of the sums are means of rows' differences; the calibration error's influence comes after them.
    private let means: Int
    private let calibrationError: Double?
    private let slopes: (one: Double, other: Double)?

    /// Sums a fit's Newton step takes: the gradient, then the information.
    private static let step = 5

    /// - Complexity: O(n).
    init(_ paired: PairedScores, thresholds: [Double]) {
        let one = Side(paired.one)
        let other = Side(paired.other)
        func metric(_ name: String, _ method: String) -> PairedScores.Metric {
            PairedScores.Metric(name: name, method: method, reason: "one of both has no such fit")
        }
        let names = ["brier_score", "log_loss"] + thresholds.map { "net_benefit_at_\($0)" }
        metrics =
            names.map { metric($0, "paired mean") } + [
                metric("expected_calibration_error_debiased", "paired, influence of rows on fixed bins"),
                metric("calibration_slope", "paired, a Newton step a resample"),
            ]
        means = names.count
        calibrationError = one.calibrationError.flatMap { left in
            other.calibrationError.map { left - $0 }
        }
        slopes = one.fit.flatMap { left in other.fit.map { (one: left.slope, other: $0.slope) } }
        let count = means + 1 + 2 * Self.step
        let width = (count + 7) / 8
        var parts = [SIMD8<Double>](repeating: .zero, count: width * paired.rows.count)
        for (index, row) in paired.rows.enumerated() {
            let (left, right) = (Int(row.candidate), Int(row.baseline))
            var values = one.losses(left, row.isPositive, thresholds)
            let minus = other.losses(right, row.isPositive, thresholds)
            for place in values.indices { values[place] -= minus[place] }
            values.append(one.pull(left, row.isPositive) - other.pull(right, row.isPositive))
            values += one.step(left, row.isPositive) + other.step(right, row.isPositive)
            for (place, value) in values.enumerated() { parts[index * width + place / 8][place % 8] = value }
        }
        self.parts = parts
        self.width = width
    }

    /// The differences where each row counts as often as it was drawn; nil where one of both is undefined.
    ///
    /// - Parameter weights: how often each row is drawn, (n_rows), in the order of the pair's rows.
    /// - Complexity: O(n).
    func differences(_ weights: Span<UInt8>) -> [Double?] {
        var sums = [SIMD8<Double>](repeating: .zero, count: width)
        var drawn = 0
        for row in weights.indices where weights[row] > 0 {
            drawn &+= Int(weights[row])
            let weight = SIMD8<Double>(repeating: Double(weights[row]))
            for block in 0..<width { sums[block] += weight * parts[row &* width &+ block] }
        }
        func sum(_ place: Int) -> Double { sums[place / 8][place % 8] }
        let total = Double(drawn)
        let error = calibrationError.map { $0 + sum(means) / total }
        let slope = slopes.flatMap { slopes -> Double? in
            let first = means + 1
            guard let one = step((0..<Self.step).map { sum(first + $0) }),
                let other = step((0..<Self.step).map { sum(first + Self.step + $0) })
            else { return nil }
            return slopes.one + one - (slopes.other + other)
        }
        return (0..<means).map { sum($0) / total } + [error, slope]
    }

    /// By how much the slope moves; nil where the rows drawn have one logit only.
    private func step(_ sums: [Double]) -> Double? {
        let determinant = sums[2] * sums[4] - sums[3] * sums[3]
        let step = (sums[2] * sums[1] - sums[3] * sums[0]) / determinant
        return step.isFinite ? step : nil
    }
}

/// What one of both probabilities gives to the sums.
private struct Side {
    let counts: RankedCounts
    let fit: Recalibration?
    let calibrationError: Double?
    private let influence: RankedRows.Influence

    init(_ ranked: RankedRows) {
        counts = ranked.counts
        fit = Recalibration(ranked.counts, fixesSlope: false)
        let parts = ranked.brierParts()
        calibrationError = parts.calibrationError.value
        influence = parts.ofCalibrationError
    }

    /// Brier score, log loss, and net benefit at each threshold.
    func losses(_ level: Int, _ isPositive: Bool, _ thresholds: [Double]) -> [Double] {
        let score = counts.scores[level]
        let distance = isPositive ? 1 - score : score
        let kept = RankedCounts.awayFromEnds(score)
        return [distance * distance, -log(isPositive ? kept : 1 - kept)]
            + thresholds.map { score < $0 ? 0 : isPositive ? 1 : -$0 / (1 - $0) }
    }

    func pull(_ level: Int, _ isPositive: Bool) -> Double {
        isPositive ? influence.ofPositive[level] : influence.ofNegative[level]
    }

    func step(_ level: Int, _ isPositive: Bool) -> [Double] {
        fit?.step(level, isPositive) ?? [0, 0, 0, 0, 0]
    }
}
