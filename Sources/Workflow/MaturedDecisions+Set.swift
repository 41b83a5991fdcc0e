import Datasets
import Evaluation
import Features
import Scoring

extension MaturedDecisions {
    /// The grouping by who answered.
    static let version = "version"
    /// The grouping by which of several variants answered.
    static let variant = "variant"

    /// A decision whose label is complete, with the case that has it.
    struct Matured {
        var decision: DecisionRecord
        var `case`: Case

        /// What answered.
        var scorer: String { "\(decision.version) \(decision.variant ?? "")" }
    }

    /// Who answered: by version, and by variant where there were any.
    static func scorers(of asked: [Matured]) -> [Grouping] {
        let variants = asked.map(\.decision.variant)
        let versions = Grouping(name: version, values: asked.map { "\($0.decision.version)" })
        return variants.contains { $0 != nil }
            ? [versions, Grouping(name: variant, values: variants)] : [versions]
    }

    /// What is measured: the pipeline's plan by who answered too, and without a capacity.
    ///
    /// A capacity is a list's; decisions come one by one.
    /// - Parameter scorers: the names of `scorers(of:)`, which take the place of groups of these names.
    static func plan(_ pipeline: Pipeline, by scorers: [String]) throws -> EvaluationPlan {
        var plan = try pipeline.settings.evaluation ?? EvaluationPlan()
        plan.capacity = nil
        plan.groups = scorers + plan.groups.filter { !scorers.contains($0) }
        plan.protected.removeAll(where: scorers.contains)
        return plan
    }

    /// The rows to measure: what was answered beside what happened, by who answered and by the pipeline's groups.
    ///
    /// - Parameters:
    ///   - asked: at least one.
    ///   - scorers: as `scorers(of:)` has them.
    ///   - plan: as `plan(_:by:)` has it.
    ///   - answers: of all that the data have, so that the newest leads are in the clusters of the others.
    /// - Complexity: O(events + decisions).
    static func set(
        _ asked: [Matured], by scorers: [Grouping], _ plan: EvaluationPlan, room: DataRoom,
        answers: CaseAnswers
    ) throws -> EvaluationSet {
        guard case .events(let result, let planner, let features) = room.contents else {
            preconditionFailure("labels mature in events")
        }
        let cases = asked.map(\.case)
        var groups = scorers
        let names = plan.groupings.filter { name in !scorers.contains { $0.name == name } }
        if !names.isEmpty {
            groups += try groupings(
                names, of: cases, features.without(Set(features.names).subtracting(names)), result.log)
        }
        let cutoffs = cases.map(\.cutoff)
        let days = try ZonedDays(cutoffs, zone: room.pipeline.settings.data.zone)
        return try EvaluationSet(
            scores: asked.map(\.decision.probability), labels: cases.map { $0.label == .positive },
            groups: groups,
            clusters: room.clusters(of: answers.cases + cases).clustering(of: cases.map(\.entity)),
            months: days.months(of: cutoffs),
            outcomeDays: zip(cutoffs, planner.outcomes(of: cases, in: result.log)).map { cutoff, time in
                time.map { OutcomeTimes.days(from: cutoff, to: $0) }
            })
    }

    /// The values of features as of each case, of which several may ask the same.
    private static func groupings(
        _ names: [String], of cases: [Case], _ features: FeatureSet, _ log: EventLog
    ) throws -> [Grouping] {
        let questions = cases.map(CaseQuestion.init)
        let frame = log.frame(features, of: Set(questions).map { (entity: $0.entity, cutoff: $0.cutoff) })
        let rows = Dictionary(
            uniqueKeysWithValues: frame.entities.indices.map { row in
                (CaseQuestion(entity: frame.entities[row], cutoff: frame.cutoffs[row]), row)
            })
        return try names.map { name in
            let values = try frame.groups(by: name)
            return Grouping(name: name, values: questions.map { rows[$0].flatMap { values[$0] } })
        }
    }
}
