/// A name out of a file.
private struct NameKey: CodingKey {
    var stringValue: String
    var intValue: Int? { nil }
    init(stringValue: String) { self.stringValue = stringValue }
    init?(intValue: Int) { nil }
}

extension Decoder {
    /// Reads a mapping from names to values, in the order of the decoder's keys (a pipeline's YAML), or an array of entries (JSON,
    /// whose objects have no order), and makes a section of settings of them.
    ///
    /// - Parameters:
    ///   - entry: of a name and its value.
    ///   - section: of all entries, checked.
    /// - Throws: `DecodingError`, also for what the section refuses.
    func namedEntries<Value: Decodable, Entry: Decodable, Section>(
        _ entry: (_ name: String, _ value: Value) -> Entry,
        section: ([Entry]) throws(ConfigurationError) -> Section
    ) throws -> Section {
        var entries: [Entry] = []
        if var array = try? unkeyedContainer() {
            while !array.isAtEnd { entries.append(try array.decode(Entry.self)) }
        } else {
            let mapping = try container(keyedBy: NameKey.self)
            for key in mapping.allKeys {
                entries.append(entry(key.stringValue, try mapping.decode(Value.self, forKey: key)))
            }
        }
        do {
            return try section(entries)
        } catch {
            throw DecodingError.dataCorrupted(
                .init(codingPath: codingPath, debugDescription: error.description, underlyingError: error))
        }
    }
}
