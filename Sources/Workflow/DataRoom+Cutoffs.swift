import Datasets
public import Features

extension DataRoom {
    /// The cutoffs of the pipeline's calendar, ascending.
    ///
    /// - Throws: `WorkflowError.unusable` for anchored cutoffs, which differ from entity to entity, and for a table.
    public func calendarCutoffs() throws -> [Instant] {
        guard case .events(let result, let planner, _) = contents,
            pipeline.settings.cutoffs?.calendar != nil
        else {
            throw WorkflowError.unusable(
                what: "the pipeline has no calendar of cutoffs",
                remedy: "name them: --cutoff 2024-01-01T00:00:00Z")
        }
        let plan = try pipeline.locating { try planner.plan(result.log, keepingOverlaps: true) }
        return Set(plan.cases.map(\.cutoff)).sorted()
    }
}
