/// What a gate compares a candidate with, on the same rows of the same slice.
public enum GateBaseline: Equatable, Sendable {
    /// The baseline's metric rows.
    case rows([MetricRow])
    /// There is a baseline, but it may not or cannot be measured on these rows: comparisons are inconclusive.
    case refused(reason: String)
}
