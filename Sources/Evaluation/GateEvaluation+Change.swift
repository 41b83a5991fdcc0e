extension GateEvaluation {
    /// The check of how far the metric is from a baseline's.
    func change(_ definition: GateDefinition, _ threshold: ChangeThreshold) -> GateCheck {
        func check(_ status: GateCheck.Status, _ actual: Double?, _ message: String) -> GateCheck {
            self.check(definition, .change, threshold.text, status, actual, message)
        }
        let baselineRows: [MetricRow]
        switch baselines[threshold.baseline] {
        case .rows(let rows)?: baselineRows = rows
        case .refused(let reason)?: return check(.inconclusive, nil, "refused: \(reason)")
        case nil:
            return threshold.isOfService
                ? check(.skipped, nil, "no \(threshold.baseline) to compare with")
                : check(.missing, nil, "there is no baseline `\(threshold.baseline)`")
        }
        let reference: Double
        switch read(definition.metric, [], definition, in: baselineRows) {
        case .none(let status, let reason):
            return check(status, nil, "of the baseline `\(threshold.baseline)`: \(reason)")
        case .number(let value, _): reference = value
        }
        let change: Double
        let ends: [GateReading.End]
        if definition.bound == .value {
            switch read(definition.metric, [], definition, in: rows) {
            case .none(let status, let reason): return check(status, nil, reason)
            case .number(let value, _):
                change = value - reference
                ends = [(.value, change)]
            }
        } else {
            // The interval of a difference is that of the paired comparison, not the difference of two ends.
            let metric = EvaluationPlan.differenceMetric(definition.metric, to: threshold.baseline)
            switch read(metric, [definition.bound], definition, in: rows) {
            case .none(let status, let reason): return check(status, nil, "\(metric): \(reason)")
            case .number(let value, let asked): (change, ends) = (value, asked)
            }
        }
        // Over a negative value a loss would look like a gain.
        if threshold.relative != nil, reference <= 0 {
            let sign = reference == 0 ? "0" : "negative"
            return check(
                .missing, nil,
                "the baseline's value is \(sign), so there is no relative change; ask for absolute")
        }
        let (status, actual, message) = decide(definition, change, ends) {
            threshold.admits(change: $0, ratio: $0 / reference)
        }
        if let reason = shortfall(definition) { return check(.inconclusive, actual, reason) }
        return check(status, actual, message)
    }
}
