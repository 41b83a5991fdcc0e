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
        if let features = settings.features {
            let categories = features.names.filter { features.columnKind(of: $0) == .category }
            for (index, name) in plan.groups.enumerated() where !categories.contains(name) {
                throw document.error(
                    at: ["evaluation", "groups", "\(index)"],
                    "there is no feature '\(name)' that is a category",
                    remedy: NearestName.remedy(for: name, among: categories))
            }
        }
        for (index, gate) in (settings.gates ?? []).enumerated() {
            guard let known = metrics(of: gate.slice, plan) else {
                throw document.error(
                    at: ["gates", "\(index)", "slice"], "nothing is measured on a slice '\(gate.slice)'",
                    remedy: NearestName.remedy(for: gate.slice, among: measuredSlices))
            }
            if !known.contains(gate.metric) {
                throw document.error(
                    at: ["gates", "\(index)", "metric"],
                    "no evaluation of this pipeline computes '\(gate.metric)' on the slice '\(gate.slice)'",
                    remedy: NearestName.remedy(for: gate.metric, among: known))
            }
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
        guard measuredSlices.contains(slice) else { return nil }
        let reference = settings.backtest?.against == nil ? nil : BacktestResult.reference
        switch slice {
        case "test":
            return plan.metricNames
                + (settings.rules?.isEmpty == false ? plan.differenceNames(to: "rule", scale: .ranking) : [])
        case BacktestResult.slice:
            return ["auroc"]
                + (reference.map { ["auroc_of_\($0)", EvaluationPlan.differenceMetric("auroc", to: $0)] }
                    ?? [])
        default:
            var plan = plan
            plan.groups = []
            plan.capacity = nil
            return plan.metricNames
                + (reference.map { plan.differenceNames(to: $0, scale: .probability) } ?? [])
        }
    }
}
