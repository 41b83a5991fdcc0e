internal import Registry
internal import Storage

extension ServingMetrics {
    /// The counts in Prometheus' text format, version 0.0.4.
    func text(slots: [ModelSlot], activeRequests: Int) -> [UInt8] {
        let counts = snapshot
        var text = Exposition()
        text.family("http_server_request_duration_seconds", "histogram", "Time to answer a request.")
        for (key, histogram) in counts.requests.sorted(by: { $0.key < $1.key }) {
            text.histogram("http_server_request_duration_seconds", Self.labels(key), histogram)
        }
        text.family("http_server_active_requests", "gauge", "Requests being received or answered.")
        text.sample("http_server_active_requests", [], "\(activeRequests)")
        text.counter("model_infer_request_success_total", "Requests that were scored.", counts.successes)
        text.family("model_infer_request_failure_total", "counter", "Requests that were not scored.")
        for (key, reasons) in counts.failures.sorted(by: { $0.key < $1.key }) {
            for (reason, count) in reasons.sorted(by: { $0.key.rawValue < $1.key.rawValue }) {
                text.sample(
                    "model_infer_request_failure_total",
                    Exposition.labels(key) + [("reason", reason.rawValue)], "\(count)")
            }
        }
        text.counter("model_infer_rows_total", "Rows that were scored.", counts.rows)
        text.counter("leadline_model_swaps_total", "Versions that took over.", counts.swaps)
        text.counter(
            "leadline_model_reload_failures_total", "Attempts to load a version that failed.",
            counts.reloadFailures)
        text.family("leadline_model_info", "gauge", "The version that answers.")
        for slot in slots {
            guard let model = slot.current else { continue }
            text.sample(
                "leadline_model_info",
                [
                    ("model_name", model.name), ("model_version", "\(model.version)"),
                    ("digest", "\(model.digest)"),
                ], "1")
        }
        text.family("leadline_model_ready", "gauge", "Whether a model has a version that answers.")
        for slot in slots {
            text.sample(
                "leadline_model_ready", [("model_name", slot.reference.name)],
                slot.current == nil ? "0" : "1")
        }
        return text.bytes
    }

    private static func labels(_ key: RequestKey) -> [(String, String)] {
        var labels = [
            ("http_request_method", key.method), ("http_response_status_code", "\(key.status)"),
            ("http_route", key.route),
        ]
        if key.status >= 400 { labels.append(("error_type", "\(key.status)")) }
        return labels
    }
}
