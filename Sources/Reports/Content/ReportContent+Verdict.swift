import Evaluation

extension ReportContent {
    /// Whether the model may go live, by its gates, their requirements and its audit.
    public enum Verdict: Equatable, Sendable {
        /// Every gate held.
        case mayGoLive
        /// Every gate held, but a gate or the audit warned.
        case mayGoLiveWithWarnings
        /// A gate failed, a requirement is not met, or the audit found an error that is not waived.
        case mayNotGoLive
        /// The gates were not evaluated.
        case notDecided
    }

    /// Whether the model may go live: an unwaived error refuses it whatever the gates say.
    public var verdict: Verdict {
        let open = findings.filter { $0.waivedReason == nil }
        if open.contains(where: { $0.severity == .error }) { return .mayNotGoLive }
        guard let gates else { return .notDecided }
        if !gates.isValid || requirements.contains(where: \.blocks) { return .mayNotGoLive }
        let isWarned = gates.isWarned || open.contains { $0.severity == .warning }
        return isWarned ? .mayGoLiveWithWarnings : .mayGoLive
    }

    /// The row of a metric over all rows of the test slice.
    func row(_ metric: String) -> MetricRow? {
        rows.first { $0.metric == metric && $0.group == MetricRow.overall && $0.slice == "test" }
            ?? rows.first { $0.metric == metric && $0.group == MetricRow.overall }
    }
}
