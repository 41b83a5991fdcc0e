public import Datasets
public import Learning
public import Storage

/// `lineage.json`: from what, and how, a version was made; enough to make it again.
public struct Lineage: Codable, Equatable, Sendable {
    /// The format; 1.
    public var formatVersion: Int
    /// The program that trained.
    public var program: String
    /// The pipeline's settings that decide the version, canonical; gates are not among them.
    public var settings: JSONValue
    /// The data files by source.
    public var sources: [SourceLineage]
    /// Rows by slice, after eligibility, maturity and purge.
    public var slices: [SliceLineage]
    /// Cases by slice and month of the cutoff, those without a slice too; nil for a plain table.
    public var labels: [CasePlan.Count]?
    /// The first instant of which the outcome's source knows nothing; nil for a plain table.
    public var horizon: String?
    /// The first instant after every answer that the evaluated scorer was fitted on; nil for a plain table.
    public var fittedUntil: String?
    /// The slices that each fitted part saw.
    public var fittedOn: [String: String]
    /// scikit-learn's 1 / C; nil for an ensemble, whose members have their own.
    public var penalty: Double?
    /// How the penalty was chosen by later rows of the train slice; nil where the settings give it.
    public var strength: StrengthChoice?
    /// The members of an ensemble, trained and weighed; nil for a single model.
    public var ensemble: EnsembleLineage?
    /// What was assumed about times, in sentences.
    public var assumptions: [String]
    /// The model's coefficients with their standard errors, in the order of its columns.
    public var coefficients: [Coefficient]
    /// The bins and levels of inputs that are read by their evidence; nil where none is.
    public var evidence: [InputEvidence]?
    /// How the optimizer ended, iterations and gradient.
    public var optimizer: Optimizer
    /// Columns left out since they never vary in the train slice.
    public var droppedColumns: [String]
    /// Whether the training went on in spite of a failed audit.
    public var exploratory: Bool

    /// What was fitted again after the evaluation and is served; nil where the evaluated scorer is.
    public var refit: Refitted?

    /// The data files' digests by source.
    var digests: [String: Digest] {
        Dictionary(sources.map { ($0.name, $0.sha256) }, uniquingKeysWith: { first, _ in first })
    }

    /// A scorer fitted again on newer answers.
    public struct Refitted: Codable, Equatable, Sendable {
        /// The digest of the scorer that every figure is of.
        public var evaluatedDigest: Digest
        /// The digest of the scorer that is served.
        public var servedDigest: Digest
        /// The first instant after every answer that the served scorer was fitted on.
        public var fittedUntil: String?
        /// The newer rows by slice.
        public var slices: [SliceLineage]
        /// The served coefficients.
        public var coefficients: [Coefficient]
        /// The served bins and levels of inputs that are read by their evidence; nil where none is.
        public var evidence: [InputEvidence]?
        /// How the optimizer ended.
        public var optimizer: Optimizer
        /// scikit-learn's 1 / C; nil in a lineage that is older than this.
        public var penalty: Double?
        /// How the penalty was chosen again; nil where the settings give it.
        public var strength: StrengthChoice?
        /// The members of an ensemble, trained and weighed again; nil for a single model.
        public var ensemble: EnsembleLineage?
    }

    /// One data file.
    public struct SourceLineage: Codable, Equatable, Sendable {
        /// The source's name in the pipeline.
        public var name: String
        /// The file as the pipeline names it, relative to the pipeline file.
        public var file: String
        /// The file's SHA-256.
        public var sha256: Digest
        /// Rows read.
        public var read: Int
        /// Rows that became events or were rightly without one.
        public var accepted: Int
        /// Rows put aside.
        public var quarantined: Int
        /// Rows seen before.
        public var duplicate: Int
    }

    /// One slice.
    public struct SliceLineage: Codable, Equatable, Sendable {
        /// train, calibrate or test.
        public var name: String
        /// The first and the last cutoff, as dates; row numbers for a plain table.
        public var from: String
        /// The last cutoff.
        public var to: String
        /// Rows with a mature label.
        public var rows: Int
        /// Different entities among the rows.
        public var entities: Int
        /// Positive rows.
        public var positives: Int
        /// Rows left out since their label had not matured.
        public var immature: Int
        /// Rows left out since their label interval overlaps a later slice.
        public var purged: Int
        /// Rows left out since their entity or group is in another slice; nil in a lineage that counted them as purged.
        public var shared: Int?
    }

    /// One fitted column.
    public struct Coefficient: Codable, Equatable, Sendable {
        /// The design column.
        public var name: String
        /// Logits a standard deviation of a number, or logits of an indicator against its absence.
        public var value: Double
        /// From the inverse Hessian, penalty included; nil where columns depend on each other.
        public var standardError: Double?
    }

    /// How the search for the minimum ended.
    public struct Optimizer: Codable, Equatable, Sendable {
        /// converged, saturated, stalled or iterationLimit.
        public var state: String
        /// Steps of the solver.
        public var iterations: Int
        /// Relative gradient at the end.
        public var gradientNorm: Double
    }
}

extension Lineage.Optimizer {
    /// How a fit ended.
    init(_ fit: LogisticFit) {
        self.init(state: fit.state.rawValue, iterations: fit.iterations, gradientNorm: fit.gradientNorm)
    }
}
