/// What a metric row gives a gate to compare.
enum GateReading {
    /// The value, and the numbers of the row that are asked for; all finite.
    case number(value: Double, ends: [End])
    /// No number, with the status that follows and the reason.
    case none(GateCheck.Status, String)

    /// A number of a metric row that is held against a threshold.
    typealias End = (bound: GateDefinition.Bound, number: Double)

    /// Reads the row of a metric at a place.
    ///
    /// A number that is missing or not finite is `missing` before any comparison, for a comparison with NaN is false
    /// either way round.
    init(
        _ metric: String, _ bounds: [GateDefinition.Bound], slice: String, group: String,
        in rows: [MetricRow]
    ) {
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
        var ends: [End] = []
        for bound in bounds {
            guard let number = row.number(bound) else {
                self = .none(.missing, "it has no interval (\(row.method))")
                return
            }
            ends.append((bound, number))
        }
        let isFinite = value.isFinite && ends.allSatisfy { $0.number.isFinite }
        self = isFinite ? .number(value: value, ends: ends) : .none(.missing, "it is not a finite number")
    }
}

extension MetricRow {
    /// Whether it has no value since its group is too small to say anything of.
    var isTooSmall: Bool {
        value == nil && method.hasPrefix(MetricEstimate.undefined("too small to say").method)
    }

    fileprivate func number(_ bound: GateDefinition.Bound) -> Double? {
        switch bound {
        case .value: value
        case .lower: lower
        case .upper: upper
        }
    }
}
