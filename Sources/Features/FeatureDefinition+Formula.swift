extension FeatureDefinition.Kind {
    /// Whether only events that name a channel count.
    var readsChannels: Bool {
        switch self {
        case .channelShare, .channelEntropy, .preferredChannel, .preferredChannelConfidence: true
        default: false
        }
    }

    /// The formula in words.
    var formula: String {
        let words =
            switch self {
            case .count: "number of events"
            case .sum: "of the values, in order of time; 0 without any"
            case .mean: "sum of the values / number of values"
            case .standardDeviation: "root of (sum of squares of (value - mean) / (number of values - 1))"
            case .minimum: "least value"
            case .maximum: "greatest value"
            case .distinct: "number of different values"
            case .first: "value of the first event"
            case .last, .attribute: "value of the last event"
            case .changes: "events with another value than the event before, which may lie before the span"
            case .timeSinceChange: "(cutoff - last event with another value than the event before) in days"
            case .activeDays: "number of different UTC days"
            case .timeSinceLast: "(cutoff - last) in days"
            case .timeSinceFirst: "(cutoff - first) in days"
            case .meanInterval: "(last - first) in days / (number of events - 1)"
            case .minimumInterval: "least of the intervals"
            case .maximumInterval: "greatest of the intervals"
            case .intervalStandardDeviation:
                "root of (sum of squares of (interval - mean) / (number of intervals - 1))"
            case .intervalVariation: "standard deviation of the intervals / their mean"
            case .ratio: "events a day in the window / events a day before it"
            case .trend: "least-squares slope per day"
            case .decay: "sum of 2^-(age in half-lives), times the value if there is an attribute"
            case .sessions: "number of sessions"
            case .meanSessionLength: "sum of (last - first) in minutes / number of sessions"
            case .meanSessionEvents: "number of events / number of sessions"
            case .timeSinceSessionStart: "(cutoff - first event of the last session) in days"
            case .channelShare: "events through the channel / all that name one"
            case .channelEntropy: "sum over the channels of -share x log2 share"
            case .preferredChannel: "channel with the most events, of equals the last used"
            case .preferredChannelConfidence: "lower end of Wilson's 95 % interval of the greatest share"
            case .pairs: "number of pairs of events of the two kinds within the distance"
            case .coOccurrence: "1 if there is such a pair, else 0"
            case .ngram: "number of places where consecutive events have the kinds of the steps"
            case .sequence: "number of passages through the steps, one after another"
            case .calendar: "part of the local date or time"
            case .text: "texts in order of time, one a line"
            case .vector: "one number of the average of their vectors, each counted 2^-(age in half-lives)"
            case .similarity:
                "cosine of the archetype and the average of their vectors, each counted 2^-(age in half-lives)"
            }
        return "\(rawValue): \(words)"
    }
}

extension FeatureValue {
    /// The value for readers.
    var text: String {
        switch self {
        case .number(let number): "\(number)"
        case .category(let category): category
        case .missing: "missing"
        }
    }
}
