internal import Models
internal import Scoring

extension LoadedModel {
    /// Counts a batch that was scored, and what its rows lacked.
    ///
    /// - Parameters:
    ///   - scores: one a row.
    ///   - slots: shape (rows, inputs), row-major.
    ///   - nanoseconds: what scoring took.
    func count(_ scores: [Score], slots: Span<Double>, nanoseconds: Int) {
        var tally = ScoreTally()
        for score in scores { tally.add(probability: score.probability.value) }
        meter.scored(tally, nanoseconds: nanoseconds)
        // Most rows lack nothing, which is seen faster at a glance. A number of -1 is looked at twice.
        var lacking = 0
        for place in slots.indices {
            let value = slots[place]
            // Without a branch, so that several are looked at at once.
            lacking &+= value == value && value != ModelInput.unknownLevel ? 0 : 1
        }
        if lacking == 0 { return }
        let inputs = package.model.inputs
        for input in inputs.indices {
            var missing = 0
            var unknown = 0
            for row in scores.indices {
                let value = slots[row * inputs.count + input]
                if value.isNaN {
                    missing += 1
                } else if value == ModelInput.unknownLevel, inputs[input].kind == .category {
                    unknown += 1
                }
            }
            if missing > 0 { meter.sawMissing(input: input, rows: missing) }
            if unknown > 0 { meter.sawUnknown(input: input, rows: unknown) }
        }
    }
}
