/// What to evaluate: the `evaluation` section of a pipeline.
///
/// The section is one type, so that a version records all that was asked of it in one place: what hand rules the scores
/// are compared with is here too, though only whoever has features can make their scores.
public struct EvaluationPlan: Equatable, Sendable {
    /// The share of rows that counts as the top, in (0, 1]; default 0.1.
    public var top: Double
    /// How many leads the team can work on; nil leaves the capacity metrics out.
    public var capacity: Int?
    /// The probabilities from which on acting on a row is weighed, ascending, in (0, 1).
    public var thresholds: [Double]
    /// Names of the groupings to report on.
    public var groups: [String]
    /// Names of the attributes that nobody may be treated differently by: reported on as `groups` are, alone and where
    /// two of them intersect, and no inputs of a model unless it is said why.
    public var protected: [String]
    /// Whether pairs of protected attributes are reported on, too; default true.
    public var intersections: Bool
    /// Whether every month of the cutoffs is a group, too; default true.
    ///
    /// A grouping named `month` takes its place.
    public var months: Bool
    /// The probabilities at which bands of scores begin, ascending, in (0, 1); nil for fifths of the ranking, empty
    /// for no bands.
    ///
    /// A grouping named `band` takes their place.
    public var bands: [Double]?
    /// Whether hand rules are searched for among the features, besides those that are listed; default true.
    public var findsRules: Bool
    /// The file of the points table that the team works by, relative to the pipeline; nil where there is none.
    public var points: String?
    /// A group with fewer rows is too small to say anything of; default 50.
    public var minimumGroupSize: Int
    /// What makes rows belong together, so that intervals take it, not rows, as independent: `entity`, or what entities
    /// have in common, such as `account`; nil leaves it to the data.
    public var cluster: String?
    /// The number of bootstrap resamples of one score's metrics; default 200.
    public var resamples: Int
    /// The number of bootstrap resamples of paired differences; default 1000.
    public var pairedResamples: Int
    /// The seed of the bootstraps; default 1.
    public var seed: UInt64

    /// Creates a plan and checks its settings.
    ///
    /// - Throws: `EvaluationError.settingOutOfRange`.
    public init(
        top: Double = 0.1, capacity: Int? = nil, thresholds: [Double] = [0.05, 0.1, 0.2, 0.3, 0.5],
        groups: [String] = [], protected: [String] = [], intersections: Bool = true, months: Bool = true,
        bands: [Double]? = nil, findsRules: Bool = true,
        points: String? = nil, minimumGroupSize: Int = 50, cluster: String? = nil,
        resamples: Int = 200, pairedResamples: Int = 1000,
        seed: UInt64 = 1
    ) throws(EvaluationError) {
        self.top = top
        self.capacity = capacity
        self.thresholds = thresholds
        self.groups = groups
        self.protected = protected
        self.intersections = intersections
        self.months = months
        self.bands = bands
        self.findsRules = findsRules
        self.points = points
        self.minimumGroupSize = minimumGroupSize
        self.cluster = cluster
        self.resamples = resamples
        self.pairedResamples = pairedResamples
        self.seed = seed
        if !(top > 0 && top <= 1) { throw .settingOutOfRange(key: "top", range: "above 0, at most 1") }
        if let capacity, capacity < 1 { throw .settingOutOfRange(key: "capacity", range: "at least 1") }
        guard thresholds.allSatisfy({ $0 > 0 && $0 < 1 }),
            zip(thresholds, thresholds.dropFirst()).allSatisfy(<)
        else { throw .settingOutOfRange(key: "thresholds", range: "above 0, below 1, ascending") }
        if let bands {
            guard bands.allSatisfy({ $0 > 0 && $0 < 1 }),
                zip(bands, bands.dropFirst()).allSatisfy(<)
            else { throw .settingOutOfRange(key: "bands", range: "above 0, below 1, ascending") }
        }
        if Set(groups).count != groups.count {
            throw .settingOutOfRange(key: "groups", range: "each grouping once")
        }
        if Set(protected).count != protected.count {
            throw .settingOutOfRange(key: "protected", range: "each attribute once")
        }
        for (key, names) in [("groups", groups), ("protected", protected)]
        where !names.allSatisfy(GroupKey.admits) {
            throw .settingOutOfRange(key: key, range: "names without '=' and ' & ', which groups are told by")
        }
        if minimumGroupSize < 1 { throw .settingOutOfRange(key: "minimumGroupSize", range: "at least 1") }
        if resamples < 20 { throw .settingOutOfRange(key: "resamples", range: "at least 20") }
        if pairedResamples < 20 { throw .settingOutOfRange(key: "pairedResamples", range: "at least 20") }
    }

    /// The names of all groupings: `groups`, then what is protected besides.
    public var groupings: [String] { groups + protected.filter { !groups.contains($0) } }

    /// The pairs of protected attributes to report on, in written order.
    public var intersected: [[String]] {
        guard intersections else { return [] }
        return protected.indices.flatMap { first in
            protected[(first + 1)...].map { [protected[first], $0] }
        }
    }
}
