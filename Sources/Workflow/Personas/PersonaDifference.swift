import Features
import Models
public import Personas

/// What differs between two versions of personas: definitions, and where the clusters went.
public struct PersonaDifference: Codable, Equatable, Sendable {
    /// What became of each persona of the first; nil where the second is not a later revision of the first.
    public var migration: TaxonomyMigration?
    /// Personas of both whose definitions differ, by name, and in what.
    public var changed: [String: [String]]
    /// What else differs: rules, flags, the threshold, the features.
    public var others: [String]
    /// The nearest cluster of the second to each cluster of the first; none where they are not among the same columns.
    public var clusters: [ClusterMove]

    /// Where a cluster went.
    public struct ClusterMove: Codable, Equatable, Sendable {
        /// The cluster of the first.
        public var from: String
        /// The nearest of the second.
        public var to: String
        /// How far apart they are, in standard deviations of one column.
        public var distance: Double
    }

    /// Compares two versions.
    public init(from left: PersonaPackage, to right: PersonaPackage) {
        let (before, after) = (left.model.taxonomy, right.model.taxonomy)
        migration = try? TaxonomyMigration(from: before, to: after)
        changed = [:]
        for name in before.names {
            guard let old = before.personas[name], let new = after.personas[name] else { continue }
            let fields = [
                ("title", old.title == new.title), ("description", old.description == new.description),
                ("parent", old.parent == new.parent), ("clusters", old.clusters == new.clusters),
                ("archetype", old.archetype == new.archetype),
            ].filter { !$0.1 }.map(\.0)
            if !fields.isEmpty { changed[name] = fields }
        }
        others = [
            ("rules", before.rules == after.rules), ("flags", before.flags == after.flags),
            ("what intents are of", before.intent == after.intent),
            ("the model of intents", left.model.intents == right.model.intents),
            ("the threshold", before.threshold == after.threshold),
            ("the definitions of features", left.features == right.features),
            ("how rows become numbers", left.model.clusters.encoder == right.model.clusters.encoder),
        ].filter { !$0.1 }.map(\.0)
        let (old, new) = (left.model.clusters, right.model.clusters)
        guard old.encoder.columns.map(\.name) == new.encoder.columns.map(\.name) else {
            clusters = []
            return
        }
        clusters = old.ids.enumerated().map { place, id in
            // By the second's own scale, which the first's centres are brought to.
            let centre = Self.rescaled(old.model.centres[place], from: old.encoder, to: new.encoder)
            let distances = new.squaredDistances(centre)
            let nearest = distances.indices.reduce(0) { distances[$1] < distances[$0] ? $1 : $0 }
            return ClusterMove(
                from: id, to: new.ids[nearest],
                distance: distances[nearest].squareRoot())
        }
    }

    private static func rescaled(
        _ centre: [Double], from old: DesignEncoder, to new: DesignEncoder
    ) -> [Double] {
        centre.indices.map { column in
            (centre[column] * old.scale[column] + old.mean[column] - new.mean[column]) / new.scale[column]
        }
    }
}
