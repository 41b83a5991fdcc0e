internal import Glibc

/// The search of one series for its largest step beyond trend and season.
///
/// The trend is a parabola below 40 weeks, a line with a yearly wave from then on, a cubic with the wave from 105 weeks
/// on. Neighbouring weeks may be
/// autocorrelated; the autocorrelation is estimated with the largest step taken out, so that a step does not pass for
/// one, and corrected for what that takes along.
struct StepScan {
    private let values: [Double]
    private let shapes: StepShapes
    /// One for each autocorrelation of the grid.
    private let designs: [StepDesign]
    private let correction: StepAutocorrelation
    /// The place in the grid below which no estimate is taken.
    var leastIndex = 0

    /// The largest step found.
    struct Found {
        var step: (start: Int, end: Int)
        var height: Double
        var statistic: Double
        /// Which design whitened the series.
        var design: Int
    }

    /// - Parameter correction: of series of that many weeks.
    /// - Complexity: O(weeks^2 + weeks x columns^2) for each autocorrelation.
    init(_ series: WeeklySeries, correction: StepAutocorrelation) {
        let weeks = series.values.count
        self.correction = correction
        shapes = StepShapes(weeks: weeks)
        let roots = series.weights.map { $0.squareRoot() }
        values = zip(series.values, roots).map { $0 * $1 }
        let trend = Self.trend(series.weeks)
        designs = StepAutocorrelation.grid.map { [shapes] autocorrelation in
            StepDesign(autocorrelation: autocorrelation, trend: trend, roots: roots, shapes: shapes)
        }
    }

    private static let year = 52.0
    /// From so many weeks on a yearly wave can be told from a trend.
    private static let wave = 39.0

    /// The columns of the trend.
    private static func trend(_ weeks: [Int]) -> [[Double]] {
        guard let first = weeks.first, let last = weeks.last, last > first else { return [] }
        let span = Double(last - first)
        let places = weeks.map { 2 * Double($0 - first) / span - 1 }
        var trend = [places.map { _ in 1.0 }, places]
        // Within two years a parabola is all but part of the yearly wave.
        if span < Self.wave || span >= 2 * Self.year { trend.append(places.map { $0 * $0 }) }
        if span >= 2 * Self.year { trend.append(places.map { $0 * $0 * $0 }) }
        if span >= Self.wave {
            let turns = weeks.map { 2 * Double.pi * Double($0 - first) / Self.year }
            trend.append(turns.map(cos))
            trend.append(turns.map(sin))
        }
        return trend
    }

    /// The largest step of the series; nil where it is flat beside its trend.
    func largest() -> Found? { largest(values) }

    /// The innovations of the series if it had no step: what is shuffled.
    func innovations(_ found: Found) -> [Double] {
        let design = designs[found.design]
        return design.residuals(StepDesign.whitened(values, design.autocorrelation))
    }

    /// The largest statistic of a series without a step, made of innovations in another order.
    func statistic(ofShuffled innovations: [Double], like found: Found) -> Double {
        largest(StepDesign.colored(innovations, designs[found.design].autocorrelation))?.statistic ?? 0
    }

    /// The autocorrelation of neighbours with the largest lasting step taken out, as it is estimated; nil if flat.
    func rawAutocorrelation(_ values: [Double]) -> Double? {
        let plain = designs[0].residuals(values)
        // What remains of a straight line is rounding, not noise.
        guard StepDesign.squares(plain) > 1e-20 * StepDesign.squares(values),
            let first = designs[0].peak(plain, amongFirst: shapes.lastingCount)
        else { return nil }
        let rest = designs[0].rest(plain, without: first)
        var lagged = 0.0
        for week in rest.indices.dropFirst() { lagged += rest[week] * rest[week - 1] }
        let total = StepDesign.squares(rest)
        return total > 1e-9 * StepDesign.squares(plain) ? lagged / total : 0
    }

    /// The place in the grid of the series' autocorrelation; nil where it is flat beside its trend.
    func autocorrelationIndex() -> Int? { rawAutocorrelation(values).map(correction.index(ofRaw:)) }

    private func largest(_ values: [Double]) -> Found? {
        guard let raw = rawAutocorrelation(values) else { return nil }
        let index = max(leastIndex, correction.index(ofRaw: raw))
        let design = designs[index]
        let residuals = design.residuals(StepDesign.whitened(values, design.autocorrelation))
        return design.peak(residuals).map { found($0, in: index) }
    }

    private func found(_ peak: StepDesign.Peak, in index: Int) -> Found {
        Found(
            step: shapes.spans[peak.shape], height: designs[index].height(peak), statistic: peak.statistic,
            design: index)
    }
}
