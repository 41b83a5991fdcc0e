import Spelling

/// Decodes a mapping by key; `allKeys` come in written order.
struct MappingContainer<Key: CodingKey> {
    let decoder: NodeDecoder
    let pairs: [YAMLPair]
    private let positions: [String: Int]

    init(decoder: NodeDecoder, pairs: [YAMLPair]) {
        self.decoder = decoder
        self.pairs = pairs
        self.positions = Dictionary(
            uniqueKeysWithValues: pairs.enumerated().map { ($0.element.key, $0.offset) })
    }

    private func find(_ key: some CodingKey) -> YAMLNode? {
        decoder.journal.note(key.stringValue, at: decoder.path)
        return positions[key.stringValue].map { pairs[$0].value }
    }

    private func decoder(for key: some CodingKey) throws -> NodeDecoder {
        guard let node = find(key) else {
            throw DecodingError.keyNotFound(key, decoder.context(absence(of: key.stringValue)))
        }
        return decoder.below(node, .key(key.stringValue))
    }

    /// A key that is missing because it is misspelt is reported as the misspelling.
    private func absence(of name: String) -> SettingsError {
        let document = decoder.document
        let asked = decoder.journal.keys(at: decoder.path) ?? []
        let strangers = pairs.filter { Key(stringValue: $0.key) == nil && !asked.contains($0.key) }
        let nearest = NearestName.of(name, among: strangers.map(\.key))
        if let nearest, let pair = strangers.first(where: { $0.key == nearest }) {
            let problem = SettingsProblem.unknownKey(
                name: Excerpt.token(pair.key), nearest: name, known: asked.sorted())
            return document.error(at: decoder.path + [.key(pair.key)], mark: pair.keyMark, problem)
        }
        return document.error(at: decoder.path, mark: decoder.node.mark, .missingKey(name: name))
    }
}

extension MappingContainer: KeyedDecodingContainerProtocol {
    var codingPath: [any CodingKey] { decoder.codingPath }

    var allKeys: [Key] {
        pairs.compactMap { pair in
            guard let key = Key(stringValue: pair.key) else { return nil }
            decoder.journal.note(pair.key, at: decoder.path)
            return key
        }
    }

    func contains(_ key: Key) -> Bool { find(key) != nil }

    func decodeNil(forKey key: Key) throws -> Bool { try decoder(for: key).node.isNull }

    func decode<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value {
        try decoder(for: key).value(type)
    }

    func nestedContainer<Nested: CodingKey>(
        keyedBy type: Nested.Type, forKey key: Key
    ) throws -> KeyedDecodingContainer<Nested> {
        try decoder(for: key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) throws -> any UnkeyedDecodingContainer {
        try decoder(for: key).unkeyedContainer()
    }

    func superDecoder() throws -> any Decoder { try decoder(for: PathStep.key("super")) }

    func superDecoder(forKey key: Key) throws -> any Decoder { try decoder(for: key) }
}
