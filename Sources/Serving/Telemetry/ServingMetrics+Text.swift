internal import Features
internal import Registry
internal import Storage

extension ServingMetrics {
    /// The counts in Prometheus' text format, version 0.0.4.
    ///
    /// - Parameter decisions: the log of decisions; nil where none is kept.
    func text(
        routes: [ModelRoute], personas: PersonaSlot? = nil, decisions: DecisionWriter?, shadows: ShadowQueue,
        activeRequests: Int,
        tracer: Tracer? = nil, audit: AuditLog? = nil
    ) -> [UInt8] {
        let slots = routes.map(\.champion)
        var text = Exposition()
        text.family("http_server_request_duration_seconds", "histogram", "Time to answer a request.")
        requests.forEach { template, method, status, histogram in
            text.histogram(
                "http_server_request_duration_seconds", Self.labels(template, method, status), histogram)
        }
        text.family("http_server_active_requests", "gauge", "Requests being received or answered.")
        text.sample("http_server_active_requests", [], "\(activeRequests)")
        writeModels(&text)
        writeLeads(&text)
        text.counter("leadline_model_swaps_total", "Versions that took over.", swaps)
        text.counter(
            "leadline_model_reload_failures_total", "Attempts to load a version that failed.",
            reloadFailures)
        text.family("leadline_model_info", "gauge", "The version that answers.")
        for slot in routes.flatMap(\.slots) {
            guard let model = slot.current else { continue }
            text.sample(
                "leadline_model_info", model.meter.labels.pairs + [("digest", "\(model.digest)")], "1")
        }
        if let loaded = personas?.current {
            text.sample(
                "leadline_model_info", loaded.meter.labels.pairs + [("digest", "\(loaded.digest)")], "1")
        }
        text.family("leadline_model_ready", "gauge", "Whether a model has a version that answers.")
        for slot in slots {
            text.sample(
                "leadline_model_ready", [("model_name", slot.reference.name)],
                slot.current == nil ? "0" : "1")
        }
        if let personas {
            text.sample(
                "leadline_model_ready", [("model_name", personas.reference.name)],
                personas.current == nil ? "0" : "1")
        }
        if personas != nil { writePersonas(&text) }
        writeRegistry(&text, slots, personas)
        tracer?.write(&text)
        writeRouting(&text, routes, shadows)
        if let decisions { write(decisions, to: &text) }
        safeguards.write(to: &text)
        writeProcess(&text)
        audit?.write(to: &text)
        ModelTerms.write(routes.map(\.terms).sorted { $0.name < $1.name }, to: &text)
        return text.bytes
    }

    private func write(_ decisions: DecisionWriter, to text: inout Exposition) {
        text.family("leadline_decisions_written_total", "counter", "Decisions that are in the log.")
        text.sample("leadline_decisions_written_total", [], "\(decisions.written)")
        text.family(
            "leadline_decisions_dropped_total", "counter",
            "Decisions that are not in the log, for the disk or the buffer was full.")
        text.sample("leadline_decisions_dropped_total", [], "\(decisions.dropped)")
    }

    private func writeModels(_ text: inout Exposition) {
        let models = self.models
        func counter(_ name: String, _ help: String, _ count: (ModelCounts) -> Int) {
            text.family(name, "counter", help)
            for (labels, counts) in models { text.sample(name, labels.pairs, "\(count(counts))") }
        }
        counter("model_infer_request_success_total", "Requests that were scored.") { $0.successes }
        text.family("model_infer_request_failure_total", "counter", "Requests that were not scored.")
        for (labels, counts) in models {
            for reason in ModelMeter.FailureReason.allCases {
                text.sample(
                    "model_infer_request_failure_total", labels.pairs + [("reason", reason.name)],
                    "\(counts.failures[reason.rawValue])")
            }
        }
        counter("model_infer_rows_total", "Rows that were scored.") { $0.rows }
        counter("model_infer_executions_total", "Batches that were scored.") { $0.executions }
        counter("leadline_explanations_total", "Explanations that were given, which are no scores.") {
            $0.explanations
        }
        text.family("model_infer_scoring_duration_seconds", "histogram", "Time to score a batch.")
        for (labels, counts) in models {
            text.histogram("model_infer_scoring_duration_seconds", labels.pairs, counts.durations)
        }
        text.family("model_infer_probability", "histogram", "Rows by their probability.")
        for (labels, counts) in models { text.probabilities("model_infer_probability", labels.pairs, counts) }
        inputs(
            "model_infer_missing_values_total", "Rows scored without a value of the input.", models, \.missing
        )
        inputs(
            "model_infer_unknown_categories_total",
            "Rows scored with a category of the input that the model does not know.", models, \.unknown)

        findings(
            "leadline_input_findings_total",
            "Values that are missing, unknown or outside the range of the training rows.", \.findings)
        findings(
            "leadline_input_refusals_total", "Requests that the input policy refused.", \.refusals)

        func findings(_ name: String, _ help: String, _ counts: (ModelCounts) -> [Int]) {
            text.family(name, "counter", help)
            // Without a version nothing was looked at.
            for model in models where !model.labels.version.isEmpty {
                for finding in InputFinding.allCases {
                    text.sample(
                        name, model.labels.pairs + [("finding", finding.rawValue)],
                        "\(counts(model.counts)[finding.place])")
                }
            }
        }

        func inputs(
            _ name: String, _ help: String, _ models: [(labels: MeterLabels, counts: ModelCounts)],
            _ counts: (ModelCounts) -> [String: Int]
        ) {
            text.family(name, "counter", help)
            for model in models {
                // Most inputs never lack a value; what has not happened is left out.
                for (input, count) in counts(model.counts).sorted(by: { $0.key < $1.key }) where count > 0 {
                    text.sample(name, model.labels.pairs + [("input", input)], "\(count)")
                }
            }
        }
    }

    private func writeProcess(_ text: inout Exposition) {
        text.family("leadline_build_info", "gauge", "The version of the server.")
        text.sample("leadline_build_info", [("version", version)], "1")
        text.family("process_start_time_seconds", "gauge", "When the server started, since 1970.")
        text.sample("process_start_time_seconds", [], "\(Double(start.microseconds) * 1e-6)")
        if let bytes = ResidentMemory.bytes {
            text.family("process_resident_memory_bytes", "gauge", "Memory of the process that is in use.")
            text.sample("process_resident_memory_bytes", [], "\(bytes)")
        }
        guard let certificateExpiry else { return }
        text.family(
            "leadline_certificate_expiry_timestamp_seconds", "gauge",
            "When the server's certificate ends, since 1970.")
        text.sample("leadline_certificate_expiry_timestamp_seconds", [], "\(certificateExpiry)")
    }

    private static func labels(
        _ template: RouteTemplate, _ method: RequestMeter.Method, _ status: Int
    ) -> [(String, String)] {
        var labels = [
            ("http_request_method", method.name), ("http_response_status_code", "\(status)"),
            ("http_route", template.path),
        ]
        if status >= 400 { labels.append(("error_type", "\(status)")) }
        return labels
    }
}
