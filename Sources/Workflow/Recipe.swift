import Datasets
import Features
import Storage

/// What decides a version: the settings that enter the training, and the data.
///
/// Two trainings of one recipe are one version.
struct Recipe: Codable {
    /// Raised when the program changes what it makes of the same settings and data.
    var formatVersion = 4
    /// The settings without gates, requirements, quarantine and what is actionable: holding a version to another gate does not
    /// make it another version.
    var settings: JSONValue
    /// SHA-256 of every data file by source.
    var data: [String: Digest]
    /// The points table that the team works by; nil without one.
    var points: PointsRule?
    /// The settings of the backtest's reference; nil without one.
    var reference: JSONValue?
    /// Whether a failed audit was overridden.
    var exploratory: Bool
    /// By reference, the digest of the embedders that features go by; nil without any.
    var embedders: [String: String]?

    init(
        _ settings: PipelineSettings, reference: PipelineSettings? = nil, points: PointsRule? = nil,
        data: [String: Digest],
        exploratory: Bool
    ) throws(StorageError) {
        self.reference = try reference.map { settings throws(StorageError) in try Self.deciding(settings) }
        self.settings = try Self.deciding(settings)
        self.data = data
        self.points = points
        self.exploratory = exploratory
        let embedders = (settings.features?.embedders ?? [:]).mapValues(\.digest)
        self.embedders = embedders.isEmpty ? nil : embedders
    }

    /// The settings that decide a version, as canonical JSON.
    static func deciding(_ settings: PipelineSettings) throws(StorageError) -> JSONValue {
        var deciding = settings
        deciding.gates = nil
        deciding.requires = nil
        deciding.quarantine = nil
        deciding.actionable = nil
        // The file names them; which versions these were, is told beside the settings.
        deciding.features = deciding.features?.withoutEmbedders
        return try CanonicalJSON.tree(of: deciding)
    }

    /// The key by which the registry finds the version again.
    var digest: Digest {
        get throws(StorageError) { Digest(of: try CanonicalJSON.encode(self)) }
    }
}
