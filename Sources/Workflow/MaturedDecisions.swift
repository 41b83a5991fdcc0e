import Datasets
public import Evaluation
public import Features
import Scoring
import Storage

/// Decisions of a served model beside what happened since: what it is worth in use.
public struct MaturedDecisions: Codable, Equatable, Sendable {
    /// The slice name of the rows.
    public static let slice = "decisions"

    /// The format; 1.
    public var formatVersion: Int
    /// What became of the lines of the log.
    public var counts: Counts
    /// The first instant of which the outcome's source knows nothing.
    public var horizon: String?
    /// What intervals take as independent; nil where each decision is.
    public var cluster: String?
    /// As of when the first of the matured decisions was asked; nil without one.
    public var first: Instant?
    /// As of when the last was.
    public var last: Instant?
    /// Metric rows of the matured decisions: overall, by `version`, by `variant`, by the pipeline's groups and by month of
    /// `asOf`.
    ///
    /// What is not by version or variant is of all that answered; the method of an overall row says so where there are
    /// several.
    public var metrics: [MetricRow]
    /// ROC, precision and recall, calibration and the others over all matured decisions; nil without one.
    public var curves: EvaluationCurves?
    /// How scores were spread in each month of `asOf`; empty where there is one month.
    public var months: [MonthlyScores]

    /// Lines by what became of them; all others add up to `read`.
    public struct Counts: Codable, Equatable, Sendable {
        /// Lines, a last one that breaks off aside.
        public var read = 0
        /// Lines that repeat an earlier decision.
        public var repeated = 0
        /// Decisions of other models.
        public var ofOthers = 0
        /// Leads that were answered by the model's fallback: nothing that it decided.
        public var fallbacks = 0
        /// Decisions of whom the data know nothing as of then, or of whom nothing is asked at that time.
        public var unknown = 0
        /// Decisions whose label is not complete yet; never counted as negative.
        public var immature = 0
        /// Decisions that the label's definition leaves out.
        public var excluded = 0
        /// Decisions with the outcome.
        public var positives = 0
        /// Decisions without.
        public var negatives = 0
    }

    /// Joins a log with the labels that have matured in a pipeline's data.
    ///
    /// - Throws: `WorkflowError.unusable` for a plain table, whose rows nobody asks about later, and for a working folder
    ///   without the key of the log's pseudonyms.
    /// - Complexity: O(events + decisions + resamples x matured decisions).
    public init(_ log: DecisionLog, pipeline: Pipeline, workspace: Workspace) throws {
        let key = try workspace.decisionKey()
        let room = try DataRoom(pipeline, workspace: workspace)
        guard case .events(let result, let planner, _) = room.contents else {
            throw WorkflowError.unusable(
                what: "\(pipeline.file) has a plain table, in which no label matures",
                remedy: "give the pipeline whose events have the outcomes")
        }
        let named = room.entities(by: key)
        var counts = Counts()
        counts.read = log.records.count + log.repeated + log.fallbacks.count
        counts.repeated = log.repeated
        let own = log.records.filter { $0.model == pipeline.name }
        counts.fallbacks = log.fallbacks.count { $0.model == pipeline.name }
        counts.ofOthers = log.records.count - own.count + log.fallbacks.count - counts.fallbacks
        let known = own.filter { named[$0.entity] != nil }
        let cases = planner.cases(
            of: known.compactMap { record in named[record.entity].map { (entity: $0, cutoff: record.asOf) } },
            in: result.log)
        counts.unknown = own.count - known.count
        var matured: [Matured] = []
        for (record, item) in zip(known, cases) {
            switch item?.label {
            case nil: counts.unknown += 1
            case .immature: counts.immature += 1
            case .excluded: counts.excluded += 1
            case .positive, .negative: if let item { matured.append(Matured(decision: record, case: item)) }
            }
        }
        counts.positives = matured.count { $0.case.label == .positive }
        counts.negatives = matured.count - counts.positives
        formatVersion = 1
        self.counts = counts
        let answers = try planner.answers(result.log)
        horizon = answers.horizon.description
        guard !matured.isEmpty else {
            metrics = []
            months = []
            return
        }
        let scorers = Self.scorers(of: matured)
        let names = scorers.map(\.name)
        let plan = try Self.plan(pipeline, by: names)
        let set = try Self.set(matured, by: scorers, plan, room: room, answers: answers)
        cluster = set.clusters?.name
        let cutoffs = matured.map(\.case.cutoff)
        first = cutoffs.min()
        last = cutoffs.max()
        // Between versions, that selected at different times, no rate has to be equal.
        let count = Set(matured.map(\.scorer)).count
        metrics = try plan.evaluate(set, slice: Self.slice).filter { row in
            !names.contains(row.group)
        }.map { row in
            var row = row
            if count > 1, row.group == MetricRow.overall {
                row.method += "; \(count) versions and variants together"
            }
            return row
        }
        curves = EvaluationCurves(set)
        months = plan.months ? MonthlyScores.all(in: set, minimumRows: plan.minimumGroupSize) : []
    }

    /// Writes the document as canonical JSON.
    ///
    /// - Throws: `StorageError`.
    public func write(to path: String) throws { try AtomicFile.write(CanonicalJSON.encode(self), to: path) }
}
