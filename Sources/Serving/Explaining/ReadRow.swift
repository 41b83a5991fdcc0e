internal import Features
internal import Models
internal import Scoring

/// A row as a version reads it from a request for an explanation.
struct ReadRow {
    /// The version.
    let model: LoadedModel
    /// What is scored, shape (inputs), after a look at every value.
    let slots: [Double]
    /// What was found in it.
    let review: InputReview
    /// Those of hashed levels, as they were sent.
    var texts = LevelTexts()
    /// What the events came to; nil where a row was sent.
    let answer: LiveScorer.Answer?

    /// What is to be said of the events that were sent.
    func found(in events: [Event], at time: Instant) -> [String] {
        model.live.map { EventReview(events, at: time, by: $0.eventSchema).sentences } ?? []
    }

    /// Notes the texts of the levels that events came to.
    mutating func noteLevels() {
        guard let answer, let live = model.live else { return }
        let logistic = model.package.model
        for (input, feature) in live.featureOfInput.enumerated() {
            guard case .category(let level) = answer.values[feature],
                logistic.inputs[input].kind == .category
            else { continue }
            texts.slot(of: level, input: input, of: logistic)
        }
    }
}
