/// The OpenAPI document of a daemon, written from its one table of resources.
///
/// Source: OpenAPI 3.1.1.
struct OpenAPIDocument {
    /// What the server calls its version.
    let version: String
    /// The names of the models.
    let models: [String]
    /// Whether a key is asked for.
    let needsKey: Bool

    /// The document.
    var response: HTTPResponse {
        HTTPResponse.json { writer in
            writer.object { writer in
                writer.member("openapi", "3.1.1")
                writer.key("info")
                writer.object { writer in
                    writer.member("title", ScoringService.serverName)
                    writer.member("version", version)
                }
                writer.key("paths")
                writer.object { writer in
                    for template in RouteTemplate.allCases {
                        guard let operation = template.operation else { continue }
                        writer.key(template.path)
                        writer.object { writer in
                            for method in template.methods {
                                writer.key(method.rawValue.lowercased())
                                write(&writer, operation, of: template)
                            }
                        }
                    }
                }
                writer.key("components")
                writer.object { writer in components(&writer) }
            }
        }
    }

    private func write(_ writer: inout JSONWriter, _ operation: Operation, of template: RouteTemplate) {
        writer.object { writer in
            writer.member("operationId", "\(template)")
            writer.member("summary", operation.summary)
            let parameters = template.parameters(models: models)
            if !parameters.isEmpty {
                writer.key("parameters")
                writer.array { writer in
                    for parameter in parameters {
                        writer.object { writer in
                            writer.member("name", parameter.name)
                            writer.member("in", "path")
                            writer.key("required")
                            writer.boolean(true)
                            writer.key("schema")
                            parameter.schema.write(&writer)
                        }
                    }
                }
            }
            if let body = operation.body {
                writer.key("requestBody")
                writer.object { writer in
                    writer.key("required")
                    writer.boolean(!operation.isBodyOptional)
                    Self.content(&writer, "application/json", body)
                }
            }
            writer.key("responses")
            writer.object { writer in responses(&writer, operation, of: template) }
            guard needsKey, !template.isOpen else { return }
            writer.key("security")
            writer.array { writer in
                writer.object { writer in
                    writer.key("bearer")
                    writer.array { _ in }
                }
            }
        }
    }

    private func responses(_ writer: inout JSONWriter, _ operation: Operation, of template: RouteTemplate) {
        func response(_ status: Int, _ contentType: String, _ schema: JSONSchema) {
            writer.key("\(status)")
            writer.object { writer in
                writer.member("description", Self.descriptions[status] ?? "")
                Self.content(&writer, contentType, schema)
            }
        }
        if let answer = operation.answer { response(200, operation.contentType, answer) }
        var failures = Set(operation.failures)
        if operation.body != nil { failures.insert(400) }
        // Whoever sends a body that is too large learns it anywhere, since it is read before anything is looked up.
        failures.insert(413)
        if needsKey, !template.isOpen {
            failures.formUnion([401, 429])
            if template.role != nil { failures.insert(403) }
        }
        // A connection too many is refused wherever it leads, but for health.
        if !template.isOpen { failures.insert(503) }
        for status in failures.sorted() {
            let isAlike = status == 503 && operation.isUnavailableAlike
            response(
                status, "application/json",
                isAlike ? operation.answer ?? .reference("Error") : .reference("Error"))
        }
    }

    private func components(_ writer: inout JSONWriter) {
        writer.key("schemas")
        writer.object { writer in
            for (name, schema) in SchemaCatalog.all {
                writer.key(name)
                schema.write(&writer)
            }
        }
        guard needsKey else { return }
        writer.key("securitySchemes")
        writer.object { writer in
            writer.key("bearer")
            writer.object { writer in
                writer.member("type", "http")
                writer.member("scheme", "bearer")
            }
        }
    }

    private static func content(_ writer: inout JSONWriter, _ type: String, _ schema: JSONSchema) {
        writer.key("content")
        writer.object { writer in
            writer.key(type)
            writer.object { writer in
                writer.key("schema")
                schema.write(&writer)
            }
        }
    }

    private static let descriptions = [
        200: "As asked", 400: "The body does not fit", 401: "No valid key",
        403: "A key for something else", 404: "Not served",
        413: "The body is too large", 429: "Too many requests with this key", 501: "Not offered",
        503: "Not ready, or overloaded",
    ]
}
