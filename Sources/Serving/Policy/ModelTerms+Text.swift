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
        family(
            "leadline_input_findings_total",
            "Values that are missing, unknown or outside the range of the training rows.", "finding"
        ) { $0.findings }
        family("leadline_input_refusals_total", "Requests that the input policy refused.", "finding") {
            $0.refusals
        }
    }
}
