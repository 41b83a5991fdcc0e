extension ModelTerms {
    /// Writes the counts of models.
    static func write(_ terms: [ModelTerms], to text: inout Exposition) {
        func family<Reason>(
            _ name: String, _ help: String, _ label: String, _ counts: (ModelTerms) -> ReasonCounts<Reason>
        ) {
            text.family(name, "counter", help)
            for model in terms {
                counts(model).writeSamples(
                    name, labels: [("model_name", model.name)], label: label, to: &text)
            }
        }
        family("leadline_fallback_total", "Requests answered by the declared prior.", "reason") {
            $0.fallbacks
        }
        let guarded = terms.filter { $0.isLeftAlone != nil }
        guard !guarded.isEmpty else { return }
        text.family(
            "leadline_breaker_open", "gauge", "Whether a model is left alone, for its scoring took too long.")
        for model in guarded {
            text.sample(
                "leadline_breaker_open", [("model_name", model.name)], model.isLeftAlone == true ? "1" : "0")
        }
        text.counter(
            "leadline_breaker_openings_total", "Times that a model was left alone.",
            Dictionary(uniqueKeysWithValues: guarded.map { ($0.name, $0.timesLeftAlone) }))
    }
}
