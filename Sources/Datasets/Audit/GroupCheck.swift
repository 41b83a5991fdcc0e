internal import Features

/// Finds groups, such as accounts, whose rows share their outcome and lie in several slices.
///
/// A group in two slices does no harm by itself. It does where its outcome in the one tells of its outcome in the other:
/// then a model may know the group instead of what makes it buy, and is judged on groups it has met.
struct GroupCheck {
    let frame: TimeSlicedFrame
    /// By row, the group that slices may have in common, such as the lead's account; nil where none was known.
    let groups: [(name: String, keys: [EntityKey?])]
    let lineage: FeatureLineage
    let isDisjoint: Bool

    /// From which agreement of a group's outcomes across slices it is worth a look, and where a feature fails.
    private static let warned = 0.05
    private static let failed = 0.2
    /// Levels of a feature are groups where they are many and small.
    private static let leastLevels = 30
    private static let greatestMeanSize = 20.0

    func run() -> [AuditFinding] {
        let columns = frame.features.columns.compactMap { column -> (name: String, keys: [String?])? in
            guard case .categories(let values) = column.values else { return nil }
            let filled = values.lazy.compactMap { $0 }
            let levels = Set(filled).count
            guard levels >= Self.leastLevels else { return nil }
            return Double(filled.count) / Double(levels) <= Self.greatestMeanSize
                ? (column.name, values) : nil
        }
        let bounds = SimultaneousBounds(count: groups.count + columns.count)
        var findings = columns.compactMap { finding($0.name, $0.keys, bounds, isFeature: true) }
        if !isDisjoint {
            findings += groups.compactMap { finding($0.name, $0.keys, bounds, isFeature: false) }
        }
        if !findings.isEmpty { return findings }
        return [
            AuditFinding(
                .groupsAcrossSlices, .pass,
                evidence: isDisjoint
                    ? "slices are disjoint by the pipeline's settings"
                    : "no feature and no link names a group that is in several slices")
        ]
    }

    private func finding<Key: Hashable>(
        _ name: String, _ keys: [Key?], _ bounds: SimultaneousBounds, isFeature: Bool
    ) -> AuditFinding? {
        guard let agreement = GroupAgreement(keys, frame) else { return nil }
        let lower = agreement.value - bounds.quantile * agreement.deviation
        let text =
            "\(agreement.shared) of the \(agreement.laterRows) rows of later slices have the \(name) of an earlier row "
            + "(\(percent(agreement.shared, of: agreement.laterRows))); the correlation of their outcomes is "
            + "\(rounded(agreement.value)) (at least \(rounded(lower)))"
        if isFeature, lower >= Self.failed {
            return AuditFinding(
                .groupsAcrossSlices, .fail, field: name, evidence: text,
                remedy:
                    "the field names a group that decides as one: remove it, or write slices: {disjoint: LINK} to judge "
                    + "the model on unseen groups")
        }
        if isFeature { return nil }
        guard lower > 0, agreement.value >= Self.warned else {
            return AuditFinding(.groupsAcrossSlices, .pass, field: name, evidence: text)
        }
        return AuditFinding(
            .groupsAcrossSlices, .warn, field: name, evidence: text,
            remedy: "write slices: {disjoint: \(name)} to judge the model on unseen ones")
    }
}
