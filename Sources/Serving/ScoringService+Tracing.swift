internal import Features

/// The traces that requests are part of.
extension ScoringService {
    /// What a request says of its trace; nil where nothing is traced, or it says nothing that can be read.
    func traceContext(of request: HTTPRequest) -> TraceContext? {
        guard tracer != nil, let parent = request.traceparent else { return nil }
        return TraceContext(parent: parent, state: request.tracestate)
    }

    /// Tells the client the trace, keeps what was recorded, and names the trace in a line for a refusal.
    func conclude(
        _ trace: RequestTrace?, after parent: TraceContext?, _ request: HTTPRequest, _ route: Route?,
        from start: (moment: MonotonicTime, time: Instant?), to end: MonotonicTime,
        _ response: inout HTTPResponse
    ) {
        guard let tracer, let context = trace?.context ?? parent.map({ tracer.passed($0) }) else { return }
        response.headers.append(HTTPResponse.Header(name: "traceparent", value: context.parent))
        if !context.state.isEmpty {
            response.headers.append(HTTPResponse.Header(name: "tracestate", value: context.state))
        }
        guard let trace, let begin = start.time else { return }
        trace.close(at: end)
        let template = route?.template.path
        tracer.finish(
            RecordedRequest(
                context: context, parent: trace.parent, method: RequestMeter.Method(request.method).name,
                route: template, status: response.status, begin: begin, start: start.moment, end: end,
                steps: trace.steps, model: trace.model?.meter.labels,
                decision: trace.decision, pseudonym: trace.pseudonym))
        guard response.status >= 400 else { return }
        log.write(
            .info, "request.refused",
            [
                ("route", template ?? ""), ("status", "\(response.status)"),
                ("trace_id", context.traceDigits),
                ("span_id", TraceContext.digits(context.span)),
            ])
    }
}
