extension FeatureSet: Codable {
    /// A name out of a file.
    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// What a definition's mapping holds besides the definition, in an array.
    private enum ElementKeys: String, CodingKey { case name }

    /// Where a set goes by an identity or by embedders, what holds them and the array of definitions.
    private enum SetKeys: String, CodingKey, CaseIterable { case features, identity, embedders }

    /// Decodes a mapping from names to definitions, in the order of the decoder's keys (a pipeline's YAML), or an
    /// array of definitions with a `name` each (a model's JSON, whose objects have no order), alone or as the `features`
    /// beside an `identity` and the digests of `embedders`.
    ///
    /// - Throws: `DecodingError` at the field that is wrong, with a `FeatureError` beneath where it is one.
    public init(from decoder: any Decoder) throws {
        var features: [Feature] = []
        var identity: IdentityDefinition?
        var digests: [String: String] = [:]
        if var array = try? decoder.unkeyedContainer() {
            features = try Self.features(of: &array)
        } else if let keys = try? decoder.container(keyedBy: Key.self).allKeys.map(\.stringValue),
            keys.contains(SetKeys.features.rawValue),
            Set(keys).isSubset(of: SetKeys.allCases.map(\.rawValue)),
            var array = try? decoder.container(keyedBy: SetKeys.self).nestedUnkeyedContainer(
                forKey: .features)
        {
            // No definition is an array, so these are no names of features.
            features = try Self.features(of: &array)
            let container = try decoder.container(keyedBy: SetKeys.self)
            identity = try container.decodeIfPresent(IdentityDefinition.self, forKey: .identity)
            digests = try container.decodeIfPresent([String: String].self, forKey: .embedders) ?? [:]
        } else {
            let mapping = try decoder.container(keyedBy: Key.self)
            for key in mapping.allKeys {
                let definition = try mapping.decode(FeatureDefinition.self, forKey: key)
                features.append(Feature(name: key.stringValue, definition: definition))
            }
        }
        do {
            try self.init(
                features, identity: identity,
                embedders: digests.mapValues { EventEmbedder(digest: $0, content: nil) })
        } catch {
            let place = [error.feature, error.field].compactMap { $0.map(Key.init(stringValue:)) }
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath + place, debugDescription: error.description,
                    underlyingError: error))
        }
    }

    private static func features(of array: inout any UnkeyedDecodingContainer) throws -> [Feature] {
        var features: [Feature] = []
        while !array.isAtEnd {
            let element = try array.superDecoder()
            let name = try element.container(keyedBy: ElementKeys.self).decode(String.self, forKey: .name)
            features.append(Feature(name: name, definition: try FeatureDefinition(from: element)))
        }
        return features
    }

    /// Encodes the array of definitions with their names, which keeps their order in any format; where keys may belong to
    /// others or there are embedders, in a mapping with the identity and the embedders' digests beside it.
    public func encode(to encoder: any Encoder) throws {
        var array: any UnkeyedEncodingContainer
        if identity != nil || !embedders.isEmpty {
            var container = encoder.container(keyedBy: SetKeys.self)
            try container.encodeIfPresent(identity, forKey: .identity)
            if !embedders.isEmpty {
                try container.encode(embedders.mapValues(\.digest), forKey: .embedders)
            }
            array = container.nestedUnkeyedContainer(forKey: .features)
        } else {
            array = encoder.unkeyedContainer()
        }
        for feature in features {
            let element = array.superEncoder()
            var container = element.container(keyedBy: ElementKeys.self)
            try container.encode(feature.name, forKey: .name)
            try feature.definition.encode(to: element)
        }
    }
}
