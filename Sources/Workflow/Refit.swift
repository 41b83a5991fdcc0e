import Datasets
import Features
import Learning

/// What a version does after its evaluation: nothing, or its recipe again on the newest answers.
public enum RefitMode: String, Codable, Sendable {
    /// The evaluated scorer is served.
    case none
    /// The recipe is fitted again, its train and calibration spans moved as near to the present as answers reach.
    case recent
}

/// A scorer that was fitted again after the evaluation, which is what is served.
struct Refit {
    let trained: TrainedScorer
    /// The rows it was fitted on.
    let train: FeatureFrame
    let slices: [Lineage.SliceLineage]
    /// The first instant after every answer it was fitted on.
    let fittedUntil: Instant?

    /// Fits a pipeline's recipe again.
    ///
    /// - Returns: nil where the pipeline does not ask for it, or there are no newer answers.
    /// - Throws: `SettingsError` with file and line where the newer rows cannot be fitted to.
    init?(_ room: DataRoom, data: PreparedData, concurrency: Int?) throws {
        let settings = room.pipeline.settings
        guard settings.refit == .recent, let plan = data.plan,
            case .events(let result, let planner, let features) = room.contents
        else { return nil }
        let newer = try room.pipeline.locating {
            try planner.recent(
                plan, log: result.log, keepingOverlaps: settings.audit?.waivesOverlaps ?? false)
        }
        guard let newer else { return nil }
        let rows = try room.prepared(
            TimeSlicedFrame(newer, log: result.log, features: features), plan: newer)
        train = try rows.rows(in: .train).frame
        trained = try Fitting(settings, apart: room.apart(newer.cases), concurrency: concurrency).fit(
            train: try rows.rows(in: .train), labelEnds: rows.labelEnds(in: .train)
        ) {
            try rows.rows(in: .calibrate)
        }
        slices = rows.summaries
        fittedUntil = rows.fittedUntil
    }
}
