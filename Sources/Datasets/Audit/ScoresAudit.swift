internal import Evaluation
internal import Features

/// Looks for leaks in the scores of any other model, where nothing but the scores and what happened is there.
public struct ScoresAudit {
    private let table: AuditedScores
    /// The rows with a score and a label.
    private let rows: [Int]

    /// Reads a file with the columns `id`, `score` and `label`, and `asOf`, `outcomeAt` and `scoredAt` where known.
    ///
    /// - Parameters:
    ///   - path: CSV (comma, header) or Parquet.
    ///   - zone: the time zone of dates and of times without one; a date stands for the end of its day.
    /// - Throws: `DatasetError.file` for a file that cannot be read, or lacks `id`, `score` or `label`.
    /// - Complexity: O(rows x columns).
    public init(_ path: String, zone: String = "UTC") throws(DatasetError) {
        table = try AuditedScores(path, zone: zone)
        rows = (0..<table.rowCount).filter { [table] in table.scores[$0] != nil && table.labels[$0] != nil }
    }

    /// The findings; a failure says that figures measured on the file mean nothing.
    ///
    /// - Complexity: O(rows log rows).
    public func run() -> AuditReport { AuditReport(missing() + repeats() + knowing() + late() + fading()) }

    private func missing() -> [AuditFinding] {
        var findings: [AuditFinding] = []
        let lost = table.rowCount - rows.count + table.rejectCount
        if lost > 0 {
            findings.append(
                AuditFinding(
                    .scoreRows, .warn, field: "score",
                    evidence:
                        "\(lost) of the \(table.rowCount + table.rejectCount) rows have no number as score, or no truth value as label",
                    remedy:
                        "a model that answers for some only is judged on those: write what it said of the others"
                ))
        }
        let untimed = table.asOf.map { $0.count { $0 == nil } } ?? table.rowCount
        if untimed > 0 {
            let share = Double(untimed) / Double(max(1, table.rowCount))
            findings.append(
                AuditFinding(
                    .scoreRows, share > 0.01 ? .fail : .warn, field: "asOf",
                    evidence:
                        "\(untimed) of the \(table.rowCount) rows have no asOf: nobody can say that the score was there "
                        + "before the outcome",
                    remedy: "write as of when each score holds"))
        }
        return findings
    }

    private func repeats() -> [AuditFinding] {
        struct Key: Hashable {
            var id: String
            var asOf: Instant?
        }
        var seen: [Key: Int] = [:]
        var repeated = 0
        var otherScore = 0
        var otherLabel = 0
        for row in rows {
            guard let id = table.ids[row] else { continue }
            let key = Key(id: id, asOf: table.asOf?[row])
            guard let first = seen[key] else {
                seen[key] = row
                continue
            }
            repeated += 1
            if table.scores[first] != table.scores[row] { otherScore += 1 }
            if table.labels[first] != table.labels[row] { otherLabel += 1 }
        }
        let text =
            "\(repeated) of the \(rows.count) rows repeat an id and its asOf, \(otherScore) with another score and "
            + "\(otherLabel) with another label"
        if repeated == 0 {
            return [AuditFinding(.scoreRows, .pass, evidence: "no id is there twice as of one time")]
        }
        return [
            AuditFinding(
                .scoreRows, otherScore + otherLabel > 0 ? .fail : .warn, field: "id", evidence: text,
                remedy: otherScore + otherLabel > 0
                    ? "keep the score that was there first: a rewritten one may know the outcome"
                    : "remove the copies: they count twice in every figure")
        ]
    }

    private func scoresAndLabels(_ rows: [Int]) -> (scores: [Double], labels: [Bool]) {
        (rows.compactMap { table.scores[$0] }, rows.compactMap { table.labels[$0] })
    }

    /// Scores that say what only the label could.
    private func knowing() -> [AuditFinding] {
        let (scores, labels) = scoresAndLabels(rows)
        let area = FeatureSeparation.area(scores, labels)
        guard let value = area.value else {
            return [
                AuditFinding(
                    .scoresKnowLabel, .warn,
                    evidence: "all \(rows.count) labels are the same: nothing can be said",
                    remedy: "bring rows with both outcomes")
            ]
        }
        let lower = SimultaneousBounds(count: 1).lowerArea(
            area, positives: labels.count { $0 }, negatives: labels.count { !$0 })
        if value >= SeparationChecks.provenBound,
            lower >= SeparationChecks.provenBound - SeparationChecks.slack
        {
            let settled = FeatureSeparation(
                FeatureColumn(name: "score", values: .numbers(scores)), labels: labels
            ).settled
            return [
                AuditFinding(
                    .scoresKnowLabel, .fail, field: "score",
                    evidence:
                        value == 1
                        ? "a bound on the score tells every positive from every negative of \(rows.count) rows: the score "
                            + "is a function of the label"
                        : "the scores have AUROC \(rounded(value)) (at least \(rounded(lower)), bound "
                            + "\(SeparationChecks.provenBound)) on \(rows.count) rows: \(settled)",
                    remedy: "ask which of the model's inputs is known only after the outcome")
            ]
        }
        if let text = levelMeans(scores, labels) {
            return [
                AuditFinding(
                    .scoresKnowLabel, .fail, field: "score", evidence: text,
                    remedy: "score rows that the model, and whatever calibrated it, has not seen")
            ]
        }
        return [
            AuditFinding(
                .scoresKnowLabel, .pass,
                evidence: "AUROC \(rounded(value)) (at least \(rounded(lower))) on \(rows.count) rows")
        ]
    }

    /// Scores that are the share of positives among the very rows that have them, to the last digit.
    private func levelMeans(_ scores: [Double], _ labels: [Bool]) -> String? {
        var levels: [Double: (positives: Double, count: Double)] = [:]
        for (score, label) in zip(scores, labels) {
            var level = levels[score] ?? (0, 0)
            level.count += 1
            if label { level.positives += 1 }
            levels[score] = level
        }
        let shared = levels.filter {
            $0.value.count >= 5 && $0.value.positives > 0 && $0.value.positives < $0.value.count
        }
        let exact = shared.count { abs($0.value.positives / $0.value.count - $0.key) < 1e-6 }
        guard shared.count >= 5, Double(exact) >= 0.8 * Double(shared.count) else { return nil }
        return
            "\(exact) of the \(shared.count) scores that five or more rows share are the share of positives among exactly "
            + "those rows: they were fitted to these labels"
    }

    /// Scores made, or changed, once the outcome was there.
    private func late() -> [AuditFinding] {
        guard let outcomeAt = table.outcomeAt else {
            return [
                AuditFinding(
                    .scoredAfterOutcome, .pass,
                    evidence:
                        "the file has no outcomeAt: nothing can be said of scores made after the outcome")
            ]
        }
        let won = rows.filter { table.labels[$0] == true && outcomeAt[$0] != nil }
        var findings: [AuditFinding] = []
        for (name, times) in [("asOf", table.asOf), ("scoredAt", table.scoredAt)] {
            guard let times else { continue }
            let timed = won.filter { times[$0] != nil }
            let count = timed.count { row in
                guard let time = times[row], let outcome = outcomeAt[row] else { return false }
                return time >= outcome
            }
            guard count > 0 else { continue }
            let share = Double(count) / Double(max(1, timed.count))
            findings.append(
                AuditFinding(
                    .scoredAfterOutcome, share > 0.01 ? .fail : .warn, field: name,
                    evidence:
                        "for \(count) of the \(timed.count) positives \(name) lies at or after the outcome"
                        + (changes(times, outcomeAt).map { "; \($0)" } ?? ""),
                    remedy: "judge only scores that were there before the outcome"))
        }
        if !findings.isEmpty { return findings }
        return [
            AuditFinding(
                .scoredAfterOutcome, .pass,
                evidence: "all of the \(won.count) positives with an outcomeAt were scored before it")
        ]
    }

    /// How the score of an entity changed from before its outcome to after it.
    private func changes(_ times: [Instant?], _ outcomeAt: [Instant?]) -> String? {
        var before: [String: (time: Instant, score: Double)] = [:]
        var after: [String: (time: Instant, score: Double)] = [:]
        for row in rows where table.labels[row] == true {
            guard let id = table.ids[row], let time = times[row], let outcome = outcomeAt[row],
                let score = table.scores[row]
            else { continue }
            if time < outcome {
                if before[id].map({ $0.time < time }) ?? true { before[id] = (time, score) }
            } else if after[id].map({ time < $0.time }) ?? true {
                after[id] = (time, score)
            }
        }
        let pairs = before.keys.filter { after[$0] != nil }.sorted()
        guard pairs.count >= 5 else { return nil }
        let raised = pairs.count { (after[$0]?.score ?? 0) > (before[$0]?.score ?? 0) }
        return "of \(pairs.count) scored both before and after it, \(raised) scores rose with the outcome"
    }

    /// Scores that were much better on the earlier rows, which a model may have been trained on.
    private func fading() -> [AuditFinding] {
        guard let asOf = table.asOf else { return [] }
        let timed = rows.filter { asOf[$0] != nil }.sorted { left, right in
            (asOf[left]?.microseconds ?? 0, left) < (asOf[right]?.microseconds ?? 0, right)
        }
        let half = timed.count / 2
        let (early, late) = (
            area(Array(timed.prefix(half))), area(Array(timed.dropFirst(half)))
        )
        guard let first = early.value, let second = late.value, let firstLower = early.lower,
            let secondUpper = late.upper
        else {
            return [
                AuditFinding(
                    .scoresFadeWithTime, .pass, evidence: "too few rows to compare earlier with later ones")
            ]
        }
        let text = "AUROC \(rounded(first)) on the earlier half of the rows, \(rounded(second)) on the later"
        // Two 95 % intervals that do not touch are a difference at far less than one in a hundred.
        guard first - second >= 0.05, firstLower > secondUpper else {
            return [AuditFinding(.scoresFadeWithTime, .pass, evidence: text)]
        }
        return [
            AuditFinding(
                .scoresFadeWithTime, .warn, field: "score", evidence: text,
                remedy:
                    "the model may have been trained on the earlier rows: quote the later figure, or look for drift"
            )
        ]
    }

    /// The area as it stands: a model that got worse than a coin is not turned over.
    private func area(_ rows: [Int]) -> MetricEstimate {
        let (scores, labels) = scoresAndLabels(rows)
        guard let set = try? EvaluationSet(scores: scores, labels: labels, scale: .ranking) else {
            return .undefined("no rows")
        }
        return RankedCounts(set).auroc()
    }
}
