public import Evaluation

/// Everything a report or a model card says: plain values, without personal data, clock or paths.
public struct ReportContent: Equatable, Sendable {
    /// The question the model answers.
    public var title: String
    /// The model's name.
    public var modelName: String
    /// The version as shown, such as `3` or `candidate`.
    public var version: String
    /// One sentence: how good it is and whether it may go live.
    public var headline: String
    /// Where the data come from, such as `real purchases` or `third-party SIMULATED data`.
    public var provenance: String
    /// Whether the provenance is a caution to be seen first, as for simulated data.
    public var isProvenanceCaution: Bool
    /// The slices of time, in order.
    public var slices: [ReportSlice]
    /// What became of the cases by slice and month, in order; empty where labels came with the rows.
    public var labelCounts: [ReportLabelCount]
    /// The folds of a backtest, in order; empty without one.
    public var folds: [ReportFold]
    /// The model's metric rows, groups and paired differences included.
    public var rows: [MetricRow]
    /// What has moved since the train slice; nil where nothing was held against it.
    public var stability: StabilityResult? = nil
    /// What was evaluated, for the top share and the capacity in the metrics' names; nil leaves them out.
    public var plan: EvaluationPlan?
    /// What the model was compared with, the strongest first.
    public var baselines: [ReportBaseline]
    /// The model's curves; nil leaves the plots out.
    public var curves: EvaluationCurves?
    /// Coefficients on standardized columns.
    public var coefficients: [ReportCoefficient]
    /// The bins and levels of inputs that are read by their evidence, in the order of the inputs.
    public var scorecard: [ReportEvidence] = []
    /// How the strength of the penalty was chosen; nil where it was given.
    public var strength: ReportStrength? = nil
    /// The members of an ensemble; nil for a single model.
    public var ensemble: ReportEnsemble? = nil
    /// The lead that single leads are explained against; nil where the version keeps none.
    public var reference: ReportReferenceLead?
    /// What the audit found, waived findings included.
    public var findings: [ReportFinding]
    /// What was assumed, a sentence each.
    public var assumptions: [String]
    /// What the model cannot do, a sentence each.
    public var limits: [String]
    /// What came of the gates; nil when they were not evaluated.
    public var gates: GateResult?
    /// What came of the requirements beside figures.
    public var requirements: [GateCheck] = []
    /// Lineage in the order shown: digests, settings, versions.
    public var lineage: [ReportFact]
    /// Who the model is for and how it may be used; the card's `considerations`.
    public var considerations: ReportConsiderations

    /// Creates content; what is left out is empty.
    public init(
        title: String, modelName: String, version: String, headline: String, provenance: String,
        isProvenanceCaution: Bool = false, slices: [ReportSlice] = [],
        labelCounts: [ReportLabelCount] = [], folds: [ReportFold] = [], rows: [MetricRow] = [],
        plan: EvaluationPlan? = nil,
        baselines: [ReportBaseline] = [], curves: EvaluationCurves? = nil,
        coefficients: [ReportCoefficient] = [], findings: [ReportFinding] = [],
        assumptions: [String] = [], limits: [String] = [], gates: GateResult? = nil,
        lineage: [ReportFact] = [], considerations: ReportConsiderations = ReportConsiderations()
    ) {
        self.title = title
        self.modelName = modelName
        self.version = version
        self.headline = headline
        self.provenance = provenance
        self.isProvenanceCaution = isProvenanceCaution
        self.slices = slices
        self.labelCounts = labelCounts
        self.folds = folds
        self.rows = rows
        self.plan = plan
        self.baselines = baselines
        self.curves = curves
        self.coefficients = coefficients
        self.findings = findings
        self.assumptions = assumptions
        self.limits = limits
        self.gates = gates
        self.lineage = lineage
        self.considerations = considerations
    }
}
