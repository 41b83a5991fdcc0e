internal import Models
internal import Scoring

/// The smallest changes of a row that take it to a probability, for people.
struct ExplainedChange {
    private let search: CounterfactualSearch
    private let scorings: Int
    private let row: [Double]
    private let model: LogisticModel
    private let texts: LevelTexts

    /// What a search found.
    ///
    /// - Parameters:
    ///   - row: shape (inputs), as it is.
    ///   - texts: of hashed levels, as they were sent and offered.
    ///   - scorings: how often it may score pairs of inputs.
    init(
        _ search: CounterfactualSearch, row: [Double], model: LogisticModel, texts: LevelTexts, scorings: Int
    ) {
        self.search = search
        self.scorings = scorings
        self.row = row
        self.model = model
        self.texts = texts
    }

    /// Writes whether the target can be reached, how, whether all was tried, and the nearest where it cannot.
    ///
    /// - Parameter limit: how many answers at most.
    func write(_ writer: inout JSONWriter, target: Double, limit: Int) {
        let isReachable = search.isReached || search.isReachable
        let found = search.found(limit: limit, scorings: scorings)
        writer.object { writer in
            writer.member("to", target)
            writer.key("isReachable")
            writer.boolean(isReachable)
            writer.key("answers")
            writer.array { writer in
                for answer in found.answers { write(&writer, answer) }
            }
            writer.key("isComplete")
            writer.boolean(found.isComplete)
            if isReachable { return }
            writer.key("nearest")
            write(&writer, search.farthest)
        }
    }

    private func write(_ writer: inout JSONWriter, _ answer: Counterfactual) {
        writer.object { writer in
            writer.key("changes")
            writer.array { writer in
                for change in answer.changes {
                    writer.object { writer in
                        writer.member("input", model.inputs[change.input].name)
                        writer.key("from")
                        writer.value(
                            texts.value(slot: row[change.input], input: change.input, of: model))
                        writer.key("to")
                        writer.value(texts.value(slot: change.value, input: change.input, of: model))
                        writer.member("distance", change.distance)
                    }
                }
            }
            writer.member("probability", answer.score.probability.value)
            writer.member("logit", answer.score.logit)
            writer.member("distance", answer.distance)
        }
    }
}
