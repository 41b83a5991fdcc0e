import Models

extension InputSelection: Codable {
    /// Reads a mapping from names to transforms or to what `Entry` has beside its name, in the order of the decoder's keys (a
    /// pipeline's YAML), or an array of entries (JSON, whose objects have no order).
    ///
    /// - Throws: `DecodingError` for an unknown transform, a name that comes twice, and settings that exclude each other.
    public init(from decoder: any Decoder) throws {
        self = try decoder.namedEntries(
            { (name, form: EntryForm) in
                Entry(name: name, transforms: form.transforms, encoding: form.encoding)
            }, section: InputSelection.init)
    }

    /// Writes the array of entries, which keeps their order in any format.
    public func encode(to encoder: any Encoder) throws {
        var array = encoder.unkeyedContainer()
        for entry in entries { try array.encode(entry) }
    }
}

extension InputSelection.Entry: Codable {
    private enum CodingKeys: String, CodingKey { case name, transforms, bins, monotone, evidence, hash }

    /// Reads `{name}` with `transforms`, or `bins` and `monotone`, `evidence` or `hash`.
    ///
    /// - Throws: `DecodingError` for more than one of these.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        name = try container.decode(String.self, forKey: .name)
        let form = try EntryForm(
            transforms: container.decodeIfPresent([Transform].self, forKey: .transforms),
            bins: container.decodeIfPresent(Int.self, forKey: .bins),
            monotone: container.decodeIfPresent(Bool.self, forKey: .monotone),
            evidence: container.decodeIfPresent(Bool.self, forKey: .evidence),
            hash: container.decodeIfPresent(Int.self, forKey: .hash), at: decoder.codingPath)
        transforms = form.transforms
        encoding = form.encoding
    }

    /// Writes what `init(from:)` reads.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(name, forKey: .name)
        try container.encode(transforms, forKey: .transforms)
        switch encoding {
        case .usual: break
        case .bins(let count, let isMonotone):
            try container.encode(count, forKey: .bins)
            if isMonotone { try container.encode(true, forKey: .monotone) }
        case .evidence: try container.encode(true, forKey: .evidence)
        case .hash(let buckets): try container.encode(buckets, forKey: .hash)
        }
    }
}
