extension KeyedDecodingContainer {
    /// Decodes a value under its key, or under the key that files of release 0.1 have.
    ///
    /// - Throws: `DecodingError` where it is written under both.
    func decodeIfPresent<Value: Decodable>(
        _ type: Value.Type, forKey key: Key, or older: Key
    ) throws -> Value? {
        guard contains(older) else { return try decodeIfPresent(type, forKey: key) }
        if contains(key) {
            throw DecodingError.dataCorruptedError(
                forKey: older, in: self,
                debugDescription: "`\(key.stringValue)` is written as well; keep that one")
        }
        return try decodeIfPresent(type, forKey: older)
    }
}
