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
        try checkEnsemble(of: model)
        // An ensemble's weights and intercept are fitted to the calibrate slice's rows, each of which counts 1.
        if model.ensemble == nil && model.classWeights != nil
            && settings.calibration?.method == CalibrationMethod.none
        {
            throw document.error(
                at: ["model", "classWeights"],
                "without a calibration the probabilities would be those of another population",
                remedy: "leave `calibration` at `method: platt`, or remove `classWeights`")
        }
        guard case .rows? = settings.table?.order else { return }
        var halfLives = model.halfLife == nil ? [] : [["model", "halfLife"]]
        for member in model.ensemble?.members ?? [] where member.settings.halfLife != nil {
            halfLives.append(["model", "ensemble", member.name, "halfLife"])
        }
        if let place = halfLives.first {
            throw document.error(
                at: place, "rows of a table without times have no age",
                remedy: "order the table by a field (`order: {asOf: FIELD}`), or remove `halfLife`")
        }
    }

    /// Refuses members that cannot be trained, each at its own setting.
    private func checkEnsemble(of model: ModelSettings) throws(SettingsError) {
        for member in model.ensemble?.members ?? [] {
            do throws(ConfigurationError) {
                _ = try ScorerTrainer(model.settings(of: member))
            } catch {
                throw document.error(
                    at: ["model", "ensemble", member.name, error.key], "it must be \(error.requirement)",
                    remedy: "correct the setting")
            }
        }
        do throws(ConfigurationError) {
            _ = try EnsembleTrainer(model)
        } catch {
            throw document.error(
                at: ["model", error.key], "it must be \(error.requirement)", remedy: "correct the members")
        }
    }
}
