/// The protocol's extension `statistics`.
extension ScoringService {
    /// `GET /v2/models[/{m}[/versions/{v}]]/stats`: the numbers of `/metrics`, of the versions that are loaded.
    ///
    /// - Throws: `unknownModel`, `unknownVersion`, `notReady`.
    func statistics(_ name: String?, version: String?) throws(ServingError) -> HTTPResponse {
        var models: [LoadedModel] = []
        if let name {
            let model = try store.model(name, version: version)
            models = version == nil ? try store.route(name).loaded : [model]
        } else {
            models = store.routes.flatMap(\.loaded)
        }
        let counts = metrics.models
        return HTTPResponse.json { writer in
            writer.object { writer in
                writer.key("model_stats")
                writer.array { writer in
                    for model in models {
                        // One version may be loaded under several aliases.
                        var sum = ModelCounts()
                        for (labels, own) in counts
                        where labels.model == model.name && labels.version == "\(model.version)" {
                            sum += own
                        }
                        ModelStatistics(name: model.name, version: "\(model.version)", counts: sum)
                            .write(&writer)
                    }
                }
            }
        }
    }
}
