extension FeatureDefinition {
    /// What becomes of the chosen events.
    public enum Kind: String, CaseIterable, Encodable, Sendable {
        /// The number of events.
        case count
        /// The sum of an attribute; 0 without any.
        case sum
        /// The mean of an attribute.
        case mean
        /// The standard deviation of an attribute in the sample, n - 1 below.
        case standardDeviation
        /// The least value of an attribute.
        case minimum
        /// The greatest value of an attribute.
        case maximum
        /// The number of different values of an attribute.
        case distinct
        /// The earliest value of an attribute.
        case first
        /// The latest value of an attribute.
        case last
        /// The latest value of an attribute, if it is not too old.
        case attribute
        /// The number of changes of an attribute to another value.
        case changes
        /// Days from the last change of an attribute to the cutoff.
        case timeSinceChange
        /// The number of different UTC days with an event.
        case activeDays
        /// Days from the last event to the cutoff.
        case timeSinceLast
        /// Days from the first event to the cutoff.
        case timeSinceFirst
        /// Mean days between consecutive events.
        case meanInterval
        /// Least days between consecutive events.
        case minimumInterval
        /// Most days between consecutive events.
        case maximumInterval
        /// The standard deviation of the days between consecutive events in the sample, n - 1 below.
        case intervalStandardDeviation
        /// The standard deviation of the intervals over their mean.
        case intervalVariation
        /// Events a day in the window over events a day in the span before it.
        case ratio
        /// The least-squares slope per day: of an attribute's values, or of the events a day.
        case trend
        /// The sum of an attribute, or the number of events, with weights that halve with age.
        case decay
        /// The number of sessions.
        case sessions
        /// Mean minutes from a session's first event to its last.
        case meanSessionLength
        /// Mean events a session.
        case meanSessionEvents
        /// Days from the first event of the last session to the cutoff.
        case timeSinceSessionStart
        /// The share of events that came through one channel.
        case channelShare
        /// Shannon's entropy of the events' channels in bits.
        case channelEntropy
        /// The channel with the most events.
        case preferredChannel
        /// The lower end of the 95 % interval of the preferred channel's share.
        case preferredChannelConfidence
        /// The number of pairs of events of two kinds close in time.
        case pairs
        /// 1 if two events of two kinds were close in time, else 0.
        case coOccurrence
        /// The number of places where consecutive events have the kinds of the steps.
        case ngram
        /// The number of times the steps were gone through in order, with other events between them.
        case sequence
        /// A part of the date or time of the cutoff, or of the first or last event.
        case calendar
        /// The last texts of an attribute, one a line.
        case text
        /// One number of the events' average vector.
        case vector
        /// The cosine of the events' average vector and an archetype's.
        case similarity
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

extension FeatureDefinition.Kind {
    /// Whether the value is made of the channels that events come through.
    public var isOfChannels: Bool {
        switch self {
        case .channelShare, .channelEntropy, .preferredChannel, .preferredChannelConfidence: true
        default: false
        }
    }
}
