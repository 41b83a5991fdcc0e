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
    private let slopes: (candidate: Double, baseline: Double)?

    /// - Complexity: O(n).
    init(_ paired: PairedScores, thresholds: [Double]) {
        let candidate = Side(paired.candidateRows)
        let baseline = Side(paired.baselineRows)
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
        calibrationError = candidate.calibrationError.flatMap { own in
            baseline.calibrationError.map { own - $0 }
        }
        slopes = candidate.fit.flatMap { own in
            baseline.fit.map { (candidate: own.slope, baseline: $0.slope) }
        }
        let width = (means + 1 + 2 * Recalibration.contributionCount + 7) / 8
        var parts = [SIMD8<Double>](repeating: .zero, count: width * paired.rows.count)
        var place = 0
        func write(_ value: Double) {
            parts[place / 8][place % 8] = value
            place += 1
        }
        func write(_ contribution: Recalibration.Contribution) {
            for term in contribution.indices { write(contribution[term]) }
        }
        for (index, row) in paired.rows.enumerated() {
            let (own, theirs, isPositive) = (Int(row.candidate), Int(row.baseline), row.isPositive)
            place = index * width * 8
            write(candidate.squaredError(own, isPositive) - baseline.squaredError(theirs, isPositive))
            write(candidate.logLoss(own, isPositive) - baseline.logLoss(theirs, isPositive))
            for threshold in thresholds {
                write(
                    candidate.worth(own, isPositive, at: threshold)
                        - baseline.worth(theirs, isPositive, at: threshold))
            }
            write(candidate.pull(own, isPositive) - baseline.pull(theirs, isPositive))
            write(candidate.contribution(own, isPositive))
            write(baseline.contribution(theirs, isPositive))
        }
        self.parts = parts
        self.width = width
    }

    /// Appends the differences where each row counts as often as it was drawn; nil where one of both is undefined.
    ///
    /// - Parameter weights: how often each row is drawn, (n_rows), in the order of the pair's rows.
    /// - Complexity: O(n).
    func appendDifferences(_ weights: Span<UInt8>, to differences: inout [Double?]) {
        var sums = [SIMD8<Double>](repeating: .zero, count: width)
        var drawn = 0
        for row in weights.indices where weights[row] > 0 {
            drawn &+= Int(weights[row])
            let weight = SIMD8<Double>(repeating: Double(weights[row]))
            for block in 0..<width { sums[block] += weight * parts[row &* width &+ block] }
        }
        let total = Double(drawn)
        for place in 0..<means { differences.append(sums[place / 8][place % 8] / total) }
        differences.append(calibrationError.map { $0 + sums[means / 8][means % 8] / total })
        let first = means + 1
        guard let slopes, let own = newtonStep(sums, from: first),
            let theirs = newtonStep(sums, from: first + Recalibration.contributionCount)
        else {
            differences.append(nil)
            return
        }
        differences.append(slopes.candidate + own - (slopes.baseline + theirs))
    }

    /// By how much the slope moves; nil where the rows drawn have one logit only.
    ///
    /// - Parameter first: where the sum of a fit's contributions begins.
    private func newtonStep(_ sums: [SIMD8<Double>], from first: Int) -> Double? {
        func sum(_ term: Int) -> Double { sums[(first + term) / 8][(first + term) % 8] }
        let determinant = sum(2) * sum(4) - sum(3) * sum(3)
        let change = (sum(2) * sum(1) - sum(3) * sum(0)) / determinant
        return change.isFinite ? change : nil
    }
}

/// What one of both probabilities gives to the sums.
private struct Side {
    let fit: Recalibration?
    let calibrationError: Double?
    private let ranked: RankedRows
    private let influence: RankedRows.Influence

    init(_ ranked: RankedRows) {
        self.ranked = ranked
        fit = Recalibration(ranked.counts, fixesSlope: false)
        let parts = ranked.brierParts()
        calibrationError = parts.calibrationError.value
        influence = parts.ofCalibrationError
    }

    func squaredError(_ level: Int, _ isPositive: Bool) -> Double { ranked.squaredError(level, isPositive) }

    func logLoss(_ level: Int, _ isPositive: Bool) -> Double {
        let kept = RankedCounts.awayFromEnds(ranked.counts.scores[level])
        return -log(isPositive ? kept : 1 - kept)
    }

    /// What acting on the row is worth, that is, its part in the net benefit.
    func worth(_ level: Int, _ isPositive: Bool, at threshold: Double) -> Double {
        if ranked.counts.scores[level] < threshold { return 0 }
        return isPositive ? 1 : -threshold / (1 - threshold)
    }

    func pull(_ level: Int, _ isPositive: Bool) -> Double {
        isPositive ? influence.ofPositive[level] : influence.ofNegative[level]
    }

    func contribution(_ level: Int, _ isPositive: Bool) -> Recalibration.Contribution {
        fit?.contribution(level, isPositive) ?? Recalibration.Contribution(repeating: 0)
    }
}
