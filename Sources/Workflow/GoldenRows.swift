import Features
import Models
import Scoring

/// Rows for `golden.json`, made of the train slice's quantiles and levels: they exercise every input, and none is
/// a person's.
enum GoldenRows {
    /// How many rows run through the quantiles.
    static let quantiles = 16

    /// - Parameters:
    ///   - model: the calibrated model.
    ///   - frame: the train rows.
    /// - Returns: quantile rows, a row where everything is missing, and one of unknown levels.
    /// - Complexity: O(inputs x rows log rows).
    static func make(_ model: LogisticModel, from frame: FeatureFrame) -> [GoldenRow] {
        let columns = model.inputs.map { input in values(of: input, in: frame) }
        var rows = (0..<quantiles).map { step in
            columns.enumerated().map { index, values in
                // Each input starts elsewhere, so that rows are not all low or all high.
                values.isEmpty ? InputValue.missing : values[(step * 5 + index * 3) % values.count]
            }
        }
        rows.append(model.inputs.map { _ in .missing })
        rows.append(
            model.inputs.enumerated().map { index, input in
                input.kind == .category ? .level("") : columns[index].last ?? .missing
            })
        return rows.map { GoldenRow(inputs: $0, model: model) }
    }

    private static func values(of input: ModelInput, in frame: FeatureFrame) -> [InputValue] {
        switch frame.column(input.name)?.values {
        case .numbers(let numbers)?:
            let known = numbers.filter(\.isFinite).sorted()
            guard !known.isEmpty else { return [] }
            return (0..<quantiles).map { .number(known[(known.count - 1) * $0 / (quantiles - 1)]) }
        case .categories?:
            // Where levels are hashed none is known: texts of nobody's go through the same hash.
            return input.buckets == nil
                ? input.levels.map { .level($0) } : (0..<quantiles).map { .level("level \($0)") }
        case nil: return []
        }
    }
}
