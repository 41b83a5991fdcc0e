internal import Registry
internal import Scoring
internal import Models

/// The Open Inference Protocol, version 2.
extension ScoringService {
    /// `GET /v2`.
    func serverMetadata(version: String) -> HTTPResponse {
        HTTPResponse.json { writer in
            writer.object { writer in
                writer.member("name", Self.serverName)
                writer.member("version", version)
                writer.key("extensions")
                writer.array { writer in
                    for name in ["model_repository", "statistics"] { writer.string(name) }
                }
            }
        }
    }

    /// `GET /v2/models/{m}`.
    ///
    /// - Parameter loaded: the versions that can be asked for.
    func modelMetadata(_ model: LoadedModel, loaded: [LoadedModel]) -> HTTPResponse {
        HTTPResponse.json { writer in
            writer.object { writer in
                writer.member("name", model.name)
                writer.key("versions")
                writer.array { writer in
                    for one in loaded { writer.string("\(one.version)") }
                }
                writer.member("platform", "leadline_logistic")
                writer.key("inputs")
                writer.array { writer in
                    for input in model.package.model.inputs {
                        Self.tensor(&writer, name: input.name, datatype: input.kind.datatype)
                    }
                }
                writer.key("outputs")
                writer.array { writer in
                    for output in InferenceOutput.allCases {
                        Self.tensor(&writer, name: output.rawValue, datatype: .fp64)
                    }
                }
                writer.key("parameters")
                writer.object { writer in
                    writer.member("digest", "\(model.digest)")
                    writer.member("title", model.package.title)
                    writer.member("unit", model.package.unit)
                    writer.member("provenance", model.package.provenance)
                    if model.hasOnlyNumbers { Self.oneTensor(&writer, of: model) }
                    if let promotion = model.promotion { Self.promotion(&writer, promotion) }
                }
            }
        }
    }

    /// The tensor that may be sent instead of one input a column.
    private static func oneTensor(_ writer: inout JSONWriter, of model: LoadedModel) {
        writer.key("one_tensor")
        writer.object { writer in
            writer.member("datatype", Datatype.fp64.rawValue)
            writer.key("shape")
            writer.array { writer in
                writer.number(-1)
                writer.number(model.package.model.inputs.count)
            }
        }
    }

    /// By whom and on which gate's result the version went live, and that its gates did not hold if so.
    private static func promotion(_ writer: inout JSONWriter, _ promotion: JournalEntry) {
        writer.member("promoted_by", promotion.who)
        writer.member("promoted_at", promotion.when)
        if let result = promotion.gateResultDigest { writer.member("gate_result", "\(result)") }
        if promotion.isOverride { writer.member("override", promotion.why) }
    }

    /// `POST /v2/models/{m}/infer`.
    func infer(
        _ body: [UInt8], by route: ModelRoute, version: String?, _ trace: RequestTrace?,
        _ effort: inout ScoringEffort
    ) throws(ServingError) -> HTTPResponse {
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
            shadow(route, beside: model, about: subject, bytes: body.count) { (asked) throws(ServingError) in
                try self.ask(asked, body).rows
            }
        }
        trace?.model = model
        if let subject, subject.isPseudonym { trace?.pseudonym = subject.lead }
        trace?.begin(.write)
        let scores = rows.scores
        let decision = decide(model, about: subject, rows)
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
                writer.raw(output.head)
                writer.number(rows)
                writer.rest(InferenceOutput.middle)
                for row in 0..<rows { writer.number(value(output, row)) }
                writer.rest(InferenceOutput.end)
            }
        }
    }

    /// `POST /v2/repository/index`, with the reason why a version is not loaded for whoever looks after the daemon.
    func repositoryIndex(_ body: [UInt8], for caller: Caller) throws(ServingError) -> HTTPResponse {
        var onlyReady = false
        if !body.isEmpty {
            let root = try JSONDocument(parsing: body).root
            if let node = try root.object(at: "the body")["ready"] {
                guard let value = node.boolean else {
                    throw .invalidField(
                        path: "ready", problem: "is \(node.kind.name)", remedy: "send true or false")
                }
                onlyReady = value
            }
        }
        return HTTPResponse.json { writer in
            writer.array { writer in
                for slot in store.allSlots {
                    Self.rows(
                        &writer, slot, onlyReady: onlyReady, isTold: caller.roles.contains(.admin))
                }
            }
        }
    }

    private static func rows(_ writer: inout JSONWriter, _ slot: ModelSlot, onlyReady: Bool, isTold: Bool) {
        let state = slot.snapshot
        func row(version: Int?, _ name: String, reason: String) {
            writer.object { writer in
                writer.member("name", slot.reference.name)
                writer.member("version", version.map { "\($0)" })
                writer.member("state", name)
                writer.member("reason", reason)
            }
        }
        if let model = state.current { row(version: model.version, "READY", reason: "") }
        if onlyReady { return }
        if let failure = state.failure {
            row(
                version: failure.version, "UNAVAILABLE",
                reason: isTold ? failure.reason : "a key with the role 'admin' is told")
        } else if state.current == nil {
            row(version: nil, "LOADING", reason: "")
        }
    }

    private static func tensor(_ writer: inout JSONWriter, name: String, datatype: Datatype) {
        writer.object { writer in
            writer.member("name", name)
            writer.member("datatype", datatype.rawValue)
            writer.key("shape")
            writer.array { $0.number(-1) }
        }
    }
}
