internal import Features

/// Writes recorded requests as OTLP/HTTP's JSON encoding.
///
/// Sources: OpenTelemetry protocol 1.x (ids as hexadecimal digits, enumerations as numbers, 64-bit integers as strings);
/// semantic conventions for HTTP servers and for feature flags.
struct SpanWriter {
    private let service: String
    private let version: String

    /// A writer for one server.
    init(service: String, version: String) {
        self.service = service
        self.version = version
    }

    /// The body of an export.
    ///
    /// - Complexity: O(requests).
    func body(_ requests: some Sequence<RecordedRequest>) -> [UInt8] {
        var writer = JSONWriter(capacity: 4_096)
        writer.object { writer in
            writer.key("resourceSpans")
            writer.array { writer in
                writer.object { writer in
                    writer.key("resource")
                    writer.object { writer in
                        Self.attributes(
                            &writer, [("service.name", .text(service)), ("service.version", .text(version))])
                    }
                    writer.key("scopeSpans")
                    writer.array { writer in
                        writer.object { writer in
                            writer.key("scope")
                            writer.object { writer in
                                writer.member("name", service)
                                writer.member("version", version)
                            }
                            writer.key("spans")
                            writer.array { writer in
                                for request in requests { Self.spans(&writer, request) }
                            }
                        }
                    }
                }
            }
        }
        return writer.bytes
    }

    private enum Value {
        case text(String)
        case integer(Int)
    }

    private static func spans(_ writer: inout JSONWriter, _ request: RecordedRequest) {
        writer.object { writer in
            head(
                &writer, request, span: request.context.span, parent: request.parent,
                name: request.route.map { "\(request.method) \($0)" } ?? request.method, kind: 2,
                from: request.start, to: request.end)
            writer.member("traceState", request.context.state.isEmpty ? nil : request.context.state)
            var attributes: [(String, Value)] = [
                ("http.request.method", .text(request.method)),
                ("http.response.status_code", .integer(request.status)), ("url.scheme", .text("http")),
            ]
            if let route = request.route { attributes.append(("http.route", .text(route))) }
            if request.status >= 500 { attributes.append(("error.type", .text("\(request.status)"))) }
            if let model = request.model {
                attributes += [
                    ("leadline.model.name", .text(model.model)),
                    ("leadline.model.version", .text(model.version)),
                    ("leadline.model.alias", .text(model.alias)),
                    ("leadline.model.variant", .text(model.variant.rawValue)),
                ]
            }
            if let decision = request.decision {
                attributes.append(("leadline.decision.id", .text("\(decision)")))
            }
            Self.attributes(&writer, attributes)
            if let model = request.model { routing(&writer, model, request) }
            guard request.status >= 500 else { return }
            writer.key("status")
            writer.object { writer in
                writer.key("code")
                writer.number(2)
            }
        }
        for step in request.steps {
            writer.object { writer in
                head(
                    &writer, request, span: step.span, parent: request.context.span,
                    name: step.phase.rawValue,
                    kind: 1, from: step.start, to: step.end)
            }
        }
    }

    /// Which variant answered, as an event.
    private static func routing(_ writer: inout JSONWriter, _ model: MeterLabels, _ request: RecordedRequest)
    {
        writer.key("events")
        writer.array { writer in
            writer.object { writer in
                writer.member("name", "feature_flag.evaluation")
                writer.member(
                    "timeUnixNano", time(of: request.steps.first?.end ?? request.start, in: request))
                let context: [(String, Value)] =
                    request.pseudonym.map { [("feature_flag.context.id", Value.text($0))] } ?? []
                attributes(
                    &writer,
                    context + [
                        ("feature_flag.key", .text(model.model)),
                        ("feature_flag.provider.name", .text("leadline")),
                        ("feature_flag.result.variant", .text(model.variant.rawValue)),
                        ("feature_flag.version", .text(model.version)),
                    ])
            }
        }
    }

    private static func head(
        _ writer: inout JSONWriter, _ request: RecordedRequest, span: UInt64, parent: UInt64, name: String,
        kind: Int,
        from start: MonotonicTime, to end: MonotonicTime
    ) {
        writer.member("traceId", request.context.traceDigits)
        writer.member("spanId", TraceContext.digits(span))
        writer.member("parentSpanId", parent == 0 ? nil : TraceContext.digits(parent))
        writer.member("name", name)
        writer.key("kind")
        writer.number(kind)
        writer.member("startTimeUnixNano", time(of: start, in: request))
        writer.member("endTimeUnixNano", time(of: end, in: request))
    }

    private static func time(of moment: MonotonicTime, in request: RecordedRequest) -> String {
        "\(Int(request.begin.microseconds) * 1_000 + moment.nanoseconds(since: request.start))"
    }

    private static func attributes(_ writer: inout JSONWriter, _ attributes: [(key: String, value: Value)]) {
        writer.key("attributes")
        writer.array { writer in
            for attribute in attributes {
                writer.object { writer in
                    writer.member("key", attribute.key)
                    writer.key("value")
                    writer.object { writer in
                        switch attribute.value {
                        case .text(let text): writer.member("stringValue", text)
                        case .integer(let integer): writer.member("intValue", "\(integer)")
                        }
                    }
                }
            }
        }
    }
}
