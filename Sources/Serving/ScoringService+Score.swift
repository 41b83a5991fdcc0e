internal import Features
internal import Models
internal import Scoring

/// Scoring a lead from its raw events, and MLflow's alias.
extension ScoringService {
    /// `POST /v1/score`: the features by the fold that training used, the score, and to a key for that why.
    func score(
        _ body: [UInt8], for caller: Caller, _ trace: RequestTrace?
    ) throws(ServingError) -> HTTPResponse {
        trace?.begin(.parse)
        let request = try ScoreRequest(parsing: body)
        let route = try store.route(request.model)
        let champion = try store.model(request.model, version: request.version)
        trace?.model = champion
        guard champion.live != nil else { throw Self.takesRows(champion) }
        let entity = try request.entity(unit: champion.package.unit)
        let (events, time) = (request.events, request.asOf ?? .now)
        let subject = self.subject(entity, asOf: time)
        var model = champion
        let (answer, rows): (LiveScorer.Answer, ScoredRows)
        if request.version == nil {
            (model, answer, rows) = try routed(route, champion, lead: subject.lead) {
                (asked) throws(ServingError) in
                try Self.ask(asked, about: entity, events, at: time, trace)
            }
            shadow(route, beside: model, about: subject, bytes: body.count) { (asked) throws(ServingError) in
                try Self.ask(asked, about: entity, events, at: time).1
            }
        } else {
            (answer, rows) = try Self.ask(champion, about: entity, events, at: time, trace)
        }
        trace?.model = model
        if subject.isPseudonym { trace?.pseudonym = subject.lead }
        trace?.begin(.write)
        let decision = decide(model, about: subject, rows)
        let unseen = request.events.count { !$0.isKnown(at: time) }
        return HTTPResponse.json { writer in
            writer.object { writer in
                writer.member("model_name", model.name)
                writer.member("model_version", "\(model.version)")
                decision.writeOrigin(&writer)
                writer.member("entity", "\(entity)")
                writer.member("asOf", "\(time)")
                Self.write(&writer, answer, model, isExplained: caller.roles.contains(.explain))
                writer.key("warnings")
                writer.array { writer in
                    for warning in Self.warnings(answer, model, unseen: unseen) { writer.string(warning) }
                }
            }
        }
    }

    /// Asks a version about an entity, and counts it in its meter.
    private static func ask(
        _ model: LoadedModel, about entity: EntityKey, _ events: [Event], at time: Instant,
        _ trace: RequestTrace? = nil
    ) throws(ServingError) -> (LiveScorer.Answer, ScoredRows) {
        guard let live = model.live else { throw takesRows(model) }
        guard entity.namespace == model.package.unit else {
            throw .unsupported(
                problem: "version \(model.version) of model '\(model.name)' scores another unit",
                remedy: "send \(model.package.unit):ID")
        }
        let start = MonotonicTime.now
        let answer = live.answer(
            for: entity, events: events, at: time, features: { trace?.begin(.features) },
            score: { trace?.begin(.score) })
        let slots = model.featureIndices.enumerated().map { input, feature in
            InputValue(answer.values[feature]).slot(input: input, of: model.package.model)
        }
        let nanoseconds = MonotonicTime.now.nanoseconds(since: start)
        let scores = [answer.explanation.score]
        model.count(scores, slots: slots.span, nanoseconds: nanoseconds)
        return (answer, ScoredRows(scores: scores, slots: slots, nanoseconds: nanoseconds))
    }

    private static func takesRows(_ model: LoadedModel) -> ServingError {
        .unsupported(
            problem: "model '\(model.name)' takes rows of a table, not events",
            remedy: "send its inputs to /v2/models/\(model.name)/infer")
    }

    /// `POST /invocations`.
    func invocations(
        _ body: [UInt8], with model: LoadedModel, _ trace: RequestTrace?
    ) throws(ServingError) -> HTTPResponse {
        trace?.begin(.parse)
        trace?.model = model
        let request = try InvocationsRequest(parsing: body, for: model, batchLimit: limits.batchRows)
        let limit = limits.batchRows
        trace?.begin(.score)
        let rows = request.rows.scored()
        let scores = rows.scores
        shadow(try store.route(nil), beside: model, about: nil, bytes: body.count) {
            (asked) throws(ServingError) in
            try InvocationsRequest(parsing: body, for: asked, batchLimit: limit).rows.scored()
        }
        trace?.begin(.write)
        let decision = decide(model, about: nil, rows)
        return HTTPResponse.json { writer in
            writer.object { writer in
                writer.key("predictions")
                writer.array { writer in
                    for score in scores { writer.number(score.probability.value) }
                }
                writer.key("metadata")
                writer.object { writer in
                    writer.member("model_name", model.name)
                    writer.member("model_version", "\(model.version)")
                    decision.writeOrigin(&writer)
                }
            }
        }
    }

    private static func write(
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

    private static func warnings(
        _ answer: LiveScorer.Answer, _ model: LoadedModel, unseen: Int
    ) -> [String] {
        var warnings: [String] = []
        for (index, input) in model.package.model.inputs.enumerated() {
            switch answer.values[model.featureIndices[index]] {
            case .missing: warnings.append("input '\(input.name)' is missing; it counts as in training")
            case .category(let level)
            where model.package.model.encode(level: level, input: index) == ModelInput.unknownLevel:
                warnings.append("input '\(input.name)' has a category the model does not know")
            default: break
            }
        }
        if unseen > 0 { warnings.append("\(unseen) events are not earlier than asOf and do not count") }
        return warnings
    }
}
