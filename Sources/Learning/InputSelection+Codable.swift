import Models

extension InputSelection: Codable {
    /// A name out of a file.
    private struct Key: CodingKey {
        var stringValue: String
        var intValue: Int? { nil }
        init(stringValue: String) { self.stringValue = stringValue }
        init?(intValue: Int) { nil }
    }

    /// Reads a mapping from names to transforms, in the order of the decoder's keys (a pipeline's YAML), or an
    /// array of entries (JSON, whose objects have no order).
    ///
    /// - Throws: `DecodingError` for an unknown transform or a name that comes twice.
    public init(from decoder: any Decoder) throws {
        var entries: [Entry] = []
        if var array = try? decoder.unkeyedContainer() {
            while !array.isAtEnd { entries.append(try array.decode(Entry.self)) }
        } else {
            let mapping = try decoder.container(keyedBy: Key.self)
            for key in mapping.allKeys {
                let transforms = try mapping.decode([Transform].self, forKey: key)
                entries.append(Entry(name: key.stringValue, transforms: transforms))
            }
        }
        do {
            try self.init(entries)
        } catch {
            throw DecodingError.dataCorrupted(
                .init(
                    codingPath: decoder.codingPath, debugDescription: error.description,
                    underlyingError: error))
        }
    }

    /// Writes the array of entries, which keeps their order in any format.
    public func encode(to encoder: any Encoder) throws {
        var array = encoder.unkeyedContainer()
        for entry in entries { try array.encode(entry) }
    }
}
