import Evaluation
import Features
import Learning
import Models
public import Personas
public import Registry
import Scoring
import Settings
import Storage

/// Discovered clusters with the names that people gave them: what becomes a version of kind `personas`.
public struct MappedPersonas: Sendable {
    /// What was discovered.
    public let discovery: PersonaDiscovery
    /// What people wrote.
    public let taxonomy: Taxonomy
    private let file: TaxonomyFile

    /// Brings both together.
    public init(_ discovery: PersonaDiscovery, _ file: TaxonomyFile) {
        self.discovery = discovery
        self.file = file
        taxonomy = file.taxonomy
    }

    /// The clusters that belong to no persona, the largest first: what waits to be named.
    public var queue: [PersonaProfile] {
        discovery.profiles.filter { taxonomy.persona(of: $0.id) == nil }
            .sorted { ($1.size.count, $0.id) < ($0.size.count, $1.id) }
    }

    /// The package that assigns, under a name of the registry.
    ///
    /// - Parameter registry: has the embedders by which archetypes' sentences count.
    /// - Throws: `SettingsError` where the taxonomy does not fit; `RegistryError` and `ScoringError` where an embedder is not there.
    public func package(named name: String, in registry: Registry) throws -> PersonaPackage {
        let asksForVectors = taxonomy.personas.values.contains { $0.archetype?.like != nil }
        let own = asksForVectors ? try discovery.features?.embedding(in: registry) : discovery.features
        let (model, features): (PersonaModel, FeatureSet?)
        do {
            model = try PersonaModel(
                clusters: discovery.clusters, taxonomy: taxonomy, kinds: discovery.kinds,
                intents: file.intents?.model, definitions: discovery.features)
            features = try own.map { own throws(TaxonomyProblem) in try taxonomy.features(beside: own) }
        } catch {
            throw file.located(error)
        }
        return PersonaPackage(
            name: name, unit: discovery.unit, model: model, kinds: discovery.kinds,
            features: features,
            golden: goldenRows(of: model).map { GoldenAssignment(values: $0, model: model) })
    }

    /// Rows that nobody is: numbers at even ranks, levels in turn, and one of nothing.
    private func goldenRows(of model: PersonaModel) -> [[InputValue]] {
        let levels = Dictionary(
            discovery.clusters.encoder.inputs.map { ($0.name, $0.levels) },
            uniquingKeysWith: { first, _ in first })
        let count = 12
        let messages = model.intents?.samples(count) ?? []
        let rows = (0..<count).map { row in
            model.features.enumerated().map { place, name -> InputValue in
                if name == IntentQuestion.featureName { return .level(messages[row]) }
                // Cosines: some above 0, some below, none twice.
                if discovery.kinds[name] == nil {
                    return .number(Double((row * 5 + place) % count) / Double(count - 1) * 1.5 - 0.5)
                }
                if discovery.kinds[name] == .category {
                    let known = levels[name] ?? []
                    return known.isEmpty ? .missing : .level(known[(row + place) % known.count])
                }
                guard let quantiles = discovery.clusters.ranks[name]?.quantiles else { return .missing }
                // Features step at different paces, so that rows differ in direction too.
                return .number(quantiles[(5 + row * (7 + 2 * place)) % quantiles.count])
            }
        }
        return rows + [model.features.map { _ in .missing }]
    }

    /// What became of the personas of the newest version of a name; nil where there is none.
    ///
    /// - Throws: `SettingsError` where a persona vanished without a word; `WorkflowError.unusable` where the name is another kind's.
    public func migration(of name: String, in registry: Registry) throws -> TaxonomyMigration? {
        let directory = try registry.model(name)
        guard let newest = try directory.versions().max() else { return nil }
        let before = try StoredPersonas(directory, version: newest).package.model.taxonomy
        do {
            return try TaxonomyMigration(from: before, to: taxonomy)
        } catch {
            throw file.located(error)
        }
    }

    /// Publishes a version, or finds the one that the same discovery and taxonomy made before.
    ///
    /// - Throws: as `migration(of:in:)` and `package(named:)`; `StorageError`, `RegistryError`.
    public func publish(
        as name: String, in registry: Registry
    ) throws -> (published: PublishedVersion, migration: TaxonomyMigration?) {
        let migration = try migration(of: name, in: registry)
        let package = try package(named: name, in: registry)
        try package.replayGolden()
        var files = try package.files()
        // What nobody could read again is not published.
        _ = try PersonaPackage(files: files)
        files[VersionFile.discovery] = try CanonicalJSON.encode(discovery)
        files[VersionFile.taxonomy] = file.document.bytes
        var recipe: [String: JSONValue] = [
            "formatVersion": .integer(1), "kind": .text(PackageKind.personas.rawValue),
            "discovery": .text("\(Digest(of: files[VersionFile.discovery] ?? []))"),
            "taxonomy": .text("\(Digest(of: file.document.bytes))"),
        ]
        if let intents = file.intents {
            files[VersionFile.intentTraining] = try CanonicalJSON.encode(intents.training)
            recipe["intent"] = .text("\(Digest(of: files[PersonaPackage.intentFile] ?? []))")
        }
        let published = try registry.model(name).publish(
            files: files, kind: .personas,
            recipeDigest: Digest(of: CanonicalJSON.encode(JSONValue.object(recipe))),
            numericProfile: NumericProfile.current(),
            requires: DataRoom.requirements(of: discovery.features), servedDigest: try package.digest)
        return (published, migration)
    }
}
