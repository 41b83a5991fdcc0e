extension FeaturePlan {
    /// What a feature reads of a vector of events.
    struct VectorQuestion: Sendable {
        /// The index of the embedder.
        var embedder: Int
        /// In microseconds; nil counts all events alike.
        var halfLife: Int64?
        /// The number of texts taken; of no meaning for what happened.
        var limit: Int
        /// The index of the vector among those that are asked for.
        var group: Int
        var reading: Reading
    }

    /// A number that is read of a vector.
    enum Reading: Sendable {
        case coordinate(Int)
        /// The cosine with this vector.
        case similarity([Double])
    }

    /// What makes two features' vectors the same.
    struct VectorGroup: Hashable, Sendable {
        var embedder: Int
        var stream: Int
        var link: Int?
        var isOverOthers: Bool
        var window: Int64?
        var halfLife: Int64?
        var limit: Int
    }

    /// What is read of the vector of an output; nil for a feature without an embedder.
    static func reading(
        _ definition: FeatureDefinition, by content: EventEmbedder.Content
    ) -> Reading {
        if let place = definition.coordinate { return .coordinate(place) }
        guard let vector = content.archetype(definition.like).vector else {
            preconditionFailure("an embedder that does not know an archetype is not given to a set")
        }
        return .similarity(vector)
    }
}
