internal import Features
internal import Models
internal import Scoring

/// What `/v1/score` answers.
extension ScoringService {
    /// Writes what a version says of a lead: the score, the features, and why where that is told.
    static func write(
        _ writer: inout JSONWriter, _ answer: LiveScorer.Answer, _ model: LoadedModel, isExplained: Bool
    ) {
        let explanation = answer.explanation
        writer.member("score", explanation.score.uncalibratedProbability.value)
        writer.member("probability", explanation.score.probability.value)
        writer.member("logit", explanation.score.logit)
        if isExplained { writeReasons(&writer, answer, model) }
        writer.key("features")
        writer.object { writer in
            for (feature, value) in zip(model.package.features?.features ?? [], answer.values) {
                writer.key(feature.name)
                writer.value(value)
            }
        }
    }

    private static func writeReasons(
        _ writer: inout JSONWriter, _ answer: LiveScorer.Answer, _ model: LoadedModel
    ) {
        writer.member("baseline", answer.explanation.baseline)
        writer.key("contributions")
        writer.array { writer in
            for (index, input) in model.package.model.inputs.enumerated() {
                let value = answer.values[model.featureIndices[index]]
                writer.object { writer in
                    writer.member("input", input.name)
                    writer.key("value")
                    writer.value(value)
                    writer.member("contribution", answer.explanation.contributions[index])
                    writer.member("sentence", input.sentence(for: InputValue(value)))
                }
            }
        }
    }

    /// Writes what reading each feature found, and which are stale.
    ///
    /// - Returns: a warning for each stale feature.
    static func writeStatuses(
        _ writer: inout JSONWriter, _ answer: LiveScorer.Answer, _ model: LoadedModel, at time: Instant,
        _ policy: InputPolicy
    ) -> [String] {
        let read = zip(model.package.features?.names ?? [], answer.readings)
        writer.key("status")
        writer.object { writer in
            for (name, reading) in read { writer.member(name, reading.status.rawValue) }
        }
        guard let age = policy.staleAfter else { return [] }
        let stale = read.filter { $1.newest.map { $0 < time - age } ?? false }.map(\.0)
        writer.key("stale")
        writer.array { writer in
            for name in stale { writer.string(name) }
        }
        return stale.map { "feature '\($0)' is stale: its newest event is older than \(age)" }
    }
}
