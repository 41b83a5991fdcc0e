internal import Features
internal import Models
internal import Scoring

/// Scoring a lead from its raw events.
extension ScoringService {
    /// `POST /v1/score`: the features by the fold that training used, the score, and to a key for that why.
    func score(
        _ body: [UInt8], for caller: Caller, _ record: inout AnswerRecord
    ) throws(ServingError) -> HTTPResponse {
        record.trace?.begin(.parse)
        // A text that is no JSON asks no model.
        let root = try JSONDocument(parsing: body).root
        let request: ScoreRequest
        do throws(ServingError) {
            request = try ScoreRequest(root)
        } catch {
            let asked = route(askedBy: root)
            record.model = asked?.route.name
            asked?.route.meter(ofVersion: asked?.version).failed(error)
            throw error
        }
        let route = try store.route(request.model)
        record.model = route.name
        return try asking(route, version: request.version) { (effort) throws(ServingError) in
            try score(request, of: body, by: route, for: caller, &record, &effort)
        } otherwise: { (fallback) throws(ServingError) in
            score(request, by: fallback, record)
        }
    }

    /// The model, and the version if one, that a body of `/v1/score` asks which cannot be read otherwise; nil where nobody can
    /// say which.
    private func route(askedBy root: JSONNode) -> (route: ModelRoute, version: String?)? {
        guard root.kind == .object else { return nil }
        let members = root.members
        let name = members["model"]?.string
        guard name != nil || members["model"] == nil, let route = try? store.route(name) else { return nil }
        return (route, try? ScoreRequest.version(members))
    }

    private func score(
        _ request: ScoreRequest, of body: [UInt8], by route: ModelRoute, for caller: Caller,
        _ record: inout AnswerRecord, _ effort: inout ScoringEffort
    ) throws(ServingError) -> HTTPResponse {
        let trace = record.trace
        let champion = try route.model(version: request.version)
        trace?.model = champion
        guard champion.live != nil else { throw Self.takesRows(champion) }
        let entity = try request.entity(unit: champion.package.unit)
        let (events, time) = (request.events, request.asOf ?? .now)
        let subject = self.subject(entity, asOf: time)
        var model = champion
        let (read, rows): (ReviewedLead, ScoredRows)
        if request.version == nil {
            (model, read, rows) = try routed(route, champion, lead: subject.lead) {
                (asked) throws(ServingError) in
                try route.terms.admit(asked, &effort)
                return try ask(asked, about: entity, events, at: time, trace)
            }
            shadow(route, beside: model, about: subject, bytes: body.count, in: trace?.context) {
                (asked) throws(ServingError) in
                try self.ask(asked, about: entity, ScoreRequest(parsing: body).events, at: time).1
            }
        } else {
            try route.terms.admit(champion, &effort)
            (read, rows) = try ask(champion, about: entity, events, at: time, trace)
        }
        model.meter.found(read.review.findings)
        // A question about another time than now says nothing of how long its lead waited.
        if request.asOf == nil, let newest = Self.newest(events, at: time) {
            let microseconds = time.microseconds - newest.microseconds
            model.meter.scoredLead(secondsSinceEvent: Int((microseconds + 999_999) / 1_000_000))
        }
        effort.add(rows, by: model, bytes: body.count)
        record.answered(by: model)
        trace?.begin(.write)
        let decision = decide(model, about: subject, rows, in: trace?.context)
        record.decided(decision)
        let (answer, review) = (read.answer, read.review)
        let found =
            model.live.map { EventReview(request.events, at: time, by: $0.eventSchema).sentences } ?? []
        return HTTPResponse.json { writer in
            writer.object { writer in
                writer.member("model_name", model.name)
                writer.member("model_version", "\(model.version)")
                decision.writeOrigin(&writer)
                writer.member("entity", "\(entity)")
                writer.member("asOf", "\(time)")
                Self.write(&writer, answer, model, isExplained: caller.roles.contains(.explain))
                let stale = Self.writeStatuses(&writer, answer, model, at: time, review.policy)
                writer.key("warnings")
                writer.array { writer in
                    for warning in review.sentences(model.package.model.inputs) + stale + found {
                        writer.string(warning)
                    }
                }
            }
        }
    }

    /// Asks a version about an entity, and counts it in its meter.
    private func ask(
        _ model: LoadedModel, about entity: EntityKey, _ events: [Event], at time: Instant,
        _ trace: RequestTrace? = nil
    ) throws(ServingError) -> (ReviewedLead, ScoredRows) {
        guard let live = model.live else { throw Self.takesRows(model) }
        try expect(entity, toBeScoredBy: model)
        let start = MonotonicTime.now
        var answer = live.answer(
            for: entity, events: events, at: time, withReadings: true,
            features: { trace?.begin(.features) }, score: { trace?.begin(.score) })
        var row = InputRows(count: 1, model: model, slots: answer.slots)
        let review = try review(&row, of: model)
        let slots = row.slots
        // A value that counts as missing changes the score.
        if zip(answer.slots, slots).contains(where: { $0.bitPattern != $1.bitPattern }) {
            answer.explanation = model.package.model.explain(slots.span)
        }
        let nanoseconds = MonotonicTime.now.nanoseconds(since: start)
        let scores = [answer.explanation.score]
        model.count(scores, slots: slots.span, nanoseconds: nanoseconds)
        return (
            ReviewedLead(answer: answer, review: review),
            ScoredRows(scores: scores, slots: slots, nanoseconds: nanoseconds)
        )
    }

    /// When the last of the events occurred that are known at a time.
    private static func newest(_ events: [Event], at time: Instant) -> Instant? {
        events.lazy.filter { $0.isKnown(at: time) }.map(\.occurredAt).max()
    }

    /// Refuses an entity of another unit than a version's, as a canary may have another than the champion.
    func expect(_ entity: EntityKey, toBeScoredBy model: LoadedModel) throws(ServingError) {
        guard entity.namespace != model.package.unit else { return }
        throw .unsupported(
            problem: "version \(model.version) of model '\(model.name)' scores another unit",
            remedy: "send \(model.package.unit):ID")
    }

    private static func takesRows(_ model: LoadedModel) -> ServingError {
        .takesRows(model, remedy: "send its inputs to /v2/models/\(model.name)/infer")
    }
}
