extension GateEvaluation {
    /// The checks of a gate's thresholds on groups, one for each group and threshold.
    ///
    /// - Returns: the checks, and `slice/group` of the specifications that no row is of.
    func sliceChecks(_ definition: GateDefinition) -> (checks: [GateCheck], missing: [String]) {
        var checks: [GateCheck] = []
        var missing: [String] = []
        for slice in definition.perSliceThresholds {
            for spec in slice.slicingSpecs {
                let groups = spec.groups(in: rows, slice: definition.slice)
                if groups.isEmpty { missing.append("\(definition.slice)/\(spec.text)") }
                for group in groups {
                    var part = definition
                    part.group = group
                    part.valueThreshold = slice.threshold.valueThreshold
                    part.changeThreshold = slice.threshold.changeThreshold
                    checks += self.checks(part)
                }
            }
        }
        for cross in definition.crossSliceThresholds {
            for spec in cross.crossSlicingSpecs {
                let baselines = spec.baselineSpec.groups(in: rows, slice: definition.slice)
                if baselines.isEmpty { missing.append("\(definition.slice)/\(spec.baselineSpec.text)") }
                for other in spec.slicingSpecs {
                    // A group is not compared with itself; where nothing else is there, nothing was compared.
                    let groups = other.groups(in: rows, slice: definition.slice).filter {
                        !baselines.contains($0)
                    }
                    if groups.isEmpty { missing.append("\(definition.slice)/\(other.text)") }
                    for baseline in baselines {
                        for group in groups {
                            checks.append(
                                self.cross(definition, baseline, group, cross.threshold.valueThreshold))
                        }
                    }
                }
            }
        }
        return (checks, missing)
    }

    /// A difference between groups has no interval of its own here, so a gate that asks for one is refused when read.
    private func cross(
        _ definition: GateDefinition, _ baseline: String, _ group: String, _ threshold: ValueThreshold
    ) -> GateCheck {
        func gate(on group: String) -> GateDefinition {
            var part = definition
            part.group = group
            return part
        }
        let own = gate(on: group)
        let expected = "\(baseline) less \(group) \(threshold.text)"
        func check(_ status: GateCheck.Status, _ actual: Double?, _ message: String) -> GateCheck {
            self.check(own, .crossSlice, expected, status, actual, message)
        }
        var values: [Double] = []
        for part in [gate(on: baseline), own] {
            switch read(part.metric, [], part, in: rows) {
            case .none(let status, let reason): return check(status, nil, "of \(part.group): \(reason)")
            case .number(let value, _):
                if let reason = shortfall(part) {
                    return check(.inconclusive, nil, "of \(part.group): \(reason)")
                }
                values.append(value)
            }
        }
        let difference = values[0] - values[1]
        let (status, actual, message) = decide(own, difference, [(.value, difference)], threshold.admits)
        return check(status, actual, message)
    }
}
