public import Features

extension EventLogGenerator {
    /// The attributes that are numbers sometimes, always, and in the sense that true is 1.
    private static let numbers = ["amount", "seats", "trial"]

    /// A set with every kind of feature, each with random filters, window and link.
    public mutating func featureSet() throws(FeatureError) -> FeatureSet {
        var features: [Feature] = []
        for kind in FeatureDefinition.Kind.allCases {
            features.append(Feature(name: "\(kind)", definition: definition(kind)))
        }
        return try FeatureSet(features).embedding(by: Self.embedders)
    }

    private mutating func definition(_ kind: FeatureDefinition.Kind) -> FeatureDefinition {
        var definition = FeatureDefinition(kind: kind)
        if random.oneIn(5) { definition.channel = random.pick(["web", "email"]) }
        if random.oneIn(4) { definition.where = condition() }
        if random.oneIn(3) {
            definition.via = random.pick(Self.links)
            if random.oneIn(2) { definition.over = random.pick(Population.allCases) }
        }
        if random.oneIn(2) { definition.window = span() }
        switch random.below(3) {
        case 0: definition.of = random.pick(Self.kinds)
        case 1: definition.kinds = Array(random.shuffled(Self.kinds).prefix(1 + random.below(2)))
        default: break
        }
        complete(&definition)
        return definition
    }

    /// Gives the definition what its kind needs, and takes what the kind has no use for.
    private mutating func complete(_ definition: inout FeatureDefinition) {
        switch definition.kind {
        case .sum, .mean, .standardDeviation, .minimum, .maximum:
            definition.attribute = random.pick(Self.numbers)
        case .distinct, .changes, .timeSinceChange:
            definition.attribute = random.pick(["amount", "product", "industry", "account", "seats", "trial"])
        case .attribute, .first, .last:
            definition.attribute = random.pick(["amount", "industry", "seats", "trial", "product"])
            definition.type = random.pick([.number, .category, nil])
            if definition.kind == .attribute, random.oneIn(2) { definition.maximumAge = span() }
        case .ratio:
            definition.window = span()
            definition.against = span()
        case .trend:
            if random.oneIn(2) {
                definition.attribute = random.pick(Self.numbers)
            } else {
                let every = TimeSpan(microseconds: Int64(1 + random.below(8)) * 21_600_000_000)
                definition.every = every == .day ? nil : every
                definition.window = TimeSpan(microseconds: every.microseconds * Int64(2 + random.below(9)))
            }
        case .decay:
            definition.halfLife = span()
            if random.oneIn(2) { definition.attribute = random.pick(Self.numbers) }
        case .sessions, .meanSessionLength, .meanSessionEvents, .timeSinceSessionStart:
            definition.gap = random.oneIn(5) ? TimeSpan(microseconds: 0) : span()
        case .channelShare: definition.channel = random.pick(["web", "email"])
        case .channelEntropy, .preferredChannel, .preferredChannelConfidence: definition.channel = nil
        case .pairs, .coOccurrence:
            definition.of = nil
            definition.kinds = Array(random.shuffled(Self.kinds).prefix(2))
            definition.within = random.oneIn(5) ? TimeSpan(microseconds: 0) : span()
        case .ngram, .sequence:
            definition.of = nil
            definition.kinds = []
            definition.steps = (0..<2 + random.below(3)).map { _ in random.pick(Self.kinds) }
            if definition.kind == .ngram, random.oneIn(2) { definition.kinds = Self.kinds }
            if random.oneIn(2) { definition.within = span() }
        case .calendar: completeCalendar(&definition)
        case .text:
            definition.attribute = "note"
            definition.limit = 1 + random.below(4)
        case .vector, .similarity: completeVector(&definition)
        case .count, .activeDays, .timeSinceLast, .timeSinceFirst, .meanInterval, .minimumInterval,
            .maximumInterval, .intervalStandardDeviation, .intervalVariation:
            break
        }
    }

    private mutating func completeVector(_ definition: inout FeatureDefinition) {
        let isOfTexts = random.oneIn(3)
        definition.embedder = isOfTexts ? Self.ofTexts : Self.ofBehaviour
        if isOfTexts {
            definition.attribute = "note"
            if random.oneIn(2) { definition.limit = 1 + random.below(4) }
        }
        if random.oneIn(3) { definition.halfLife = span() }
        if definition.kind == .vector {
            if random.oneIn(2) { definition.coordinates = 3 } else { definition.coordinate = random.below(3) }
        } else {
            definition.like = isOfTexts ? ["text 1", "text 2"] : ["visit", "purchase=health"]
        }
    }

    private mutating func completeCalendar(_ definition: inout FeatureDefinition) {
        definition.at = random.pick(CalendarMoment.allCases)
        if definition.at == .cutoff { definition = FeatureDefinition(kind: .calendar) }
        definition.part = random.pick(CalendarPart.allCases)
        definition.type = random.pick([.number, .category, nil])
        if random.oneIn(2) { definition.zone = try? ZoneOffset(random.pick(["+05:30", "-08:00", "UTC"])) }
    }

    private mutating func condition() -> [String: AttributeCondition] {
        switch random.below(10) {
        case 0: ["product": .oneOf([.text("a"), .text("c")])]
        case 1: ["amount": .range(NumberRange(atLeast: 2, below: 12))]
        case 2: ["amount": .range(NumberRange(above: 0, atMost: 9)), "product": .text("b")]
        case 3: ["trial": .flag(random.oneIn(2))]
        case 4: ["account": .oneOf([.link(account())])]
        case 5: ["seats": .number(Double(random.below(3)))]
        case 6: ["seats": .range(NumberRange(above: 0, below: 100)), "trial": .flag(true)]
        case 7: ["industry": .oneOf([.text("health"), .number(1), .flag(true), .link(account())])]
        case 8: ["industry": .range(NumberRange(atLeast: 0, atMost: 1))]
        default: ["product": .text(random.pick(["a", "b"]))]
        }
    }

    private mutating func span() -> TimeSpan {
        TimeSpan(microseconds: Int64(1 + random.below(60)) * 21_600_000_000)
    }
}
