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
/// - Complexity: O(checks * (checks + rows)); a threshold on groups makes a check for each group that it names.
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
        switch read(definition.metric, definition.heldBounds, definition, in: rows) {
        case .none(let status, let reason): return check(status, nil, reason)
        case .number(let value, let ends):
            let (status, actual, message) = decide(definition, value, ends, threshold.admits)
            if let reason = shortfall(definition) { return check(.inconclusive, actual, reason) }
            return check(status, actual, message)
        }
    }

    /// A threshold holds where the value itself does, and every asked end of its interval with it.
    ///
    /// The value is always looked at: the end that is asked for may lie on the threshold's far side, and an interval
    /// need not hold its value.
    ///
    /// - Returns: what comes of it, the number that decides, and why.
    func decide(
        _ definition: GateDefinition, _ value: Double, _ ends: [GateReading.End], _ admits: (Double) -> Bool
    ) -> (GateCheck.Status, Double, String) {
        let outside = ends.first { !admits($0.number) }
        guard admits(value) else {
            let status = definition.severity == .warn ? GateCheck.Status.warned : .failed
            return (
                status, outside?.number ?? value, outside == nil ? "the value does not hold" : "does not hold"
            )
        }
        guard let outside else { return (.passed, ends.first?.number ?? value, "holds") }
        return (
            .inconclusive, outside.number,
            "the value holds, the \(outside.bound.rawValue) end of its interval does not: more rows would tell"
        )
    }

    /// Why the rows at the gate's place are too few for it, or nil.
    func shortfall(_ definition: GateDefinition) -> String? {
        guard let minimum = definition.minimum else { return nil }
        let place = rows.filter { $0.slice == definition.slice && $0.group == definition.group }
        let rate = place.first { $0.metric == "base_rate" }
        let own = place.first { $0.metric == definition.metric }
        return minimum.shortfall(rows: rate?.n ?? own?.n ?? 0, positiveShare: rate?.value)
    }

    func read(
        _ metric: String, _ bounds: [GateDefinition.Bound], _ definition: GateDefinition,
        in rows: [MetricRow]
    ) -> GateReading {
        GateReading(metric, bounds, slice: definition.slice, group: definition.group, in: rows)
    }

    func check(
        _ definition: GateDefinition, _ type: GateCheck.Kind, _ expected: String, _ status: GateCheck.Status,
        _ actual: Double?, _ message: String
    ) -> GateCheck {
        let isBoth = type == .value && definition.heldBounds.count == 2
        let bound =
            definition.bound == .value ? "" : isBoth ? " (both ends)" : " (\(definition.bound.rawValue) end)"
        let severity = definition.severity == .warn ? ", warns" : ""
        let place = "\(definition.slice)/\(definition.group)"
        return GateCheck(
            name: "\(definition.metric)\(bound) \(expected), \(place)\(severity)",
            metric: definition.metric, slice: definition.slice, group: definition.group, type: type,
            severity: definition.severity, status: status, expected: expected, actual: actual,
            message: message)
    }
}
