import Datasets
import Evaluation
import Features
import Learning
import Settings
import Spelling

extension Pipeline {
    /// Refuses changes that nobody could propose: of what is no input, of a group that rates are compared by, or of another
    /// kind of value.
    func checkActionable() throws(SettingsError) {
        if let actionable = settings.actionable, actionable.isEmpty {
            throw document.error(
                at: ["actionable"], "`actionable` is empty", remedy: "name an input, or leave the key out")
        }
        let known = settings.features?.names ?? settings.table?.featureFields.map(\.name) ?? []
        let inputs = settings.model?.allInputs?.map(\.name) ?? known
        for (name, entry) in (settings.actionable ?? [:]).sorted(by: { $0.key < $1.key }) {
            let place = ["actionable", name]
            guard inputs.contains(name) else {
                throw document.error(
                    at: place, "there is no input '\(name)' of the model",
                    remedy: NearestName.remedy(for: name, among: inputs))
            }
            if settings.evaluation?.groupings.contains(name) ?? false {
                throw document.error(
                    at: place, "'\(name)' is a group that rates are compared by, and is never changed",
                    remedy: "remove it here, or from evaluation.groups or evaluation.protected")
            }
            if let problem = entry.problem {
                throw document.error(at: place, problem, remedy: "see docs/explain.md, what can be acted on")
            }
            if entry.isOfLevels != isCategory(name) {
                throw document.error(
                    at: place,
                    entry.isOfLevels
                        ? "'\(name)' is a number and has no levels"
                        : "'\(name)' is a category, and only numbers have bounds and steps",
                    remedy: entry.isOfLevels ? "give minimum, maximum and step" : "give levels")
            }
        }
    }

    /// Whether a feature is a category.
    func isCategory(_ name: String) -> Bool {
        if let kind = settings.features?.columnKind(of: name) { return kind == .category }
        switch settings.table?.fields[name]?.type {
        case .text?, .key?: return true
        default: return false
        }
    }
}
