extension ServingMetrics {
    /// Writes how long leads waited for their scores.
    func writeLeads(_ text: inout Exposition) {
        text.family(
            "leadline_lead_latency_seconds", "histogram",
            "Time from a lead's newest event to its score, where it was asked as of now.")
        for (labels, counts) in models {
            text.histogram("leadline_lead_latency_seconds", labels.pairs, counts.leadLatencies)
        }
    }
}
