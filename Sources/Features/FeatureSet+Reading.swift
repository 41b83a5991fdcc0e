extension FeatureSet {
    /// The names of the attributes that some feature reads, those of its conditions and the links it goes by among them, and
    /// the links that say whom keys belong to.
    public var attributes: Set<String> {
        var names = Set(identity?.links ?? [])
        for definition in features.map(\.definition) {
            names.formUnion(
                [definition.attribute, definition.via, tokenAttribute(of: definition)].compactMap { $0 })
            names.formUnion(definition.where.keys)
        }
        return names
    }

    /// Whether some feature looks at the channels of events.
    public var readsChannels: Bool {
        features.map(\.definition).contains { $0.channel != nil || $0.kind.isOfChannels }
    }
}
