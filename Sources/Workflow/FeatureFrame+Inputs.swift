import Features
import Models

extension FeatureFrame {
    /// The columns that a model takes.
    ///
    /// - Complexity: O(columns).
    func inputs(of model: LogisticModel) -> FeatureFrame {
        without(Set(columns.map(\.name)).subtracting(model.inputs.map(\.name)))
    }
}
