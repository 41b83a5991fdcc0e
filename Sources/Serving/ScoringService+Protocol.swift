internal import Models
internal import Registry
internal import Scoring

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
                    if let schema = model.live?.eventSchema {
                        writer.key("events")
                        writer.value(schema)
                    }
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
