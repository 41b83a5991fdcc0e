public import Models

/// One row of a model's inputs with the exact doubles it scores.
public struct GoldenRow: Codable, Equatable, Sendable {
    /// The inputs in the model's order: a number, a category's level as text, or null for missing.
    public var inputs: [InputValue]
    /// The uncalibrated linear predictor.
    public var margin: Double
    /// The calibrated logit.
    public var logit: Double
    /// The calibrated probability.
    public var probability: Double

    /// Records what a model makes of a row now.
    public init(inputs: [InputValue], model: LogisticModel) {
        let row = inputs.indices.map { inputs[$0].slot(input: $0, of: model) }
        let score = model.score(row.span)
        self.inputs = inputs
        margin = score.margin
        logit = score.logit
        probability = score.probability.value
    }
}

extension ScorerPackage {
    /// Scores every golden row and compares the bits.
    ///
    /// - Throws: `ScoringError` naming the first row and field that differ, or a row of another shape; a package
    ///   without golden rows is refused, since nothing would be proved.
    public func replayGolden() throws(ScoringError) {
        if golden.isEmpty { throw .malformed(file: Self.goldenFile, problem: "there are no rows") }
        for (index, row) in golden.enumerated() {
            guard row.inputs.count == model.inputs.count else {
                throw .malformed(
                    file: Self.goldenFile, problem: "row \(index + 1) has another number of inputs")
            }
            let again = GoldenRow(inputs: row.inputs, model: model)
            if again.margin.bitPattern != row.margin.bitPattern {
                throw .goldenRow(index: index, field: "margin")
            }
            if again.logit.bitPattern != row.logit.bitPattern {
                throw .goldenRow(index: index, field: "logit")
            }
            if again.probability.bitPattern != row.probability.bitPattern {
                throw .goldenRow(index: index, field: "probability")
            }
        }
    }
}
