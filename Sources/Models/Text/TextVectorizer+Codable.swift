extension TextVectorizer: Codable {
    private enum CodingKeys: String, CodingKey { case analyzer, isSublinear, terms, buckets, weights }

    /// Reads what `encode(to:)` writes.
    ///
    /// - Throws: `DecodingError`, and `ModelError` as `init(analyzer:isSublinear:columns:weights:)`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        let columns: Columns =
            if let terms = try container.decodeIfPresent([String].self, forKey: .terms) {
                .terms(terms)
            } else {
                .hashed(try container.decode(Int.self, forKey: .buckets))
            }
        try self.init(
            analyzer: try container.decode(TextAnalyzer.self, forKey: .analyzer),
            isSublinear: try container.decode(Bool.self, forKey: .isSublinear), columns: columns,
            weights: try container.decodeIfPresent([Double].self, forKey: .weights))
    }

    /// Writes `terms` or `buckets`, and `weights` where there are some.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(analyzer, forKey: .analyzer)
        try container.encode(isSublinear, forKey: .isSublinear)
        switch columns {
        case .terms(let terms): try container.encode(terms, forKey: .terms)
        case .hashed(let count): try container.encode(count, forKey: .buckets)
        }
        try container.encodeIfPresent(weights, forKey: .weights)
    }
}
