/// Holds metric rows against gates.
///
/// Every gate makes a check for each of its thresholds, and no check is lost: adding a gate can only turn an ok into
/// a no. A number that is missing or not finite blocks whatever the severity.
///
/// - Parameters:
///   - definitions: the gates; none at all is a failure, for then nothing was required.
///   - rows: the candidate's metric rows, paired differences included.
///   - baselines: what candidates are compared with on the same slice, by name. No `incumbent` and no `best` make a
///     rubber stamp; any other absent baseline is missing.
/// - Complexity: O(gates * rows).
/// - Source: TensorFlow Model Analysis, `metrics_validator`.
public func evaluateGates(
    _ definitions: [GateDefinition], rows: [MetricRow], baselines: [String: GateBaseline] = [:]
) -> GateResult {
    let evaluation = GateEvaluation(rows: rows, baselines: baselines)
    var found: [GateCheck] = []
    var places: [Int] = []
    var missing: [String] = []
    for (index, definition) in definitions.enumerated() {
        let place = "\(definition.slice)/\(definition.group)"
        let isAsked = definition.valueThreshold != nil || definition.changeThreshold != nil
        if isAsked, !missing.contains(place),
            !rows.contains(where: { $0.slice == definition.slice && $0.group == definition.group })
        {
            missing.append(place)
        }
        let slices = evaluation.sliceChecks(definition)
        for place in slices.missing where !missing.contains(place) { missing.append(place) }
        // Only a check that is the same in everything is left out.
        for check in evaluation.checks(definition) + slices.checks where !found.contains(check) {
            found.append(check)
            places.append(index)
        }
    }
    var checks = GateEvaluation.named(found)
    for index in checks.indices { checks[index].gate = places[index] }
    return GateResult(
        isValid: !definitions.isEmpty && missing.isEmpty && !checks.contains(where: \.blocks),
        checks: checks, lacksThresholds: definitions.isEmpty, missingSlices: missing,
        isRubberStamp: checks.contains { $0.status == .skipped })
}

/// The rows that gates look into.
struct GateEvaluation {
    let rows: [MetricRow]
    let baselines: [String: GateBaseline]

    /// The checks of one gate, a threshold each.
    func checks(_ definition: GateDefinition) -> [GateCheck] {
        [
            definition.valueThreshold.map { value(definition, $0) },
            definition.changeThreshold.map { change(definition, $0) },
        ].compactMap { $0 }
    }

    /// The checks with names that tell them apart.
    static func named(_ checks: [GateCheck]) -> [GateCheck] {
        var taken: Set<String> = []
        return checks.map { check in
            var check = check
            let name = check.name
            var number = 2
            while !taken.insert(check.name).inserted {
                check.name = "\(name) (\(number))"
                number += 1
            }
            return check
        }
    }

    private func value(_ definition: GateDefinition, _ threshold: ValueThreshold) -> GateCheck {
        func check(_ status: GateCheck.Status, _ actual: Double?, _ message: String) -> GateCheck {
            self.check(definition, .value, threshold.text, status, actual, message)
        }
        switch read(definition.metric, definition.bound, definition, in: rows) {
        case .none(let status, let reason): return check(status, nil, reason)
        case .number(let value, let held):
            if let reason = shortfall(definition) { return check(.inconclusive, held, reason) }
            let (status, message) = decide(
                definition, holds: threshold.admits(held), valueHolds: threshold.admits(value))
            return check(status, held, message)
        }
    }

    private func change(_ definition: GateDefinition, _ threshold: ChangeThreshold) -> GateCheck {
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
        switch read(definition.metric, .value, definition, in: baselineRows) {
        case .none(let status, let reason):
            return check(status, nil, "of the baseline `\(threshold.baseline)`: \(reason)")
        case .number(let value, _): reference = value
        }
        let change: Double
        let held: Double
        if definition.bound == .value {
            switch read(definition.metric, .value, definition, in: rows) {
            case .none(let status, let reason): return check(status, nil, reason)
            case .number(let value, _): (change, held) = (value - reference, value - reference)
            }
        } else {
            // The interval of a difference is that of the paired comparison, not the difference of two ends.
            let metric = EvaluationPlan.differenceMetric(definition.metric, to: threshold.baseline)
            switch read(metric, definition.bound, definition, in: rows) {
            case .none(let status, let reason): return check(status, nil, "\(metric): \(reason)")
            case .number(let value, let end): (change, held) = (value, end)
            }
        }
        if let reason = shortfall(definition) { return check(.inconclusive, held, reason) }
        let isZero = reference == 0
        if threshold.relative != nil, isZero {
            return check(.missing, nil, "the baseline's value is 0, so there is no relative change")
        }
        func admits(_ change: Double) -> Bool {
            threshold.admits(change: change, ratio: isZero ? nil : change / reference)
        }
        let (status, message) = decide(definition, holds: admits(held), valueHolds: admits(change))
        return check(status, held, message)
    }

    func decide(
        _ definition: GateDefinition, holds: Bool, valueHolds: Bool
    ) -> (GateCheck.Status, String) {
        if holds { return (.passed, "holds") }
        if valueHolds {
            return (
                .inconclusive,
                "the value holds, the \(definition.bound.rawValue) end of its interval does not: more rows would tell"
            )
        }
        return (definition.severity == .warn ? .warned : .failed, "does not hold")
    }

    /// Why the rows at the gate's place are too few for it, or nil.
    func shortfall(_ definition: GateDefinition) -> String? {
        guard let minimum = definition.minimum else { return nil }
        let place = rows.filter { $0.slice == definition.slice && $0.group == definition.group }
        let rate = place.first { $0.metric == "base_rate" }
        let own = place.first { $0.metric == definition.metric }
        return minimum.shortfall(rows: rate?.n ?? own?.n ?? 0, positiveShare: rate?.value)
    }

    private func read(
        _ metric: String, _ bound: GateDefinition.Bound, _ definition: GateDefinition, in rows: [MetricRow]
    ) -> GateReading {
        GateReading(metric, bound, slice: definition.slice, group: definition.group, in: rows)
    }

    func check(
        _ definition: GateDefinition, _ type: GateCheck.Kind, _ expected: String, _ status: GateCheck.Status,
        _ actual: Double?, _ message: String
    ) -> GateCheck {
        let bound = definition.bound == .value ? "" : " (\(definition.bound.rawValue) end)"
        let severity = definition.severity == .warn ? ", warns" : ""
        let place = "\(definition.slice)/\(definition.group)"
        return GateCheck(
            name: "\(definition.metric)\(bound) \(expected), \(place)\(severity)",
            metric: definition.metric, slice: definition.slice, group: definition.group, type: type,
            severity: definition.severity, status: status, expected: expected, actual: actual,
            message: message)
    }
}
