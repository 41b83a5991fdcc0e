/// Holds metric rows against gates.
///
/// - Parameters:
///   - definitions: the gates; none at all is a failure, for then nothing was required.
///   - rows: the candidate's metric rows, paired differences included.
///   - baselineRows: each baseline's metric rows on the same slice, by the baseline's name. No `incumbent` makes
///     a rubber stamp; any other absent baseline is a failure.
/// - Complexity: O(gates * rows).
/// - Source: TensorFlow Model Analysis, `metrics_validator`.
public func evaluateGates(
    _ definitions: [GateDefinition], rows: [MetricRow], baselineRows: [String: [MetricRow]] = [:]
) -> GateResult {
    let evaluation = GateEvaluation(rows: rows, baselineRows: baselineRows)
    var checks: [GateCheck] = []
    var missing: [String] = []
    for definition in definitions {
        let place = "\(definition.slice)/\(definition.group)"
        if !rows.contains(where: { $0.slice == definition.slice && $0.group == definition.group }),
            !missing.contains(place)
        {
            missing.append(place)
        }
        // The same gate written twice gives one check, for names are unique.
        for check in evaluation.checks(definition) where !checks.contains(where: { $0.name == check.name }) {
            checks.append(check)
        }
    }
    return GateResult(
        isValid: !definitions.isEmpty && missing.isEmpty && !checks.contains { $0.status == .failed },
        checks: checks, lacksThresholds: definitions.isEmpty, missingSlices: missing,
        isRubberStamp: checks.contains { $0.status == .skipped })
}

/// The rows that gates look into.
struct GateEvaluation {
    let rows: [MetricRow]
    let baselineRows: [String: [MetricRow]]

    /// A number to compare, or why there is none.
    private enum Reading {
        case number(Double)
        case missing(String)
    }

    func checks(_ definition: GateDefinition) -> [GateCheck] {
        var checks: [GateCheck] = []
        if let threshold = definition.valueThreshold {
            switch read(definition.bound, definition.metric, definition, in: rows) {
            case .missing(let reason):
                checks.append(check(definition, threshold.text, holds: false, nil, reason))
            case .number(let number):
                let holds = threshold.admits(number)
                checks.append(
                    check(definition, threshold.text, holds: holds, number, holds ? "holds" : "does not hold")
                )
            }
        }
        if let threshold = definition.changeThreshold { checks.append(change(definition, threshold)) }
        return checks
    }

    private func change(_ definition: GateDefinition, _ threshold: ChangeThreshold) -> GateCheck {
        guard let baseline = baselineRows[threshold.baseline] else {
            if threshold.baseline == ChangeThreshold.incumbent {
                var skipped = check(
                    definition, threshold.text, holds: true, nil, "no incumbent to compare with")
                skipped.status = .skipped
                return skipped
            }
            return check(
                definition, threshold.text, holds: false, nil,
                "there is no baseline `\(threshold.baseline)`")
        }
        func failed(_ reason: String) -> GateCheck {
            check(definition, threshold.text, holds: false, nil, reason)
        }
        // A missing number fails before any comparison, for a comparison with NaN is false either way round.
        guard case .number(let reference) = read(.value, definition.metric, definition, in: baseline) else {
            return failed("the baseline `\(threshold.baseline)` has no finite value of it")
        }
        let change: Double
        if definition.bound == .value {
            switch read(.value, definition.metric, definition, in: rows) {
            case .missing(let reason): return failed(reason)
            case .number(let number): change = number - reference
            }
        } else {
            // The interval of a difference is that of the paired comparison, not the difference of two ends.
            let metric = EvaluationPlan.differenceMetric(definition.metric, to: threshold.baseline)
            switch read(definition.bound, metric, definition, in: rows) {
            case .missing(let reason): return failed("\(metric): \(reason)")
            case .number(let number): change = number
            }
        }
        let ratio = abs(reference) < 1e-9 ? nil : change / reference
        if threshold.relative != nil, ratio == nil {
            return failed("the baseline's value is 0, so there is no relative change")
        }
        let holds = threshold.admits(change: change, ratio: ratio)
        return check(definition, threshold.text, holds: holds, change, holds ? "holds" : "does not hold")
    }

    private func read(
        _ bound: GateDefinition.Bound, _ metric: String, _ definition: GateDefinition, in rows: [MetricRow]
    ) -> Reading {
        let place = rows.filter { $0.slice == definition.slice && $0.group == definition.group }
        if place.isEmpty { return .missing("the slice `\(definition.slice)/\(definition.group)` is missing") }
        guard let row = place.first(where: { $0.metric == metric }) else {
            return .missing("the metric was not computed")
        }
        let number =
            switch bound {
            case .value: row.value
            case .lower: row.lower
            case .upper: row.upper
            }
        guard let number else {
            return .missing(row.value == nil ? row.method : "it has no interval (\(row.method))")
        }
        return number.isFinite ? .number(number) : .missing("it is not a finite number")
    }

    private func check(
        _ definition: GateDefinition, _ expected: String, holds: Bool, _ actual: Double?, _ message: String
    ) -> GateCheck {
        let bound = definition.bound == .value ? "" : " (\(definition.bound.rawValue) end)"
        return GateCheck(
            name: "\(definition.metric)\(bound) \(expected), \(definition.slice)/\(definition.group)",
            metric: definition.metric, slice: definition.slice, group: definition.group,
            status: holds ? .passed : definition.severity == .warn ? .warned : .failed, expected: expected,
            actual: actual, message: message)
    }
}
