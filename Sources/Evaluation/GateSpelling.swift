extension KeyedDecodingContainer {
    /// Decodes what is written under a key; nil only where the key itself is not there.
    ///
    /// A key without a value would else vanish with everything that it was to ask for.
    ///
    /// - Throws: `DecodingError` where there is a key and no value.
    package func decodeIfWritten<Value: Decodable>(_ type: Value.Type, forKey key: Key) throws -> Value? {
        guard contains(key) else { return nil }
        if try decodeNil(forKey: key) {
            throw DecodingError.dataCorruptedError(
                forKey: key, in: self,
                debugDescription: "`\(key.stringValue)` has no value; remedy: give one, or leave the key out")
        }
        return try decode(type, forKey: key)
    }

    /// Decodes a value under its key, or under the same key in camelCase.
    ///
    /// - Throws: `DecodingError` where it is written under both, or without a value.
    func decodeIfWritten<Value: Decodable>(
        _ type: Value.Type, forKey key: Key, or camelCase: Key
    ) throws -> Value? {
        if contains(camelCase), contains(key) {
            throw DecodingError.dataCorruptedError(
                forKey: camelCase, in: self,
                debugDescription: "`\(key.stringValue)` is written as well; remedy: keep that one")
        }
        return try decodeIfWritten(type, forKey: contains(camelCase) ? camelCase : key)
    }

    /// Decodes a list; one that is written has something in it.
    ///
    /// - Throws: `DecodingError` for a list without an item, or a key without a value.
    func decodeListIfWritten<Item: Decodable>(_ type: Item.Type, forKey key: Key) throws -> [Item] {
        guard let items = try decodeIfWritten([Item].self, forKey: key) else { return [] }
        guard !items.isEmpty else {
            throw DecodingError.dataCorruptedError(
                forKey: key, in: self,
                debugDescription: "`\(key.stringValue)` is empty; remedy: give an item, or leave the key out")
        }
        return items
    }
}
