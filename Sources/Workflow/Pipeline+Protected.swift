import Datasets
import Evaluation
import Features
import Learning
import Settings
import Spelling

extension Pipeline {
    /// Refuses groups and protected attributes that are no categories, and a model that takes what is protected without
    /// saying why.
    func checkGroupings(_ plan: EvaluationPlan) throws(SettingsError) {
        let known = categories
        for (key, names) in [("groups", plan.groups), ("protected", plan.protected)] {
            for (index, name) in names.enumerated() where !known.contains(name) {
                throw document.error(
                    at: ["evaluation", key, "\(index)"],
                    "there is no \(isTable ? "group or text" : "feature") '\(name)' that is a category",
                    remedy: NearestName.remedy(for: name, among: known))
            }
        }
        let protected = Set(plan.protected)
        let used = settings.inputNames.first(where: protected.contains)
        guard let reason = settings.model?.usesProtected else {
            if let used {
                throw document.error(
                    at: ["model", "inputs", used], "'\(used)' is protected: it serves the audit only",
                    remedy: "leave it out, or write model: {usesProtected: REASON}, which the card shows")
            }
            if !protected.isEmpty, settings.inputNames.isEmpty {
                throw document.error(
                    at: ["evaluation", "protected"], "no feature is left that a model may take",
                    remedy: "define features that are not protected")
            }
            return
        }
        if !reason.contains(where: { !$0.isWhitespace }) {
            throw document.error(
                at: ["model", "usesProtected"], "there is no reason in it",
                remedy: "say why the model may take what is protected; the card shows it")
        }
        if used == nil {
            throw document.error(
                at: ["model", "usesProtected"], "no input of the model is protected",
                remedy: "name the attribute in model.inputs, or remove usesProtected")
        }
    }

    /// What results may be broken down by.
    private var categories: [String] {
        if let features = settings.features {
            return features.names.filter { features.columnKind(of: $0) == .category }
        }
        guard let table = settings.table else { return [] }
        let texts = table.featureFields.filter { $0.field.type == .text || $0.field.type == .key }
        return (texts + table.groupFields).map(\.name).sorted()
    }
}
