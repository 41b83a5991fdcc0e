internal import Features
internal import Models
internal import Scoring

/// Why a lead scores as it does, and what would take it elsewhere.
extension ScoringService {
    /// `POST /v1/explain`: by the version that a score of the same question would be of, with that decision's name.
    ///
    /// Counted as an explanation: no score, no decision that is logged, no traffic that a trial or a look at drift would see.
    func explain(_ body: [UInt8], _ record: inout AnswerRecord) throws(ServingError) -> HTTPResponse {
        let trace = record.trace
        trace?.begin(.parse)
        let request = try ExplainRequest(parsing: body)
        let route = try store.route(request.model)
        record.model = route.name
        let champion = try route.model(version: request.version)
        trace?.model = champion
        if request.lead != nil, champion.live == nil { throw .takesRows(champion, remedy: "send a row") }
        let entity = try request.entity(of: champion)
        let time = request.asOf ?? .now
        let subject = entity.map { self.subject($0, asOf: time) }
        var read = try read(request, by: route, champion, about: entity, subject, at: time, trace)
        let (model, review) = (read.model, read.review)
        let explained = try ExplainedRow(read.slots, by: model, against: request.basis)
        var search: CounterfactualSearch?
        if let change = request.change {
            read.noteLevels()
            let offered = try change.values(of: model, noting: &read.texts)
            search = CounterfactualSearch(
                model.package.model, row: read.slots, target: change.target, offered: offered)
        }
        model.meter.explained()
        record.answered(by: model)
        trace?.begin(.write)
        let found = read.found(in: request.lead?.events ?? [], at: time)
        let decision = ServedDecision(model, about: subject, slots: read.slots.span)
        record.decided(decision)
        return HTTPResponse.json { writer in
            writer.object { writer in
                writer.member("model_name", model.name)
                writer.member("model_version", "\(model.version)")
                decision.writeOrigin(&writer)
                writer.member("entity", entity.map { "\($0)" })
                writer.member("asOf", entity.map { _ in "\(time)" })
                explained.write(&writer, top: request.top)
                let stale =
                    read.answer.map { Self.writeStatuses(&writer, $0, model, at: time, review.policy) } ?? []
                writer.key("warnings")
                writer.array { writer in
                    for warning in review.sentences(model.package.model.inputs) + stale + found {
                        writer.string(warning)
                    }
                }
                guard let search, let change = request.change else { return }
                writer.key("change")
                let logistic = model.package.model
                ExplainedChange(
                    search, row: read.slots, model: logistic, texts: read.texts,
                    scorings: ChangeRequest.scorings(of: logistic)
                ).write(&writer, target: change.target, limit: change.limit)
            }
        }
    }

    /// What is explained, as the version reads it that answers the lead: the canary where the lead is of its share and it can,
    /// else the champion.
    private func read(
        _ request: ExplainRequest, by route: ModelRoute, _ champion: LoadedModel, about entity: EntityKey?,
        _ subject: DecisionSubject?, at time: Instant, _ trace: RequestTrace?
    ) throws(ServingError) -> ReadRow {
        if request.version == nil, let subject,
            let challenger = route.challenger(of: champion, for: subject.lead),
            let read = try? read(request, by: challenger, about: entity, at: time, trace)
        {
            return read
        }
        do throws(ServingError) {
            return try read(request, by: champion, about: entity, at: time, trace)
        } catch {
            champion.meter.refused(error)
            throw error
        }
    }

    private func read(
        _ request: ExplainRequest, by model: LoadedModel, about entity: EntityKey?, at time: Instant,
        _ trace: RequestTrace?
    ) throws(ServingError) -> ReadRow {
        var answer: LiveScorer.Answer?
        if let events = request.lead?.events, let entity {
            guard let live = model.live else { throw .takesRows(model, remedy: "send a row") }
            try expect(entity, toBeScoredBy: model)
            trace?.begin(.features)
            answer = live.answer(for: entity, events: events, at: time, withReadings: true)
        }
        var texts = LevelTexts()
        let sent = if let answer { answer.slots } else { try request.slots(of: model, noting: &texts) }
        trace?.begin(.score)
        var row = InputRows(count: 1, model: model, slots: sent)
        let review = try review(&row, of: model)
        return ReadRow(model: model, slots: row.slots, review: review, texts: texts, answer: answer)
    }
}
