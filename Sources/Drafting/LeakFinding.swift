internal import Evaluation

/// What makes a column suspect of telling the outcome, with figures; empty for none.
struct LeakFinding {
    /// One clause each.
    var reasons: [String] = []
    /// What the column alone says of the outcome.
    var auroc: MetricEstimate?

    /// Whether anything speaks against the column.
    var isSuspect: Bool { !reasons.isEmpty }

    /// The reasons in one line.
    var text: String { "suspect: " + reasons.joined(separator: "; ") }

    /// `AUROC 0.818 alone (95 %: 0.812 to 0.824)`, or nil.
    var figure: String? {
        guard let value = auroc?.value else { return nil }
        let base = "AUROC \(Figures.thousandths(value)) alone"
        guard let lower = auroc?.lower, let upper = auroc?.upper else { return base }
        return base + " (95 %: \(Figures.thousandths(lower)) to \(Figures.thousandths(upper)))"
    }
}
