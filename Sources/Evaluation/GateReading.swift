/// What a metric row gives a gate to compare.
enum GateReading {
    /// The value, and the end of its interval that is held against the threshold; both finite.
    case number(value: Double, held: Double)
    /// No number, with the status that follows and the reason.
    case none(GateCheck.Status, String)

    /// Reads the row of a metric at a place.
    ///
    /// A number that is missing or not finite is `missing` before any comparison, for a comparison with NaN is false
    /// either way round.
    init(_ metric: String, _ bound: GateDefinition.Bound, slice: String, group: String, in rows: [MetricRow])
    {
        let place = rows.filter { $0.slice == slice && $0.group == group }
        guard let row = place.first(where: { $0.metric == metric }) else {
            self = .none(
                .missing,
                place.isEmpty
                    ? "the slice `\(slice)/\(group)` is missing" : "the metric `\(metric)` was not computed")
            return
        }
        guard let value = row.value else {
            self = .none(row.isTooSmall ? .inconclusive : .missing, row.method)
            return
        }
        let held =
            switch bound {
            case .value: row.value
            case .lower: row.lower
            case .upper: row.upper
            }
        guard let held else {
            self = .none(.missing, "it has no interval (\(row.method))")
            return
        }
        self =
            value.isFinite && held.isFinite
            ? .number(value: value, held: held) : .none(.missing, "it is not a finite number")
    }
}

extension MetricRow {
    /// Whether it has no value since its group is too small to say anything of.
    var isTooSmall: Bool {
        value == nil && method.hasPrefix(MetricEstimate.undefined("too small to say").method)
    }
}
