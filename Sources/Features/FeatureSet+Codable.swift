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

    /// Decodes a mapping from names to definitions, in the order of the decoder's keys (a pipeline's YAML), or an
    /// array of definitions with a `name` each (a model's JSON, whose objects have no order).
    ///
    /// - Throws: `DecodingError` at the field that is wrong, with a `FeatureError` beneath where it is one.
    public init(from decoder: any Decoder) throws {
        var features: [Feature] = []
        if var array = try? decoder.unkeyedContainer() {
            while !array.isAtEnd {
                let element = try array.superDecoder()
                let name = try element.container(keyedBy: ElementKeys.self).decode(String.self, forKey: .name)
                features.append(Feature(name: name, definition: try FeatureDefinition(from: element)))
            }
        } else {
            let mapping = try decoder.container(keyedBy: Key.self)
            for key in mapping.allKeys {
                let definition = try mapping.decode(FeatureDefinition.self, forKey: key)
                features.append(Feature(name: key.stringValue, definition: definition))
            }
        }
        do {
            try self.init(features)
        } catch {
            let place = [error.feature, error.field].compactMap { $0.map(Key.init(stringValue:)) }
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath + place, debugDescription: error.description,
                    underlyingError: error))
        }
    }

    /// Encodes the array of definitions with their names, which keeps their order in any format.
    public func encode(to encoder: any Encoder) throws {
        var array = encoder.unkeyedContainer()
        for feature in features {
            let element = array.superEncoder()
            var container = element.container(keyedBy: ElementKeys.self)
            try container.encode(feature.name, forKey: .name)
            try feature.definition.encode(to: element)
        }
    }
}
