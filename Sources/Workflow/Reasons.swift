public import Models
public import Scoring

/// Puts contributions into words.
public enum Reasons {
    /// The inputs that raise a score most.
    ///
    /// - Parameters:
    ///   - explanation: contributions in the order of the model's inputs.
    ///   - inputs: the row's values in that order.
    ///   - model: names and sentences.
    ///   - count: how many at most.
    /// - Returns: sentences with the value filled in, strongest first; ties in the order of the inputs.
    public static func raising(
        _ explanation: Explanation, inputs: [InputValue], model: LogisticModel, count: Int = 3
    ) -> [String] {
        let order = explanation.contributions.indices.filter { explanation.contributions[$0] > 0 }.sorted {
            (explanation.contributions[$1], $0) < (explanation.contributions[$0], $1)
        }
        return order.prefix(count).map { model.inputs[$0].sentence(for: inputs[$0]) }
    }
}
