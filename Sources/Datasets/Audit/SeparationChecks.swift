internal import Features

/// Checks of how well single features tell the answer, on the train slice.
struct SeparationChecks {
    let frame: TimeSlicedFrame
    let lineage: FeatureLineage

    /// From where a feature is too good whose every value carries the time it was recorded at.
    ///
    /// Measured: the best folded feature of real purchases has 0.68 on the train slice and 0.81 on the test slice.
    static let provenBound = 0.95
    /// From where a feature is too good whose time is only asserted.
    ///
    /// Measured on real telemarketing calls: the length of the very call has 0.905 on the first 70 % of the rows
    /// and 0.946 on the first 60 %, the best honest field 0.635 and 0.589.
    static let assertedBound = 0.80
    /// From where the absence of a value is too good a feature.
    static let missingBound = 0.75

    func run() -> [AuditFinding] {
        let train = frame.slice(.train)
        let separations = train.features.columns.map { FeatureSeparation($0, labels: train.labels) }
            .sorted { ($1.auroc, $0.name) < ($0.auroc, $1.name) }
        return single(separations, rows: train.rowCount) + overwritten(separations, train)
    }

    private func single(_ separations: [FeatureSeparation], rows: Int) -> [AuditFinding] {
        var findings: [AuditFinding] = []
        for (index, feature) in separations.enumerated() {
            let isProven = lineage.proven.contains(feature.name)
            let bound = isProven ? Self.provenBound : Self.assertedBound
            guard feature.auroc >= bound else { continue }
            let next = separations.indices.contains(index + 1) ? separations[index + 1] : nil
            let nextText =
                next.map { "; the next best feature is \($0.name) with \(rounded($0.auroc))" } ?? ""
            let time = isProven ? "its events carry their recorded time" : "its time is only asserted"
            findings.append(
                AuditFinding(
                    .singleFeatureAUROC, .fail, field: feature.name,
                    evidence:
                        "\(feature.name) alone has AUROC \(rounded(feature.auroc)) on \(rows) train rows "
                        + "(bound \(bound): \(time)): \(feature.settled)\(nextText)",
                    remedy: isProven
                        ? "look at the events behind it; if they follow from the outcome, remove the feature"
                        : "if it is known only after the outcome declare known: afterOutcome; if not, bring events with "
                            + "a recorded time, or waive it with a reason"))
        }
        if findings.isEmpty, let best = separations.first {
            findings.append(
                AuditFinding(
                    .singleFeatureAUROC, .pass,
                    evidence:
                        "the best single feature is \(best.name) with AUROC \(rounded(best.auroc)) on \(rows) train rows"
                ))
        }
        return findings
    }

    /// Values that settle the label, and absence that predicts it, in fields that may have been overwritten.
    private func overwritten(_ separations: [FeatureSeparation], _ train: TimeSlicedFrame) -> [AuditFinding] {
        var findings: [AuditFinding] = []
        for feature in separations where !lineage.proven.contains(feature.name) {
            if feature.missingAUROC >= Self.missingBound {
                findings.append(
                    AuditFinding(
                        .snapshotOverwritten, .fail, field: feature.name,
                        evidence:
                            "whether \(feature.name) has a value alone has AUROC \(rounded(feature.missingAUROC)) "
                            + "(bound \(Self.missingBound)); \(rounded(100 * feature.missingShare)) % of rows have none",
                        remedy:
                            "a value that is filled in once the outcome is there is no feature: declare known: "
                            + "afterOutcome"))
            }
            if case .categories(let values)? = train.features.column(feature.name)?.values,
                let share = Self.settledPositives(values, train.labels), share >= 0.5
            {
                findings.append(
                    AuditFinding(
                        .snapshotOverwritten, .fail, field: feature.name,
                        evidence:
                            "\(rounded(100 * share)) % of the positives have a value of \(feature.name) that no "
                            + "negative has; \(feature.settled)",
                        remedy:
                            "a field that is overwritten when the outcome comes is no feature: declare known: "
                            + "afterOutcome, or bring its history as events"))
            }
        }
        if findings.isEmpty {
            findings.append(
                AuditFinding(
                    .snapshotOverwritten, .pass,
                    evidence: "no value or absence in a field without history settles the label"))
        }
        return findings
    }

    /// The share of positives in levels of at least 20 rows that hold positives only; nil without positives.
    private static func settledPositives(_ values: [String?], _ labels: [Bool]) -> Double? {
        var counts: [String: (positives: Int, count: Int)] = [:]
        for (row, value) in values.enumerated() {
            guard let value else { continue }
            var count = counts[value] ?? (0, 0)
            count.count += 1
            if labels[row] { count.positives += 1 }
            counts[value] = count
        }
        let positives = labels.count { $0 }
        guard positives > 0 else { return nil }
        let pure = counts.values.filter { $0.count >= 20 && $0.positives == $0.count }
        return Double(pure.reduce(0) { $0 + $1.positives }) / Double(positives)
    }
}

/// A figure with three places for people.
func rounded(_ value: Double) -> String {
    let thousandths = (value.magnitude * 1000).rounded()
    let whole = Int(thousandths / 1000)
    let rest = Int(thousandths - Double(whole) * 1000)
    return
        "\(value < 0 && thousandths > 0 ? "-" : "")\(whole).\(rest < 10 ? "00" : rest < 100 ? "0" : "")\(rest)"
}
