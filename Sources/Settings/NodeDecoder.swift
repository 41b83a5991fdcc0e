/// Decodes one value of a document.
///
/// It throws `DecodingError`, so that types which try one shape after another work; each carries the finished
/// `SettingsError` as its underlying error.
struct NodeDecoder {
    let document: SettingsDocument
    let node: YAMLNode
    let path: [PathStep]
    let journal: DecodingJournal

    /// The decoder of a value below this one.
    func below(_ node: YAMLNode, _ step: PathStep) -> NodeDecoder {
        NodeDecoder(document: document, node: node, path: path + [step], journal: journal)
    }

    func wrongKind(expected: String, as type: Any.Type) -> DecodingError {
        let problem = SettingsProblem.wrongKind(found: node.summary, expected: expected)
        return .typeMismatch(type, context(document.error(at: path, mark: node.mark, problem)))
    }

    func context(_ error: SettingsError) -> DecodingError.Context {
        DecodingError.Context(codingPath: codingPath, debugDescription: "\(error)", underlyingError: error)
    }
}

extension NodeDecoder: Decoder {
    var codingPath: [any CodingKey] { path }

    var userInfo: [CodingUserInfoKey: Any] { [:] }

    func container<Key: CodingKey>(keyedBy type: Key.Type) throws -> KeyedDecodingContainer<Key> {
        guard case .mapping(let pairs) = node.content else {
            throw wrongKind(expected: "a mapping", as: [String: Any].self)
        }
        journal.open(path)
        return KeyedDecodingContainer(MappingContainer<Key>(decoder: self, pairs: pairs))
    }

    func unkeyedContainer() throws -> any UnkeyedDecodingContainer {
        guard case .sequence(let items) = node.content else {
            throw wrongKind(expected: "a list", as: [Any].self)
        }
        return SequenceContainer(decoder: self, items: items)
    }

    func singleValueContainer() throws -> any SingleValueDecodingContainer { self }
}

extension NodeDecoder: SingleValueDecodingContainer {
    func decodeNil() -> Bool { node.isNull }

    func decode<Value: Decodable>(_ type: Value.Type) throws -> Value { try value(type) }
}
