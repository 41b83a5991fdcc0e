/// What a `FeatureFold` must remember of an entity to answer every question from some time on.
///
/// A file of it is personal data, as events are. `docs/formats/state.md` has the format.
public struct FoldState: Codable, Equatable, Sendable {
    /// The version of the format that is written.
    public static let currentVersion = 1

    /// The version of the format.
    public var version: Int
    /// The entity whose events count as its own.
    public var entity: EntityKey
    /// Which features it was made for: their digest; with others the events may not be enough.
    public var definitions: String
    /// The earliest cutoff that may be asked.
    public var from: Instant
    /// The events that some feature may still look at, in the order of events.
    public var events: [Event]

    /// Creates a state of the current version.
    public init(entity: EntityKey, definitions: String, from: Instant, events: [Event]) {
        version = Self.currentVersion
        self.entity = entity
        self.definitions = definitions
        self.from = from
        self.events = events
    }

    private enum CodingKeys: String, CodingKey { case version, entity, definitions, from, events }

    /// Decodes a state.
    ///
    /// - Throws: `DecodingError`, also for a version that is not known.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        version = try container.decode(Int.self, forKey: .version)
        guard version == Self.currentVersion else {
            throw DecodingError.dataCorruptedError(
                forKey: .version, in: container,
                debugDescription: "version \(version) of a fold's state is not known; "
                    + "make it again from the events")
        }
        entity = try container.decode(EntityKey.self, forKey: .entity)
        definitions = try container.decode(String.self, forKey: .definitions)
        from = try container.decode(Instant.self, forKey: .from)
        events = try container.decode([Event].self, forKey: .events)
    }
}
