internal import Models
internal import Scoring

/// Scores of rows, by the Open Inference Protocol.
extension ScoringService {
    /// `POST /v2/models/{m}/infer`.
    func infer(
        _ body: [UInt8], by route: ModelRoute, version: String?, _ record: inout AnswerRecord,
        _ effort: inout ScoringEffort
    ) throws(ServingError) -> HTTPResponse {
        let trace = record.trace
        trace?.begin(.parse)
        let champion = try route.model(version: version)
        trace?.model = champion
        let request = try InferenceRequest.parsing(body, for: champion, batchLimit: limits.batchRows)
        let subject = request.lead.map { self.subject($0, asOf: request.asOf ?? .now) }
        trace?.begin(.score)
        var model = champion
        let (review, rows): (InputReview, ScoredRows)
        if let subject, version == nil {
            (model, review, rows) = try routed(route, champion, lead: subject.lead) {
                (asked) throws(ServingError) in
                guard asked === champion else { return try ask(asked, body) }
                try route.terms.admit(champion, &effort)
                return try scored(request.rows, by: champion)
            }
        } else {
            try route.terms.admit(champion, &effort)
            (review, rows) = try scored(request.rows, by: champion)
        }
        model.meter.found(review.findings)
        effort.add(rows, by: model)
        if version == nil, !route.shadows.isEmpty {
            shadow(route, beside: model, about: subject, bytes: body.count, in: trace?.context) {
                (asked) throws(ServingError) in
                try self.ask(asked, body).rows
            }
        }
        record.answered(by: model)
        trace?.begin(.write)
        let scores = rows.scores
        let decision = decide(model, about: subject, rows, in: trace?.context)
        record.decided(decision)
        return HTTPResponse.json { writer in
            writer.object { writer in
                writer.raw(model.answerHead)
                writer.member("id", request.id)
                writer.raw(#""parameters":"#)
                writer.object { writer in
                    decision.writeOrigin(&writer)
                    if !review.findings.isEmpty {
                        writer.member("warnings", review.summary(model.package.model.inputs))
                    }
                }
                Self.write(&writer, request.outputs, rows: scores.count) { $0.value(scores[$1]) }
            }
        }
    }

    /// Has a version read a body of infer, look at its rows and score them.
    private func ask(
        _ model: LoadedModel, _ body: [UInt8]
    ) throws(ServingError) -> (review: InputReview, rows: ScoredRows) {
        let request = try InferenceRequest.parsing(body, for: model, batchLimit: limits.batchRows)
        return try scored(request.rows, by: model)
    }

    /// Writes the member `outputs` of an answer of infer.
    ///
    /// - Parameter value: of an output in a row.
    static func write(
        _ writer: inout JSONWriter, _ outputs: [InferenceOutput], rows: Int,
        _ value: (InferenceOutput, Int) -> Double
    ) {
        writer.raw(#""outputs":"#)
        writer.array { writer in
            for output in outputs {
                if rows == 1 {
                    writer.raw(output.headOfOneRow)
                } else {
                    writer.raw(output.head)
                    writer.number(rows)
                    writer.rest(InferenceOutput.middle)
                }
                for row in 0..<rows { writer.number(value(output, row)) }
                writer.rest(InferenceOutput.end)
            }
        }
    }
}
