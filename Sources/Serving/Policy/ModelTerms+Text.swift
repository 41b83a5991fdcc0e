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
    }
}
