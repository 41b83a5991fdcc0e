import Datasets
import Evaluation
import Features
import Settings
import Spelling

extension Pipeline {
    /// Refuses groups that are no categories, and gates on metrics that no evaluation of this pipeline computes: they
    /// could never hold.
    func checkEvaluation() throws(SettingsError) {
        guard let plan = settings.evaluation ?? (try? EvaluationPlan()) else {
            preconditionFailure("the defaults are in range")
        }
        try checkGroupings(plan)
        for key in ["gates", "requires"] where document.line(of: [key]) != nil {
            // A section without content would else ask for nothing, in silence.
            let isThere = key == "gates" ? settings.gates != nil : settings.requires != nil
            if !isThere {
                throw document.error(
                    at: [key], "`\(key)` has no value", remedy: "give one, or leave the key out")
            }
        }
        try check(settings.gates ?? [], in: document, at: ["gates"])
        try settings.requires?.check(in: document)
    }

    /// Refuses gates on metrics that no evaluation of this pipeline computes.
    ///
    /// - Parameters:
    ///   - gates: the gates.
    ///   - document: the file they stand in.
    ///   - place: where in it the list of gates is.
    func check(
        _ gates: [GateDefinition], in document: SettingsDocument, at place: [String]
    ) throws(SettingsError) {
        guard let plan = settings.evaluation ?? (try? EvaluationPlan()) else {
            preconditionFailure("the defaults are in range")
        }
        for (index, gate) in gates.enumerated() {
            let place = place + ["\(index)"]
            guard let known = metrics(of: gate.slice, plan) else {
                throw document.error(
                    at: place + ["slice"], "nothing is measured on a slice '\(gate.slice)'",
                    remedy: NearestName.remedy(for: gate.slice, among: measuredSlices))
            }
            if !known.contains(gate.metric) {
                throw document.error(
                    at: place + ["metric"],
                    "no evaluation of this pipeline computes '\(gate.metric)' on the slice '\(gate.slice)'",
                    remedy: NearestName.remedy(for: gate.metric, among: known))
            }
            for threshold in gate.changeThresholds {
                try checkBaseline(of: gate, threshold, plan, in: document, at: place)
            }
        }
    }

    /// Refuses comparisons that are never computed.
    private func checkBaseline(
        of gate: GateDefinition, _ threshold: ChangeThreshold, _ plan: EvaluationPlan,
        in document: SettingsDocument, at place: [String]
    ) throws(SettingsError) {
        let baseline = threshold.baseline
        if PopulationDrift.metrics.contains(gate.metric) {
            throw document.error(
                at: place, "'\(gate.metric)' is a change already: from the train slice",
                remedy: "hold the value itself by a value_threshold")
        }
        let rule = hasRules(plan) ? ["rule"] : []
        let known = gate.slice == "test" ? rule + ["prior"] + ChangeThreshold.namesInService : []
        if !known.contains(baseline) {
            throw document.error(
                at: place, "nothing on the slice '\(gate.slice)' is compared with '\(baseline)'",
                remedy: NearestName.remedy(for: baseline, among: known))
        }
        // Rules and the prior are measured on all rows.
        let group = gate.groups(comparedWith: baseline).first { $0 != MetricRow.overall }
        if let group, !threshold.isOfService {
            throw document.error(
                at: place, "'\(baseline)' is not measured on the group '\(group)'",
                remedy: "compare all rows with it, or the group with what is in service")
        }
        if gate.bound == .value { return }
        // Only paired differences have an interval.
        let paired = plan.differenceNames(to: baseline, scale: baseline == "rule" ? .ranking : .probability)
        let metrics = plan.metricNames.filter {
            paired.contains(EvaluationPlan.differenceMetric($0, to: baseline))
        }
        let isOverall = gate.group == MetricRow.overall && threshold == gate.changeThreshold
        if !metrics.contains(gate.metric) || !isOverall {
            throw document.error(
                at: place + ["bound"],
                "the change of '\(gate.metric)' to '\(baseline)' has no interval",
                remedy: "hold the value itself, or one of \(metrics.joined(separator: ", ")) of all rows")
        }
    }

    /// The slices that metrics are computed on in a training.
    private var measuredSlices: [String] {
        guard let backtest = settings.backtest else { return ["test"] }
        // How many folds there may be is checked with the slices.
        return ["test", BacktestResult.slice]
            + (0..<min(100, max(0, backtest.folds))).map(BacktestResult.name(ofFold:))
    }

    /// The metrics that a training computes on a slice; nil for a slice that it computes none on.
    private func metrics(of slice: String, _ plan: EvaluationPlan) -> [String]? {
        if slice.hasPrefix(PopulationDrift.monthPrefix), plan.months, !plan.groupings.contains("month") {
            return PopulationDrift.metrics
        }
        guard measuredSlices.contains(slice) else { return nil }
        let reference = settings.backtest?.against == nil ? nil : BacktestResult.reference
        // The rows of a table have no times of outcomes.
        let own = plan.metricNames + (settings.table == nil ? plan.timedMetricNames : [])
        switch slice {
        case "test":
            return own + PopulationDrift.metrics
                + (plan.protected.isEmpty ? [] : ProxyTest.metrics)
                + plan.differenceNames(to: "prior", scale: .probability)
                + (hasRules(plan) ? plan.differenceNames(to: "rule", scale: .ranking) : [])
        case BacktestResult.slice:
            return ["auroc"]
                + (reference.map { ["auroc_of_\($0)", EvaluationPlan.differenceMetric("auroc", to: $0)] }
                    ?? [])
        default:
            return own + PopulationDrift.metrics
                + (reference.map { plan.differenceNames(to: $0, scale: .probability) } ?? [])
        }
    }

    /// Whether a training has a rule beside the model: listed, found, or the team's points.
    private func hasRules(_ plan: EvaluationPlan) -> Bool {
        settings.rules?.isEmpty == false || plan.points != nil
            || (plan.findsRules && settings.features.map(RuleFinder.finds) == true)
    }
}

extension GateDefinition {
    /// The groups, or the specifications of groups, on which it compares with a baseline.
    fileprivate func groups(comparedWith baseline: String) -> [String] {
        let own = changeThreshold?.baseline == baseline ? [group] : []
        return perSliceThresholds.reduce(into: own) { groups, slice in
            guard slice.threshold.changeThreshold?.baseline == baseline else { return }
            groups += slice.slicingSpecs.map(\.text)
        }
    }
}
