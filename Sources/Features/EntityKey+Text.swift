extension EntityKey: Codable {
    /// Reads `namespace:id`: the namespace ends at the first colon, the id may hold more of them.
    ///
    /// - Throws: `FeatureError.malformedKey` when there is no colon or a part is empty.
    public init(_ text: String) throws(FeatureError) {
        // By bytes: an id may begin with a mark that would make one character with the colon.
        let bytes = text.utf8
        guard let colon = bytes.firstIndex(of: UInt8(ascii: ":")), colon != bytes.startIndex,
            bytes.index(after: colon) != bytes.endIndex
        else { throw .malformedKey(shape: TextShape.of(text)) }
        self.init(
            namespace: String(text[..<colon]), id: String(text[bytes.index(after: colon)...]))
    }

    /// Decodes the text of `init(_:)`.
    public init(from decoder: any Decoder) throws {
        self = try decoder.text { (text) throws(FeatureError) in try EntityKey(text) }
    }

    /// Encodes `namespace:id`.
    public func encode(to encoder: any Encoder) throws { try encoder.text(description) }
}
