public import Features

/// Holds the features of a frame against their gates.
public struct FeatureInspection {
    private let gates: FeatureGates

    /// Takes gates whose names are checked.
    public init(_ gates: FeatureGates) { self.gates = gates }

    /// The gates that a frame does not pass.
    ///
    /// - Parameter asksForVariety: whether a constant feature is looked for; a frame of one question has only such.
    /// - Complexity: O(rows x columns).
    public func failures(_ frame: FeatureFrame, asksForVariety: Bool) -> [ProfileFinding] {
        guard !frame.entities.isEmpty else { return [] }
        return frame.columns.flatMap { column in
            [
                missing(column), range(column),
                asksForVariety && gates.refuseConstant == true ? constant(column) : nil,
            ].compactMap { $0 }
        }
    }

    private func missing(_ column: FeatureColumn) -> ProfileFinding? {
        guard let most = gates.maximumMissingShare?[column.name] ?? gates.maximumMissingShare?["*"] else {
            return nil
        }
        let count = column.count
        let missing = column.values.missing
        guard Double(missing) > most * Double(count) else { return nil }
        return finding(
            column,
            "maximumMissingShare: \(missing) of \(count) rows (\(ProfileText.percent(Double(missing) / Double(count)))) have no value, at most \(ProfileText.percent(most)) may",
            remedy: "look at its field with leadline check --profile, or raise the share")
    }

    private func range(_ column: FeatureColumn) -> ProfileFinding? {
        guard let range = gates.ranges?[column.name], range.count == 2,
            case .numbers(let numbers) = column.values
        else { return nil }
        let outside = numbers.count { !$0.isNaN && ($0 < range[0] || $0 > range[1]) }
        guard outside > 0 else { return nil }
        return finding(
            column,
            "ranges: \(outside) of \(numbers.count) values lie outside \(ProfileText.number(range[0])) to \(ProfileText.number(range[1]))",
            remedy: "trace one with leadline features --trace, or widen the range")
    }

    private func constant(_ column: FeatureColumn) -> ProfileFinding? {
        guard column.values.isConstant else { return nil }
        return finding(
            column, "refuseConstant: it has one value in all \(column.count) rows",
            remedy: "check its definition and the kind of event it looks at, or leave it out")
    }

    private func finding(_ column: FeatureColumn, _ evidence: String, remedy: String) -> ProfileFinding {
        ProfileFinding(
            .qualityGate, .fail, field: column.name, evidence: evidence, falseAlarms: ProfileFinding.fact,
            remedy: remedy)
    }
}
