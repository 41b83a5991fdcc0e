import Settings

/// A value of a YAML file of any form, for files that are not the program's own.
indirect enum YAMLValue: Decodable, Sendable {
    case nothing
    case text(String)
    case list([YAMLValue])
    case mapping(OrderedMapping<YAMLValue>)

    init(from decoder: any Decoder) throws {
        if let mapping = try? OrderedMapping<YAMLValue>(from: decoder) {
            self = .mapping(mapping)
        } else if let list = try? [YAMLValue](from: decoder) {
            self = .list(list)
        } else {
            let scalar = try decoder.singleValueContainer()
            self = scalar.decodeNil() ? .nothing : .text(try scalar.decode(String.self))
        }
    }

    subscript(key: String) -> YAMLValue? {
        if case .mapping(let mapping) = self { mapping[key] } else { nil }
    }

    var text: String? {
        if case .text(let text) = self { text } else { nil }
    }

    var items: [YAMLValue] {
        if case .list(let items) = self { items } else { [] }
    }

    /// The texts of a list, or the lines of a text.
    var texts: [String] {
        if let text { text.split(separator: "\n").map(String.init) } else { items.compactMap(\.text) }
    }

    /// The texts of a mapping by their names.
    var entries: [String: String] {
        guard case .mapping(let mapping) = self else { return [:] }
        return Dictionary(uniqueKeysWithValues: mapping.entries.map { ($0.name, $0.value.text ?? "") })
    }
}
