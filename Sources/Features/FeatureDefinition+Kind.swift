extension FeatureDefinition {
    /// What becomes of the chosen events.
    public enum Kind: String, CaseIterable, Encodable, Sendable {
        /// The number of events.
        case count
        /// The sum of an attribute; 0 without any.
        case sum
        /// The mean of an attribute.
        case mean
        /// The least value of an attribute.
        case minimum
        /// The greatest value of an attribute.
        case maximum
        /// The number of different values of an attribute.
        case distinct
        /// The number of different UTC days with an event.
        case activeDays
        /// Days from the last event to the cutoff.
        case timeSinceLast
        /// Days from the first event to the cutoff.
        case timeSinceFirst
        /// Mean days between consecutive events.
        case meanInterval
        /// Events a day in the window over events a day in the span before it.
        case ratio
        /// The latest value of an attribute.
        case attribute

        /// Whether the kind looks at an attribute's values.
        var readsAttribute: Bool {
            switch self {
            case .sum, .mean, .minimum, .maximum, .distinct, .attribute: true
            case .count, .activeDays, .timeSinceLast, .timeSinceFirst, .meanInterval, .ratio: false
            }
        }
    }
}

extension FeatureDefinition.Kind: Decodable {
    /// Decodes the name of a kind.
    ///
    /// - Throws: `DecodingError` that names the nearest and all known kinds.
    public init(from decoder: any Decoder) throws {
        let feature = decoder.codingPath.dropLast().last?.stringValue ?? ""
        self = try decoder.text { (text) throws(FeatureError) in
            guard let kind = Self(rawValue: text) else { throw .unknownKind(feature: feature, kind: text) }
            return kind
        }
    }
}
