public import Datasets
public import Evaluation
public import Features
public import Learning
public import Models

/// One pipeline file: everything that decides what is trained, on what, and how it is judged.
///
/// Either `sources`, `label`, `cutoffs`, `slices` and `features` (the time-sliced way), or `table` (rows with
/// features and a label).
public struct PipelineSettings: Codable, Sendable {
    /// The format of this file; 1.
    public var version: Int
    /// The model's name in the registry.
    public var name: String
    /// The question, for people.
    public var title: String
    /// Where the data come from.
    public var data: DataStatement
    /// The namespace of the scored entities.
    public var unit: String
    /// The raw relations by name.
    public var sources: [String: SourceDefinition]?
    /// Which links say that a key belongs to somebody else; each key is an entity of its own unless given.
    public var identity: IdentityDefinition?
    /// What is kept of rows that are set aside.
    public var quarantine: QuarantineSettings?
    /// What counts as success.
    public var label: LabelDefinition?
    /// When the question is asked.
    public var cutoffs: CutoffSchedule?
    /// Of whom it is asked.
    public var eligible: Eligibility?
    /// Which cutoffs train, calibrate and test.
    public var slices: SliceDefinition?
    /// The recipe tried again and again, each time later.
    public var backtest: BacktestDefinition?
    /// The plain-table way.
    public var table: TableDefinition?
    /// The features in written order.
    public var features: FeatureSet?
    /// The version of the features' definitions, from 1; nil stands for 1.
    ///
    /// Raised when a value is to be computed in another way.
    public var featuresVersion: Int?
    /// How the model is fitted.
    public var model: ModelSettings?
    /// How its logit is calibrated.
    public var calibration: CalibrationSettings?
    /// What is served: the evaluated scorer, or its recipe fitted again on newer answers.
    public var refit: RefitMode?
    /// Rules of thumb to beat, by name.
    public var rules: [String: HandRule]?
    /// What is measured.
    public var evaluation: EvaluationPlan?
    /// What a version has to reach before it is promoted.
    public var gates: [GateDefinition]?
    /// What must be there beside figures before it is promoted, whichever gates are held.
    public var requires: GateRequirements?
    /// What those who work leads can change of them, by input.
    public var actionable: [String: Actionability]?
    /// Waived findings of the audit.
    public var audit: AuditSettings?
    /// What a profile is told, and the gates that the data must pass.
    public var quality: QualitySettings?
}

/// Where a pipeline's data come from, as the report and the card state it.
public struct DataStatement: Codable, Equatable, Sendable {
    /// Whether real people stand behind the rows.
    public var provenance: Provenance
    /// One sentence.
    public var description: String
    /// The IANA time zone that date-only values are read in.
    public var zone: String
    /// Until when the data are complete; until the newest record of the outcome's source unless given.
    public var until: DeclaredHorizon?

    /// Whether real people stand behind the rows.
    public enum Provenance: String, Codable, Sendable {
        /// Recorded in the world.
        case real
        /// Made by a generator.
        case simulated
        /// Nobody has said.
        case unknown
    }
}

/// The `calibration` section.
public struct CalibrationSettings: Codable, Equatable, Sendable {
    /// Platt's line on the logit, a curve that never falls, or none.
    public var method: CalibrationMethod
}
