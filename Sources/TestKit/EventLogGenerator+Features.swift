public import Features

extension EventLogGenerator {
    /// A set with every kind of feature, each with random filters, window and link.
    public mutating func featureSet() throws(FeatureError) -> FeatureSet {
        var features: [Feature] = []
        for kind in FeatureDefinition.Kind.allCases {
            for round in 0..<2 {
                features.append(Feature(name: "\(kind)\(round)", definition: definition(kind)))
            }
        }
        return try FeatureSet(features)
    }

    private mutating func definition(_ kind: FeatureDefinition.Kind) -> FeatureDefinition {
        var definition = FeatureDefinition(kind: kind)
        if random.oneIn(2) { definition.of = random.pick(Self.kinds) }
        if random.oneIn(5) { definition.channel = random.pick(["web", "email"]) }
        if random.oneIn(5) { definition.where = ["product": .text(random.pick(["a", "b"]))] }
        if random.oneIn(3) { definition.via = random.pick(Self.links) }
        if random.oneIn(2) { definition.window = span() }
        switch kind {
        case .sum, .mean, .minimum, .maximum:
            definition.attribute = "amount"
        case .distinct:
            definition.attribute = random.pick(["amount", "product", "industry"])
        case .attribute:
            definition.attribute = random.pick(["amount", "industry"])
            definition.type = random.pick([.number, .category, nil])
        case .ratio:
            definition.window = span()
            definition.against = span()
        case .count, .activeDays, .timeSinceLast, .timeSinceFirst, .meanInterval:
            break
        }
        return definition
    }

    private mutating func span() -> TimeSpan {
        TimeSpan(microseconds: Int64(1 + random.below(60)) * 21_600_000_000)
    }
}
