internal import Features
internal import Models
internal import Scoring

/// Why a lead scores as it does, and what would take it elsewhere.
extension ScoringService {
    /// `POST /v1/explain`.
    ///
    /// Counted as an explanation: no score, no traffic that a trial or a look at drift would see.
    func explain(_ body: [UInt8], _ trace: RequestTrace?) throws(ServingError) -> HTTPResponse {
        trace?.begin(.parse)
        let request = try ExplainRequest(parsing: body)
        let model = try store.model(request.model, version: request.version)
        trace?.model = model
        var lead: (entity: EntityKey, time: Instant, answer: LiveScorer.Answer)?
        if let events = request.lead {
            let entity = try events.entity(unit: model.package.unit)
            let time = events.asOf ?? .now
            trace?.begin(.features)
            guard let live = model.live else { throw .takesRows(model, remedy: "send a row") }
            lead = (
                entity, time, live.answer(for: entity, events: events.events, at: time, withReadings: true)
            )
        }
        var texts = LevelTexts()
        let sent =
            if let lead { lead.answer.slots } else { try request.slots(of: model, noting: &texts) }
        trace?.begin(.score)
        var row = InputRows(count: 1, model: model, slots: sent)
        let review: InputReview
        do throws(ServingError) {
            review = try self.review(&row, of: model)
        } catch {
            model.meter.refused(error)
            throw error
        }
        let slots = row.slots
        let explained = try ExplainedRow(slots, by: model, against: request.basis)
        var search: CounterfactualSearch?
        if let change = request.change {
            if let lead, let live = model.live {
                for (input, feature) in live.featureOfInput.enumerated() {
                    guard case .category(let level) = lead.answer.values[feature],
                        model.package.model.inputs[input].kind == .category
                    else { continue }
                    texts.slot(of: level, input: input, of: model.package.model)
                }
            }
            let offered = try change.values(of: model, noting: &texts)
            search = CounterfactualSearch(
                model.package.model, row: slots, target: change.target, offered: offered)
        }
        model.meter.explained()
        trace?.begin(.write)
        return HTTPResponse.json { writer in
            writer.object { writer in
                writer.member("model_name", model.name)
                writer.member("model_version", "\(model.version)")
                writer.member("digest", "\(model.digest)")
                writer.member("entity", lead.map { "\($0.entity)" })
                writer.member("asOf", lead.map { "\($0.time)" })
                explained.write(&writer, top: request.top)
                let stale =
                    lead.map { Self.writeStatuses(&writer, $0.answer, model, at: $0.time, review.policy) }
                    ?? []
                writer.key("warnings")
                writer.array { writer in
                    for warning in review.sentences(model.package.model.inputs) + stale {
                        writer.string(warning)
                    }
                }
                guard let search, let change = request.change else { return }
                writer.key("change")
                let logistic = model.package.model
                ExplainedChange(
                    search, row: slots, model: logistic, texts: texts,
                    scorings: ChangeRequest.scorings(of: logistic)
                ).write(&writer, target: change.target, limit: change.limit)
            }
        }
    }
}
