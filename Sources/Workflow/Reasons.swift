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
        return order.prefix(count).map { sentence(of: model.inputs[$0], value: inputs[$0]) }
    }

    /// An input's sentence with its value, or `name = value` where it has none.
    public static func sentence(of input: ModelInput, value: InputValue) -> String {
        let text =
            switch value {
            case .number(let number):
                Figures.plain(number)
            case .level(let level): level.isEmpty ? "an unknown value" : level
            case .missing: "nothing known"
            }
        guard let sentence = input.sentence,
            case let parts = sentence.split(separator: "{value}", omittingEmptySubsequences: false),
            parts.count == 2, value != .missing
        else { return "\(input.name): \(text)" }
        return parts[0] + text + parts[1]
    }
}
