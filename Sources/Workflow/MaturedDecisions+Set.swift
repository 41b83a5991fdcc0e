import Datasets
import Evaluation
import Features

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

    /// What is measured: the pipeline's plan by version and variant too, and without a capacity.
    ///
    /// A capacity is a list's; decisions come one by one.
    static func plan(_ pipeline: Pipeline, hasVariants: Bool) throws -> EvaluationPlan {
        var plan = try pipeline.settings.evaluation ?? EvaluationPlan()
        let own = [version] + (hasVariants ? [variant] : [])
        plan.capacity = nil
        plan.groups = own + plan.groups.filter { !own.contains($0) }
        plan.protected.removeAll(where: own.contains)
        return plan
    }

    /// The rows to measure: what was answered beside what happened, by who answered and by the pipeline's groups.
    ///
    /// - Parameters:
    ///   - asked: at least one.
    ///   - plan: as `plan(_:hasVariants:)` has it.
    ///   - hasVariants: whether there were several variants.
    ///   - answers: of all that the data have, so that the newest leads are in the clusters of the others.
    /// - Complexity: O(events + decisions).
    static func set(
        _ asked: [Matured], _ plan: EvaluationPlan, hasVariants: Bool, room: DataRoom, answers: CaseAnswers
    ) throws -> EvaluationSet {
        guard case .events(let result, let planner, let features) = room.contents else {
            preconditionFailure("labels mature in events")
        }
        let cases = asked.map(\.case)
        var own = [Grouping(name: version, values: asked.map { "\($0.decision.version)" })]
        if hasVariants {
            own.append(Grouping(name: variant, values: asked.map(\.decision.variant)))
        }
        let names = plan.groupings.filter { name in !own.contains { $0.name == name } }
        if !names.isEmpty {
            own += try groupings(
                names, of: cases, features.without(Set(features.names).subtracting(names)), result.log)
        }
        let cutoffs = cases.map(\.cutoff)
        let days = try ZonedDays(cutoffs, zone: room.pipeline.settings.data.zone)
        return try EvaluationSet(
            scores: asked.map(\.decision.probability), labels: cases.map { $0.label == .positive },
            groups: own,
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
