import Datasets
import Learning
import Models
import Settings

extension Pipeline {
    /// What the model's settings and the other sections must agree on.
    func checkModel() throws(SettingsError) {
        let model: ModelSettings
        do throws(ConfigurationError) {
            model = settings.model ?? ModelSettings()
            _ = try ScorerTrainer(model)
        } catch {
            throw document.error(
                at: ["model", error.key], "it must be \(error.requirement)", remedy: "correct the setting")
        }
        if model.classWeights != nil && settings.calibration?.method == CalibrationMethod.none {
            throw document.error(
                at: ["model", "classWeights"],
                "without a calibration the probabilities would be those of another population",
                remedy: "leave `calibration` at `method: platt`, or remove `classWeights`")
        }
        if case .rows? = settings.table?.order, model.halfLife != nil {
            throw document.error(
                at: ["model", "halfLife"], "rows of a table without times have no age",
                remedy: "order the table by a field (`order: {asOf: FIELD}`), or remove `halfLife`")
        }
    }
}
