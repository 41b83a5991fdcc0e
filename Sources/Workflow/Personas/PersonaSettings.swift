import Learning
public import Personas

/// How personas are discovered.
public struct PersonaSettings: Codable, Equatable, Sendable {
    /// The features to cluster by; those of the model unless given, without protected ones.
    public var inputs: [String]?
    /// The least number of clusters tried; above 1.
    public var least: Int
    /// The greatest.
    public var most: Int
    /// Whether directions are compared rather than positions.
    public var isSpherical: Bool
    /// Bootstrap samples by which stability is judged; above 0.
    public var samples: Int
    /// Draws of leads without groups, by which it is judged whether there are any; in 19...100000.
    public var draws: Int
    /// Rows that are looked at by the silhouette, and drawn by a sample, at most.
    public var rowLimit: Int
    /// Starts of each fit.
    public var restarts: Int
    /// Of the random numbers.
    public var seed: UInt64
    /// The attribute of events that names a journey's steps; the kind of event unless given.
    public var step: String?
    /// The attribute of events that holds what people wrote; no words are told unless given.
    public var text: String?
    /// What leads' intents are of, with the name of the model's file; none are told unless given.
    public var intent: IntentQuestion?
    /// Why protected attributes may be used; they are not unless given.
    public var usesProtected: String?

    /// Creates settings; discovery checks them.
    public init(
        inputs: [String]? = nil, least: Int = 2, most: Int = 8, isSpherical: Bool = false,
        samples: Int = 50, draws: Int = 99, rowLimit: Int = 2_000, restarts: Int = 4, seed: UInt64 = 1,
        step: String? = nil,
        text: String? = nil, intent: IntentQuestion? = nil, usesProtected: String? = nil
    ) {
        self.inputs = inputs
        self.least = least
        self.most = most
        self.isSpherical = isSpherical
        self.samples = samples
        self.draws = draws
        self.rowLimit = rowLimit
        self.restarts = restarts
        self.seed = seed
        self.step = step
        self.text = text
        self.intent = intent
        self.usesProtected = usesProtected
    }

    /// The search they ask for.
    ///
    /// - Throws: `ConfigurationError` for a setting out of its range.
    func search(concurrency: Int?) throws(ConfigurationError) -> ClusterCountSearch {
        guard least > 1, most >= least, most <= 100 else {
            throw ConfigurationError(key: "k-range", requirement: "two ascending whole numbers in 2...100")
        }
        guard samples > 0 else {
            throw ConfigurationError(key: "bootstraps", requirement: "a whole number from 1")
        }
        return try ClusterCountSearch(
            KMeans.Configuration(
                clusters: least, isSpherical: isSpherical, restarts: restarts, seed: seed),
            samples: samples, rowLimit: rowLimit, concurrency: concurrency)
    }
}
