extension FeatureDefinition: Codable {
    private enum CodingKeys: String, CodingKey {
        case kind, of, kinds, via, over, `where`, channel, window, against, attribute, type, maximumAge,
            halfLife
        case every, gap, steps, within, part, at, zone, limit, personal, embedder, like, coordinate,
            coordinates
        case unit, sentence, family
    }

    /// Decodes a mapping; everything but `kind` may be left out.
    ///
    /// - Throws: `DecodingError`. Whether the fields fit the kind is for `FeatureSet` to say.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        self.init(
            kind: try container.decode(Kind.self, forKey: .kind),
            of: try container.decodeIfPresent(String.self, forKey: .of),
            via: try container.decodeIfPresent(String.self, forKey: .via),
            where: try container.decodeIfPresent([String: AttributeCondition].self, forKey: .where) ?? [:],
            channel: try container.decodeIfPresent(String.self, forKey: .channel),
            window: try container.decodeIfPresent(TimeSpan.self, forKey: .window),
            against: try container.decodeIfPresent(TimeSpan.self, forKey: .against),
            attribute: try container.decodeIfPresent(String.self, forKey: .attribute),
            type: try container.decodeIfPresent(ColumnKind.self, forKey: .type),
            unit: try container.decodeIfPresent(String.self, forKey: .unit),
            sentence: try container.decodeIfPresent(String.self, forKey: .sentence))
        kinds = try container.decodeIfPresent([String].self, forKey: .kinds) ?? []
        over = try container.decodeIfPresent(Population.self, forKey: .over)
        maximumAge = try container.decodeIfPresent(TimeSpan.self, forKey: .maximumAge)
        halfLife = try container.decodeIfPresent(TimeSpan.self, forKey: .halfLife)
        every = try container.decodeIfPresent(TimeSpan.self, forKey: .every)
        gap = try container.decodeIfPresent(TimeSpan.self, forKey: .gap)
        steps = try container.decodeIfPresent([String].self, forKey: .steps) ?? []
        within = try container.decodeIfPresent(TimeSpan.self, forKey: .within)
        part = try container.decodeIfPresent(CalendarPart.self, forKey: .part)
        at = try container.decodeIfPresent(CalendarMoment.self, forKey: .at)
        zone = try container.decodeIfPresent(ZoneOffset.self, forKey: .zone)
        limit = try container.decodeIfPresent(Int.self, forKey: .limit)
        personal = try container.decodeIfPresent(Bool.self, forKey: .personal)
        embedder = try container.decodeIfPresent(String.self, forKey: .embedder)
        like = try container.decodeIfPresent([String].self, forKey: .like) ?? []
        coordinate = try container.decodeIfPresent(Int.self, forKey: .coordinate)
        coordinates = try container.decodeIfPresent(Int.self, forKey: .coordinates)
        family = try container.decodeIfPresent(String.self, forKey: .family)
    }

    /// Encodes the mapping; what is nil or empty is left out.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(kind, forKey: .kind)
        try container.encodeIfPresent(of, forKey: .of)
        if !kinds.isEmpty { try container.encode(kinds, forKey: .kinds) }
        try container.encodeIfPresent(via, forKey: .via)
        try container.encodeIfPresent(over, forKey: .over)
        if !self.where.isEmpty { try container.encode(self.where, forKey: .where) }
        try container.encodeIfPresent(channel, forKey: .channel)
        try container.encodeIfPresent(window, forKey: .window)
        try container.encodeIfPresent(against, forKey: .against)
        try container.encodeIfPresent(attribute, forKey: .attribute)
        try container.encodeIfPresent(type, forKey: .type)
        try container.encodeIfPresent(maximumAge, forKey: .maximumAge)
        try container.encodeIfPresent(halfLife, forKey: .halfLife)
        try container.encodeIfPresent(every, forKey: .every)
        try container.encodeIfPresent(gap, forKey: .gap)
        if !steps.isEmpty { try container.encode(steps, forKey: .steps) }
        try container.encodeIfPresent(within, forKey: .within)
        try container.encodeIfPresent(part, forKey: .part)
        try container.encodeIfPresent(at, forKey: .at)
        try container.encodeIfPresent(zone, forKey: .zone)
        try container.encodeIfPresent(limit, forKey: .limit)
        try container.encodeIfPresent(personal, forKey: .personal)
        try container.encodeIfPresent(embedder, forKey: .embedder)
        if !like.isEmpty { try container.encode(like, forKey: .like) }
        try container.encodeIfPresent(coordinate, forKey: .coordinate)
        try container.encodeIfPresent(coordinates, forKey: .coordinates)
        try container.encodeIfPresent(unit, forKey: .unit)
        try container.encodeIfPresent(sentence, forKey: .sentence)
        try container.encodeIfPresent(family, forKey: .family)
    }
}
