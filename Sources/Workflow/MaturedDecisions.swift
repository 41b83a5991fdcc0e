import Datasets
public import Evaluation
import Features
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
    /// Metric rows of the matured decisions: overall, by `version`, by `variant` and by month of `asOf`.
    public var metrics: [MetricRow]

    /// Lines by what became of them; all but the last four add up to `read`.
    public struct Counts: Codable, Equatable, Sendable {
        /// Lines, a last one that breaks off aside.
        public var read = 0
        /// Lines that repeat an earlier decision.
        public var repeated = 0
        /// Decisions of other models.
        public var ofOthers = 0
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
    /// - Throws: `WorkflowError.unusable` for a plain table, whose rows nobody asks about later.
    /// - Complexity: O(events + decisions + resamples x matured decisions).
    public init(_ log: DecisionLog, pipeline: Pipeline, workspace: Workspace) throws {
        let room = try DataRoom(pipeline, workspace: workspace)
        guard case .events(let result, let planner, _) = room.contents else {
            throw WorkflowError.unusable(
                what: "\(pipeline.file) has a plain table, in which no label matures",
                remedy: "give the pipeline whose events have the outcomes")
        }
        let key = try PseudonymKey.loadOrCreate(at: workspace.working + "/pseudonym.key")
        let named = Dictionary(
            result.log.subjects(in: pipeline.settings.unit).map { (key.pseudonym($0.description), $0) },
            uniquingKeysWith: { first, _ in first })
        var counts = Counts()
        counts.read = log.records.count + log.repeated
        counts.repeated = log.repeated
        let own = log.records.filter { $0.model == pipeline.name }
        counts.ofOthers = log.records.count - own.count
        let known = own.filter { named[$0.entity] != nil }
        let cases = planner.cases(
            of: known.compactMap { record in named[record.entity].map { (entity: $0, cutoff: record.asOf) } },
            in: result.log)
        counts.unknown = own.count - known.count
        var matured: [(record: DecisionRecord, item: Case)] = []
        for (record, item) in zip(known, cases) {
            switch item?.label {
            case nil: counts.unknown += 1
            case .immature: counts.immature += 1
            case .excluded: counts.excluded += 1
            case .positive, .negative: if let item { matured.append((record: record, item: item)) }
            }
        }
        counts.positives = matured.count { $0.item.label == .positive }
        counts.negatives = matured.count - counts.positives
        formatVersion = 1
        self.counts = counts
        let plan = planner.sliced(try planner.answers(result.log), log: result.log)
        horizon = plan.horizon.description
        guard !matured.isEmpty else {
            metrics = []
            return
        }
        let dates = try ZonedDays(matured.map(\.item.cutoff), zone: pipeline.settings.data.zone).dates(
            of: matured.map(\.item.cutoff))
        let set = try EvaluationSet(
            scores: matured.map(\.record.probability), labels: matured.map { $0.item.label == .positive },
            groups: [
                Grouping(name: "version", values: matured.map { "\($0.record.version)" }),
                Grouping(name: "variant", values: matured.map(\.record.variant)),
            ],
            clusters: room.clusters(plan).clustering(of: matured.map(\.item.entity)),
            months: dates.map { String($0.dropLast(3)) })
        cluster = set.clusters?.name
        var settings = try pipeline.settings.evaluation ?? EvaluationPlan()
        // A capacity is a list's; decisions come one by one.
        settings.capacity = nil
        settings.groups = ["version"]
        if matured.contains(where: { $0.record.variant != nil }) { settings.groups.append("variant") }
        // Between versions, that selected at different times, no rate has to be equal.
        metrics = try settings.evaluate(set, slice: Self.slice).filter { row in
            !settings.groups.contains(row.group)
        }
    }

    /// Writes the document as canonical JSON.
    ///
    /// - Throws: `StorageError`.
    public func write(to path: String) throws { try AtomicFile.write(CanonicalJSON.encode(self), to: path) }
}
