/// A mapping whose entries keep the order in which they were written.
public struct OrderedMapping<Value> {
    /// The entries in written order; names are distinct.
    public let entries: [(name: String, value: Value)]

    /// The names in written order.
    public var names: [String] { entries.map(\.name) }

    /// The value under a name.
    ///
    /// - Complexity: O(entries).
    public subscript(name: String) -> Value? { entries.first { $0.name == name }?.value }
}

extension OrderedMapping: Sendable where Value: Sendable {}

extension OrderedMapping: Equatable where Value: Equatable {
    /// Equal if names, values and their order are.
    public static func == (left: OrderedMapping, right: OrderedMapping) -> Bool {
        left.entries.elementsEqual(right.entries) { $0.name == $1.name && $0.value == $1.value }
    }
}

extension OrderedMapping: Decodable where Value: Decodable {
    /// Decodes a mapping; the order is the decoder's, which `SettingsDocument` gives as written.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: PathStep.self)
        entries = try container.allKeys.map { key in
            (key.stringValue, try container.decode(Value.self, forKey: key))
        }
    }
}

extension OrderedMapping: Encodable where Value: Encodable {
    /// Encodes the entries in order; whether the order survives is the encoder's affair.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: PathStep.self)
        for entry in entries { try container.encode(entry.value, forKey: .key(entry.name)) }
    }
}
