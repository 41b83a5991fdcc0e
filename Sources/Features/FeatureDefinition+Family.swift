extension FeatureDefinition {
    /// What the feature is about, in a word or two for those who work leads: the family given, else the kind's.
    ///
    /// Features of one family answer one question: how much was done, for how much money, how long ago.
    public var statedFamily: String {
        if let family { return family }
        let what =
            switch kind {
            case .sum, .mean, .standardDeviation, .minimum, .maximum: "amounts"
            case .decay: attribute == nil ? "activity" : "amounts"
            case .timeSinceLast, .timeSinceChange, .timeSinceSessionStart: "recency"
            case .timeSinceFirst: "tenure"
            case .meanInterval, .minimumInterval, .maximumInterval, .intervalStandardDeviation,
                .intervalVariation:
                "rhythm"
            case .ratio, .trend: "trend"
            case .channelShare, .channelEntropy, .preferredChannel, .preferredChannelConfidence: "channels"
            case .attribute, .first, .last, .changes, .text: "profile"
            case .calendar: "calendar"
            case .vector, .similarity: attribute == nil ? "behaviour" : "texts"
            case .count, .distinct, .activeDays, .sessions, .meanSessionLength, .meanSessionEvents, .pairs,
                .coOccurrence, .ngram, .sequence:
                "activity"
            }
        return what + whose
    }
}
