import Datasets
public import Features
public import Learning
public import Registry
public import Scoring
import Storage

/// An embedder of behaviour that was learned from a pipeline's train slice.
public struct LearnedBehaviour: Sendable {
    /// The vectors with their digest.
    public let package: BehaviourPackage
    /// How it was learned.
    public let configuration: BehaviourVectorizing.Configuration
    /// What it is worth.
    public let quality: BehaviourQuality
    /// The last cutoff that was learned from.
    public let until: Instant
    private let pipeline: Pipeline
    private let data: [String: Digest]
    private let registry: Registry

    /// Learns from what the cases of the train slice could see: of each entity the events that occurred and were recorded before the
    /// last of its cutoffs there.
    ///
    /// - Parameter limit: cutoffs after this one are left out; nil for none.
    /// - Throws: `WorkflowError.unusable` for a plain table, and for kinds or an attribute that no contract gives or that is personal;
    ///   `DatasetError` and `SettingsError` of the data, `ConfigurationError` and `LearningError`.
    public init(
        _ room: DataRoom, _ configuration: BehaviourVectorizing.Configuration, until limit: Instant? = nil,
        concurrency: Int? = nil
    ) throws {
        guard case .events(let result, let planner, _) = room.contents else {
            throw WorkflowError.unusable(
                what: "a pipeline of a plain table has no events", remedy: "name a pipeline with `sources`")
        }
        let estimator = try BehaviourVectorizing(configuration, concurrency: concurrency)
        try room.pipeline.check(configuration)
        let plan = try room.pipeline.locating {
            try planner.plan(
                result.log, keepingOverlaps: room.pipeline.settings.audit?.waivesOverlaps ?? false)
        }
        var last: [EntityKey: Instant] = [:]
        for found in plan.cases(in: .train) where found.cutoff <= limit ?? found.cutoff {
            last[found.entity] = max(last[found.entity] ?? found.cutoff, found.cutoff)
        }
        guard let until = last.values.max() else {
            throw WorkflowError.unusable(
                what: "the train slice has no cases\(limit.map { " up to \($0)" } ?? "")",
                remedy: "check the slices: leadline check")
        }
        let sequences = result.log.sequences(
            of: last.sorted { $0.key < $1.key }.map { (entity: $0.key, cutoff: $0.value) },
            identity: room.pipeline.settings.identity, attribute: configuration.attribute)
        let fit = try estimator.fit(sequences)
        package = try BehaviourPackage(fit.vectors)
        quality = BehaviourQuality(
            entities: fit.sequences, withoutVector: sequences.count { fit.vectors.vector(of: $0) == nil },
            events: fit.events, unknownShare: Double(fit.unknownEvents) / Double(fit.events),
            tokens: fit.vectors.tokens.count, dimensions: fit.vectors.dimensions)
        self.configuration = configuration
        self.until = until
        pipeline = room.pipeline
        data = room.digests
        registry = room.registry
    }

    /// Publishes a version, or finds the one that the same data and settings made before.
    ///
    /// - Throws: `StorageError`; `RegistryError`, also where the name is that of versions of another kind; `WorkflowError.unusable`
    ///   where that version embeds otherwise, as one of another kind of processor does.
    public func publish(as name: String, program: String) throws -> PublishedVersion {
        let learning = BehaviourLearning(
            program: program, pipeline: pipeline.name, until: until.description, behaviour: configuration,
            data: data, quality: quality)
        let recipe = JSONValue.object([
            "formatVersion": .integer(1), "kind": .text(PackageKind.embedder.rawValue),
            "behaviour": try CanonicalJSON.tree(of: configuration), "data": try CanonicalJSON.tree(of: data),
            "pipeline": try Self.deciding(pipeline), "until": .text("\(until)"),
        ])
        var files = try package.files()
        files[VersionFile.learning] = try CanonicalJSON.encode(learning)
        let published = try registry.model(name).publish(
            files: files, kind: .embedder, recipeDigest: Digest(of: CanonicalJSON.encode(recipe)),
            numericProfile: NumericProfile.current(), servedDigest: package.digest)
        guard published.isNew || published.manifest.servedDigest == package.digest else {
            throw WorkflowError.unusable(
                what:
                    "\(name) version \(published.version) is of the same data and settings, and its vectors are others",
                remedy: "take its own by --model \(name)@\(published.version), or publish under another name")
        }
        return published
    }

    /// The settings that say which cases the train slice has and what their events are; those of features and model do not.
    private static func deciding(_ pipeline: Pipeline) throws -> JSONValue {
        var settings = pipeline.settings
        settings.features = nil
        settings.model = nil
        settings.rules = nil
        settings.evaluation = nil
        settings.calibration = nil
        return try Recipe.deciding(settings)
    }
}
