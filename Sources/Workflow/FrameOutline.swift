import Datasets
import Features
import Settings

/// What the features of everybody eligible are like at the cutoffs of a pipeline's calendar: the frame that a backfill of
/// these cutoffs would write, without the frame.
///
/// It is made from the stored log partition by partition, so that a log larger than memory will do.
public struct FrameOutline: Encodable, Equatable, Sendable {
    /// The cutoffs of the calendar.
    public let cutoffs: [String]
    /// The number of rows.
    public let rows: Int
    /// Whether the log was folded a partition at a time; false where a feature, the label or the identity goes by a link.
    public let isPartitioned: Bool
    /// The columns in the order of the features.
    public let columns: [Column]

    /// What the values of one feature are like.
    public struct Column: Encodable, Equatable, Sendable {
        /// The feature's name.
        public let name: String
        /// Rows with a value.
        public let values: Int
        /// Rows without.
        public let missing: Int
        /// The least number; nil for categories and without values.
        public let least: Double?
        /// The mean of the numbers; nil for categories and without values.
        public let mean: Double?
        /// The greatest number; nil for categories and without values.
        public let greatest: Double?
        /// How many different categories there are, at most `CategorySet.limit`; nil for numbers.
        public let categories: Int?
        /// Whether there are more categories than that; nil for numbers.
        public let hasMoreCategories: Bool?

        init(_ summary: ColumnSummary) {
            name = summary.name
            values = summary.values
            missing = summary.missing
            least = summary.least
            mean = summary.mean
            greatest = summary.greatest
            categories = summary.categories?.count
            hasMoreCategories = summary.categories?.isOverLimit
        }
    }

    /// Imports a pipeline's sources, unless nothing has changed since the last import, and folds the log.
    ///
    /// - Parameter step: told what is about to be done, for one who waits.
    /// - Throws: `WorkflowError.unusable` for a pipeline without features of events or without a calendar of cutoffs;
    ///   `SettingsError` or `DatasetError` naming file, line, field and remedy.
    public init(
        _ pipeline: Pipeline, workspace: Workspace, step: (String) -> Void = { _ in }
    ) throws {
        let pipeline = try pipeline.embedded(in: workspace.registry)
        guard let features = pipeline.settings.features, let planner = try pipeline.planner() else {
            throw WorkflowError.unusable(
                what: "a pipeline of a plain table has no features of events",
                remedy: "look into the table itself: leadline check --profile")
        }
        guard pipeline.settings.cutoffs?.calendar != nil else {
            throw WorkflowError.unusable(
                what:
                    "the pipeline has no calendar of cutoffs, and anchored ones differ from entity to entity",
                remedy: "write the frame instead: -o frame.parquet")
        }
        let log = try ImportedLog(pipeline, workspace: workspace, step: step)
        step("computing features")
        var fold = LogFold(
            log.store, features, attributes: planner.attributes,
            asksOwnEventsAlone: planner.asksOwnEventsAlone)
        fold.questionsPerEntity = planner.calendar.count
        let summary = try fold.summary { table in
            planner.calendarQuestions(in: EventLog(table))
        }
        cutoffs = planner.calendar.map(\.description)
        rows = summary.rows
        isPartitioned = fold.isPartitioned
        columns = summary.columns.map(Column.init)
    }
}
