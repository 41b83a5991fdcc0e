/// What has moved since the train slice, as `evaluation.json` keeps it.
public struct StabilityResult: Codable, Equatable, Sendable {
    /// Each feature and the score against the train slice: of the test slice, of its months, of the folds.
    public var drifts: [PopulationDrift]
    /// The scores of each month of the test slice; empty where there is one month.
    public var months: [MonthlyScores]

    /// Creates a result.
    public init(drifts: [PopulationDrift], months: [MonthlyScores]) {
        self.drifts = drifts
        self.months = months
    }

    /// The slices of time that were tested, in order.
    public var slices: [String] {
        drifts.reduce(into: []) { slices, drift in
            if !slices.contains(drift.slice) { slices.append(drift.slice) }
        }
    }

    /// The metric rows of all of them.
    public var rows: [MetricRow] { slices.flatMap { PopulationDrift.rows(drifts(of: $0)) } }

    /// The drifts of one slice.
    public func drifts(of slice: String) -> [PopulationDrift] { drifts.filter { $0.slice == slice } }
}
