import Datasets
import Evaluation
import Features
import Learning

extension PipelineSettings {
    /// The names that the model takes: those it is given, else every feature that is neither protected nor a group of a
    /// table.
    var inputNames: [String] {
        if let entries = model?.allInputs { return entries.map(\.name) }
        let protected = Set(evaluation?.protected ?? [])
        let features = features?.names ?? table?.featureFields.map(\.name) ?? []
        return features.filter { !protected.contains($0) }
    }

    /// The names that results are broken down by and that the model does not take: no scoring needs them.
    var auditOnly: Set<String> {
        Set(evaluation?.groupings ?? []).union(table?.groupFields.map(\.name) ?? []).subtracting(inputNames)
    }

    /// What a scorer has to compute.
    var servedFeatures: FeatureSet? { features?.without(auditOnly) }

    /// The protected attributes, and what the model does with them; nil without any.
    var protectedAttributes: [ProtectedAttribute]? {
        guard let names = evaluation?.protected, !names.isEmpty else { return nil }
        let inputs = Set(inputNames)
        return names.map { name in
            ProtectedAttribute(name: name, usedBecause: inputs.contains(name) ? model?.usesProtected : nil)
        }
    }

    /// Names the inputs where the pipeline leaves them out and not every column may be one.
    mutating func chooseInputs() throws(ConfigurationError) {
        guard model?.allInputs == nil, !auditOnly.isEmpty else { return }
        var model = model ?? ModelSettings()
        // Members that list none take these.
        model.inputs = try InputSelection(inputNames.map { InputSelection.Entry(name: $0) })
        self.model = model
    }
}
