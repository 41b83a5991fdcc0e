extension Decoder {
    /// Decodes a text and reads a value from it; what is wrong with it becomes a decoding error at its place.
    func text<Value>(_ read: (String) throws(FeatureError) -> Value) throws -> Value {
        let container = try singleValueContainer()
        let text = try container.decode(String.self)
        do {
            return try read(text)
        } catch {
            throw DecodingError.dataCorrupted(
                .init(codingPath: codingPath, debugDescription: error.description, underlyingError: error))
        }
    }
}

extension Encoder {
    /// Encodes a text as the only value.
    func text(_ text: String) throws {
        var container = singleValueContainer()
        try container.encode(text)
    }
}
