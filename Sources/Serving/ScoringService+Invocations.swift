internal import Models
internal import Scoring

/// MLflow's alias.
extension ScoringService {
    /// `POST /invocations`.
    func invocations(
        _ body: [UInt8], by route: ModelRoute, _ record: inout AnswerRecord, _ effort: inout ScoringEffort
    ) throws(ServingError) -> HTTPResponse {
        let trace = record.trace
        trace?.begin(.parse)
        let model = try route.model(version: nil)
        trace?.model = model
        let limit = limits.batchRows
        let request = try InvocationsRequest(parsing: body, for: model, batchLimit: limit)
        trace?.begin(.score)
        try route.terms.admit(model, &effort)
        let (review, rows) = try scored(request.rows, by: model)
        model.meter.found(review.findings)
        effort.add(rows, by: model)
        let scores = rows.scores
        shadow(route, beside: model, about: nil, bytes: body.count) { (asked) throws(ServingError) in
            let own = try InvocationsRequest(parsing: body, for: asked, batchLimit: limit)
            return try self.scored(own.rows, by: asked).rows
        }
        trace?.begin(.write)
        record.answered(by: model)
        let decision = decide(model, about: nil, rows)
        record.decided(decision)
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
                    if !review.findings.isEmpty {
                        writer.member("warnings", review.summary(model.package.model.inputs))
                    }
                }
            }
        }
    }
}
