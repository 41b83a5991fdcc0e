public import Datasets
public import Evaluation
import Features
import Storage

/// A file of any model's scores: columns id, asOf, score, label and groups.
public struct ScoresFile: Sendable {
    let path: String
    let table: ScoreTable

    /// Reads a file.
    ///
    /// - Parameter path: CSV or Parquet.
    /// - Throws: `DatasetError` naming file, line, column and remedy.
    public init(_ path: String) throws {
        self.path = path
        table = try ScoreTable.read(path)
    }

    /// Measures the scores as the only slice, `test`.
    ///
    /// - Parameters:
    ///   - plan: what to measure; its `cluster` is a column whose equal values make rows belong together, such as one
    ///     of accounts, `id` unless given. A row without a value there belongs to its id.
    ///   - scale: what the scores mean.
    ///   - listsCutoffs: whether the capacity is meant for each day of `asOf`.
    ///   - baseline: other scores of the same rows, joined by `id` and `asOf`; their differences are to `baseline`.
    ///   - baselineScale: what those mean.
    /// - Throws: `EvaluationError`, among others for a score outside 0...1 that is said to be a probability, and
    ///   `WorkflowError.unusable` for a column that is not there and for a baseline of other rows, or outside 0...1.
    public func evaluate(
        _ plan: EvaluationPlan, scale: ScoreScale, listsCutoffs: Bool = false, baseline: ScoresFile? = nil,
        baselineScale: ScoreScale = .probability
    ) throws -> EvaluationDocument {
        let days = try ZonedDays(table.asOf, zone: "UTC")
        let lists = listsCutoffs ? CutoffLists(days.dates(of: table.asOf)) : nil
        let months = days.months(of: table.asOf)
        func set(_ scores: [Double], _ scale: ScoreScale) throws -> EvaluationSet {
            try EvaluationSet(
                scores: scores, labels: table.labels ?? [], groups: table.groups, scale: scale,
                clusters: try clusters(by: plan.cluster), lists: lists, months: months)
        }
        let own = try set(table.scores, scale)
        var document = EvaluationDocument(
            formatVersion: 1, metrics: try plan.evaluate(own), cluster: own.clusters?.name, rules: [],
            curves: EvaluationCurves(own))
        let spreads = plan.months ? MonthlyScores.all(in: own, minimumRows: plan.minimumGroupSize) : []
        if !spreads.isEmpty { document.stability = StabilityResult(drifts: [], months: spreads) }
        if let baseline {
            let scores = try baseline.scores(of: table)
            if baselineScale == .probability { try baseline.refuseNoProbabilities() }
            document.metrics += try plan.compare(own, to: scores, named: "baseline", scale: baselineScale)
            let theirs = try set(scores, baselineScale)
            // Groups too, for a gate may ask of a group that it has not got worse.
            document.baseline = .init(
                name: "baseline", metrics: try plan.evaluate(theirs), curves: EvaluationCurves(theirs))
        }
        return document
    }

    /// What the audit of scores finds in the file.
    public func audit() throws -> AuditReport { try ScoresAudit(path).run() }

    /// The scores of the rows of another table, in its order.
    private func scores(of other: ScoreTable) throws -> [Double] {
        var rowOfKey: [Key: Int] = [:]
        for row in table.ids.indices {
            if rowOfKey.updateValue(row, forKey: Key(id: table.ids[row], asOf: table.asOf[row])) != nil {
                throw unusable("row \(row + 1) has the id and asOf of an earlier row", "write each row once")
            }
        }
        var isTaken = [Bool](repeating: false, count: table.ids.count)
        let scores = try other.ids.indices.map { row -> Double in
            guard let mine = rowOfKey[Key(id: other.ids[row], asOf: other.asOf[row])], !isTaken[mine] else {
                throw unusable(
                    "it has no row of its own for row \(row + 1) of the other file",
                    "score the same ids as of the same times")
            }
            isTaken[mine] = true
            if let labels = table.labels, let label = other.labels?[row], labels[mine] != label {
                throw unusable(
                    "row \(mine + 1) has another label than row \(row + 1) of the other file",
                    "compare scores on the same outcomes")
            }
            return table.scores[mine]
        }
        if let left = isTaken.firstIndex(of: false) {
            throw unusable(
                "its row \(left + 1) is not in the other file", "score the same ids as of the same times")
        }
        return scores
    }

    private func refuseNoProbabilities() throws {
        guard let row = table.scores.firstIndex(where: { !(0...1).contains($0) }) else { return }
        throw unusable(
            "the score of its row \(row + 1) is outside 0 to 1",
            "write probabilities, or add --baseline-ranking where only their order means something")
    }

    private struct Key: Hashable {
        var id: String
        var asOf: Instant
    }

    private func unusable(_ what: String, _ remedy: String) -> WorkflowError {
        .unusable(what: "the baseline \(path) cannot be compared: \(what)", remedy: remedy)
    }

    private func clusters(by column: String?) throws -> Clustering {
        guard let column, column != "id" else { return Clustering(name: "id", keys: table.ids) }
        guard let values = table.groups.first(where: { $0.name == column })?.values else {
            throw WorkflowError.unusable(
                what: "--cluster: there is no column `\(column)`",
                remedy: "name one of: \((["id"] + table.groups.map(\.name)).joined(separator: ", "))")
        }
        // The first letter keeps a value apart from an id of the same text.
        return Clustering(
            name: column, keys: zip(values, table.ids).map { value, id in value.map { "v" + $0 } ?? "i" + id }
        )
    }
}
