/// A value of a YAML document with the place where a reader would look for it.
struct YAMLNode: Sendable {
    indirect enum Content: Sendable {
        case scalar(YAMLScalar)
        case sequence([YAMLNode])
        /// In written order, keys distinct.
        case mapping([YAMLPair])
    }

    var content: Content
    /// The value's place; for lists, mappings and block scalars under a key, the key's.
    var mark: YAMLMark

    /// What it is, for error texts.
    var summary: String {
        switch content {
        case .scalar(let scalar): scalar.summary
        case .sequence(let items): items.isEmpty ? "an empty list" : "a list"
        case .mapping(let pairs): pairs.isEmpty ? "an empty mapping" : "a mapping"
        }
    }

    var isNull: Bool {
        if case .scalar(let scalar) = content { scalar.kind == .null } else { false }
    }

    /// The value under a key or at an index; nil where there is none.
    subscript(step: PathStep) -> YAMLNode? {
        switch (content, step) {
        case (.mapping(let pairs), .key(let name)): pairs.first { $0.key == name }?.value
        case (.sequence(let items), .index(let index)): items.indices.contains(index) ? items[index] : nil
        default: nil
        }
    }
}

/// A key and its value in a mapping.
struct YAMLPair: Sendable {
    var key: String
    var keyMark: YAMLMark
    var value: YAMLNode
}
