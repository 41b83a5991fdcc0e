internal import Features
internal import Registry
internal import Scoring

/// Models that cannot answer, and what is answered in their place.
extension ScoringService {
    /// Asks a model, or answers its declared fallback where it cannot; a request that gets neither is counted against the
    /// version it was for.
    ///
    /// - Parameters:
    ///   - route: of the model.
    ///   - version: the one that was asked for, for which nothing else may stand; nil where that is the daemon's choice.
    ///   - isShared: whether a canary may answer in the champion's place.
    func asking(
        _ route: ModelRoute, version: String? = nil, isShared: Bool = true,
        _ answer: (inout ScoringEffort) throws(ServingError) -> HTTPResponse,
        otherwise: (Fallback) throws(ServingError) -> HTTPResponse
    ) throws(ServingError) -> HTTPResponse {
        do throws(ServingError) {
            return try asking(
                route, isPinned: version != nil, hasOthers: version != nil || isShared && route.hasCanary,
                answer,
                otherwise: otherwise)
        } catch {
            route.meter(ofVersion: version).failed(error)
            throw error
        }
    }

    private func asking(
        _ route: ModelRoute, isPinned: Bool, hasOthers: Bool,
        _ answer: (inout ScoringEffort) throws(ServingError) -> HTTPResponse,
        otherwise: (Fallback) throws(ServingError) -> HTTPResponse
    ) throws(ServingError) -> HTTPResponse {
        let terms = route.terms
        let failure: ServingError
        do throws(ServingError) {
            return try terms.guarding(hasOthers: hasOthers, answer)
        } catch {
            failure = error
        }
        guard !isPinned, let reason = FallbackReason(failure), let policy = terms.policies.fallback else {
            throw failure
        }
        let fallback = Fallback(
            model: terms.name, alias: route.champion.reference.target.alias, probability: policy.probability,
            reason: reason)
        let response = try otherwise(fallback)
        terms.fallbacks.count(reason)
        return response
    }

    /// The fallback of an infer request: as many rows as its inputs have.
    ///
    /// - Parameter json: its body as JSON alone, where it was read already.
    func infer(
        _ json: [UInt8]?, of request: HTTPRequest, by fallback: Fallback, _ record: AnswerRecord
    ) throws(ServingError) -> HTTPResponse {
        let model = store.slot(fallback.model)?.current
        var body = json
        if body == nil, model == nil, let length = request.inferenceHeaderLength {
            // Which shapes there are is all that counts, and the head has them.
            body = try BinaryTensors.head(of: request.body, length: length)
        }
        let text = if let body { body } else { try self.body(of: request, for: store.route(fallback.model)) }
        let root = try JSONDocument(parsing: text).root
        let members = try root.object(at: "the body")
        let id = try members["id"].map { (node) throws(ServingError) in try node.text(at: "id") }
        let outputs = try InferenceRequest.outputs(members["outputs"])
        let question = try InferenceRequest.question(members, of: model)
        let rows: Int
        if let model {
            // It is left alone, and still knows its inputs.
            rows = try InferenceRequest.parsing(text, for: model, batchLimit: limits.batchRows).rows.count
        } else {
            let inputs = try (members["inputs"] ?? .missing(in: root)).list(at: "inputs")
            rows = try Self.rows(ofUnknown: inputs, limit: limits.batchRows)
            try InferenceRequest.expectOneRow(of: question.lead, among: rows)
        }
        keep(fallback, about: question.lead, asOf: question.asOf ?? .now, record)
        return HTTPResponse.json { writer in
            writer.object { writer in
                writer.member("model_name", fallback.model)
                writer.member("id", id)
                writer.key("parameters")
                writer.object { writer in
                    writer.member("alias", fallback.alias)
                    writer.member("fallback", fallback.reason.rawValue)
                    writer.member("action", Fallback.action)
                }
                Self.write(&writer, outputs, rows: rows) { output, _ in fallback.value(output) }
            }
        }
    }

    /// Keeps in the log of decisions that a lead was answered so: somebody has to look at it.
    private func keep(
        _ fallback: Fallback, about lead: EntityKey?, asOf: Instant, _ record: AnswerRecord
    ) {
        guard let decisions, let lead else { return }
        let subject = subject(lead, asOf: asOf)
        record.trace?.pseudonym = subject.lead
        decisions.write(fallback, about: subject, in: record.trace?.context)
    }

    /// How many rows inputs have whose model is not there.
    ///
    /// One tensor of one dimension is a row of numbers; the one column of a model of one input that holds categories has as
    /// many rows as strings.
    /// - Throws: `invalidField`, `batchTooLarge`.
    private static func rows(ofUnknown inputs: [JSONNode], limit: Int) throws(ServingError) -> Int {
        let wrong = ServingError.invalidField(
            path: "inputs[0].shape", problem: "is not the number of rows",
            remedy: "send [N] with N at least 1, the same for all inputs")
        guard let first = inputs.first else { throw wrong }
        let members = try first.object(at: "inputs[0]")
        let shape = try (members["shape"] ?? .missing(in: first)).list(at: "inputs[0].shape")
        guard let size = shape.first?.integer, size > 0, shape.count <= 2 else { throw wrong }
        let isOneRow =
            inputs.count == 1 && shape.count == 1 && members["datatype"]?.string != Datatype.bytes.rawValue
        let rows = isOneRow ? 1 : size
        if rows > limit { throw .batchTooLarge(rows: rows, limit: limit) }
        return rows
    }

    /// The fallback of an invocation: as many predictions as there are rows.
    func invocations(_ body: [UInt8], by fallback: Fallback) throws(ServingError) -> HTTPResponse {
        let root = try JSONDocument(parsing: body).root
        let members = try root.object(at: "the body")
        let frame = try (members["dataframe_split"] ?? .missing(in: root)).object(at: "dataframe_split")
        let rows = try (frame["data"] ?? .missing(in: root)).list(at: "data").count
        guard rows > 0 else {
            throw .invalidField(path: "data", problem: "is empty", remedy: "send at least one row")
        }
        if rows > limits.batchRows { throw .batchTooLarge(rows: rows, limit: limits.batchRows) }
        return HTTPResponse.json { writer in
            writer.object { writer in
                writer.key("predictions")
                writer.array { writer in
                    for _ in 0..<rows { writer.number(fallback.probability) }
                }
                writer.key("metadata")
                writer.object { writer in
                    writer.member("model_name", fallback.model)
                    writer.member("alias", fallback.alias)
                }
                writer.key("fallback")
                writer.object { fallback.write(&$0) }
            }
        }
    }

    /// The fallback of a lead's score.
    func score(_ request: ScoreRequest, by fallback: Fallback, _ record: AnswerRecord) -> HTTPResponse {
        let unit = store.slot(fallback.model)?.current?.package.unit
        let lead = if let unit { try? request.entity(unit: unit) } else { request.onlyEntity }
        let time = request.asOf ?? .now
        keep(fallback, about: lead, asOf: time, record)
        return HTTPResponse.json { writer in
            writer.object { writer in
                writer.member("model_name", fallback.model)
                writer.member("alias", fallback.alias)
                writer.member("entity", (lead ?? request.entity).map { "\($0)" })
                writer.member("asOf", "\(time)")
                writer.member("probability", fallback.probability)
                writer.member("logit", fallback.value(.logit))
                writer.key("fallback")
                writer.object { fallback.write(&$0) }
            }
        }
    }
}
