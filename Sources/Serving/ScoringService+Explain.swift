internal import Features
internal import Models
internal import Scoring

/// Why a lead scores as it does, and what would take it elsewhere.
extension ScoringService {
    /// `POST /v1/explain`.
    func explain(_ body: [UInt8], _ trace: RequestTrace?) throws(ServingError) -> HTTPResponse {
        trace?.begin(.parse)
        let request = try ExplainRequest(parsing: body)
        let model = try store.model(request.model, version: request.version)
        trace?.model = model
        let start = MonotonicTime.now
        var lead: (entity: EntityKey, time: Instant)?
        var row: [Double]?
        if let events = request.lead {
            let entity = try events.entity(unit: model.package.unit)
            let time = events.asOf ?? .now
            trace?.begin(.features)
            guard let live = model.live else { throw .takesRows(model, remedy: "send a row") }
            row = live.answer(for: entity, events: events.events, at: time).slots
            lead = (entity, time)
        }
        let slots = if let row { row } else { try request.slots(of: model) }
        trace?.begin(.score)
        let explained = try ExplainedRow(slots, by: model, against: request.basis)
        var search: CounterfactualSearch?
        if let change = request.change {
            let offered = try change.values(of: model)
            search = CounterfactualSearch(
                model.package.model, row: slots, target: change.target, offered: offered)
        }
        model.count(
            [explained.explanation.score], slots: slots.span,
            nanoseconds: MonotonicTime.now.nanoseconds(since: start))
        trace?.begin(.write)
        return HTTPResponse.json { writer in
            writer.object { writer in
                writer.member("model_name", model.name)
                writer.member("model_version", "\(model.version)")
                writer.member("digest", "\(model.digest)")
                writer.member("entity", lead.map { "\($0.entity)" })
                writer.member("asOf", lead.map { "\($0.time)" })
                explained.write(&writer, top: request.top)
                guard let search, let change = request.change else { return }
                writer.key("change")
                ExplainedChange(search, row: slots, inputs: model.package.model.inputs)
                    .write(&writer, target: change.target, limit: change.limit)
            }
        }
    }
}
