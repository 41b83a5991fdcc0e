internal import Registry

/// Whether the server, and what it serves, is well.
extension ScoringService {
    /// `GET /v2/health/live`; KServe's client reads the body, and so it does of the next two.
    func live() -> HTTPResponse {
        HTTPResponse.json { writer in
            writer.object { writer in
                writer.key("live")
                writer.boolean(true)
            }
        }
    }

    /// `GET /v2/models/{m}/ready`, for a model that is.
    func ready(_ model: LoadedModel) -> HTTPResponse {
        HTTPResponse.json { writer in
            writer.object { writer in
                writer.member("name", model.name)
                writer.key("ready")
                writer.boolean(true)
            }
        }
    }

    /// `GET /v2/health/ready`: ready only with every expected model loaded.
    ///
    /// - Parameter tellsModels: whether the body says of each model whether it is served and what is wrong; not to
    ///   those who may only ask for the status.
    func ready(isDraining: Bool, tellsModels: Bool) -> HTTPResponse {
        let isReady = store.isReady && !isDraining
        return HTTPResponse.json(isReady ? 200 : 503) { writer in
            writer.object { writer in
                writer.key("ready")
                writer.boolean(isReady)
                writer.member("status", isReady ? "ready" : isDraining ? "shutting down" : "not ready")
                guard tellsModels else { return }
                writer.key("models")
                writer.array { writer in
                    for slot in store.slots {
                        let state = slot.snapshot
                        Self.readiness(
                            &writer, slot.reference.name, state.current?.version, state.failure)
                    }
                    guard let personas = store.personas else { return }
                    let state = personas.snapshot
                    Self.readiness(
                        &writer, personas.reference.name, state.current?.version, state.failure)
                }
            }
        }
    }

    private static func readiness(
        _ writer: inout JSONWriter, _ name: String, _ version: Int?, _ failure: SlotFailure?
    ) {
        writer.object { writer in
            writer.member("name", name)
            writer.key("ready")
            writer.boolean(version != nil)
            writer.member("version", version.map { "\($0)" })
            guard let failure else { return }
            writer.key("refused")
            writer.object { writer in
                writer.member("version", failure.version.map { "\($0)" })
                writer.member("cause", failure.cause.rawValue)
                writer.member("reason", failure.reason)
            }
        }
    }
}
