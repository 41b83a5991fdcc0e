internal import Registry

extension ServingMetrics {
    /// What becomes of canaries and shadows; nothing where no model has any.
    func writeRouting(_ text: inout Exposition, _ routes: [ModelRoute], _ shadows: ShadowQueue) {
        let canaries = routes.compactMap(\.canary)
        if !canaries.isEmpty {
            text.family("leadline_canary_stopped", "gauge", "Whether a canary answers no more.")
            for canary in canaries {
                text.sample("leadline_canary_stopped", labels(canary), canary.trial.stop == nil ? "0" : "1")
            }
            text.family(
                "leadline_canary_stop_unwritten", "gauge",
                "Whether the registry's journal does not say yet that a canary was stopped.")
            for canary in canaries {
                text.sample(
                    "leadline_canary_stop_unwritten", labels(canary),
                    canary.trial.stop?.isWritten == false ? "1" : "0")
            }
            text.family("leadline_canary_stops_total", "counter", "Canaries that were stopped, by why.")
            for (stop, count) in stops.sorted(by: { $0.key < $1.key }) {
                text.sample(
                    "leadline_canary_stops_total",
                    [("model_name", stop.model), ("criterion", stop.criterion.rawValue)], "\(count)")
            }
        }
        guard routes.contains(where: { !$0.shadows.isEmpty }) else { return }
        text.family(
            "leadline_shadow_dropped_total", "counter",
            "Questions that no shadow was asked, for too many waited.")
        text.sample("leadline_shadow_dropped_total", [], "\(shadows.dropped)")
    }

    private func labels(_ canary: CanaryRoute) -> [(String, String)] {
        [
            ("model_name", canary.slot.reference.name),
            ("model_version", canary.slot.current.map { "\($0.version)" } ?? ""),
            ("alias", canary.slot.reference.target.alias ?? ""),
        ]
    }
}
