extension PopulationDrift {
    /// The metric of the index itself; its upper end is the threshold of the null.
    public static let metric = "population_stability"
    /// The metric of the index less its threshold: above 0 it is more than chance at these sizes.
    public static let excessMetric = "population_stability_excess"
    /// The metric of how many have drifted, all that are tested considered; of the group `overall`.
    public static let countMetric = "population_stability_drifted"
    /// All metrics of stability, which are no metrics of scores beside outcomes.
    public static let metrics = [metric, excessMetric, countMetric]

    /// The metric rows of a slice's drifts: the index and its excess of each, and how many have drifted.
    ///
    /// - Parameter drifts: of one slice; none makes no rows.
    public static func rows(_ drifts: [PopulationDrift]) -> [MetricRow] {
        guard let first = drifts.first else { return [] }
        return drifts.flatMap(\.ownRows) + [
            count(drifts).row(
                countMetric, slice: first.slice, group: MetricRow.overall, n: first.rows)
        ]
    }

    private var ownRows: [MetricRow] {
        let index =
            value.map { MetricEstimate(value: $0, upper: threshold, method: method) }
            ?? .undefined(reason ?? "")
        let excess =
            value.flatMap { value in
                threshold.map {
                    MetricEstimate(value: value - $0, method: "less the 95% quantile of its null; \(method)")
                }
            } ?? .undefined(reason ?? "")
        return [
            index.row(Self.metric, slice: slice, group: group, n: rows),
            excess.row(Self.excessMetric, slice: slice, group: group, n: rows),
        ]
    }

    private var method: String {
        var words = "\(bins) frozen bins, 0.5 rows added to each"
        guard let threshold, let pValue, let adjusted else { return words + "; \(reason ?? "")" }
        words += "; null at n=\(referenceRows), m=\(rows)"
        if let clusters, let designEffect {
            words += " by \(clusters), \(Self.text(designEffect, 2)) rows worth one"
        }
        words += ", 95% quantile \(Self.text(threshold, 4))"
        words += ", p=\(Self.text(pValue, 4)), Benjamini-Yekutieli \(Self.text(adjusted, 4))"
        return words
    }

    private static func count(_ drifts: [PopulationDrift]) -> MetricEstimate {
        let tested = drifts.filter { $0.adjusted != nil }
        guard !tested.isEmpty else {
            return .undefined(drifts.compactMap(\.reason).first ?? "nothing was tested")
        }
        let drifted = tested.filter(\.isDrifted)
        let names = drifted.isEmpty ? "" : ": \(drifted.map(\.name).joined(separator: ", "))"
        return MetricEstimate(
            value: Double(drifted.count),
            method: "Benjamini-Yekutieli at 5% over \(tested.count) of \(drifts.count) tested\(names)")
    }

    /// A number with so many decimals.
    private static func text(_ number: Double, _ decimals: Int) -> String {
        let scale = (0..<decimals).reduce(1.0) { scale, _ in scale * 10 }
        let digits = String(Int((number * scale).rounded()))
        let padded = String(repeating: "0", count: max(0, decimals + 1 - digits.count)) + digits
        return "\(padded.dropLast(decimals)).\(padded.suffix(decimals))"
    }
}
