extension FeatureDefinition {
    /// The unit for readers: the one given, else the kind's own; nil for a value in the unit of an attribute and for
    /// one without a unit.
    public var statedUnit: String? {
        if let unit { return unit }
        switch kind {
        case .count, .meanSessionEvents: return "events"
        case .decay: return attribute == nil ? "events" : nil
        case .trend: return attribute == nil ? "events a day, a day" : nil
        case .distinct: return "values"
        case .changes: return "changes"
        case .activeDays, .timeSinceLast, .timeSinceFirst, .timeSinceChange, .timeSinceSessionStart,
            .meanInterval, .minimumInterval, .maximumInterval, .intervalStandardDeviation:
            return "days"
        case .meanSessionLength: return "minutes"
        case .sessions: return "sessions"
        case .channelEntropy: return "bits"
        case .pairs: return "pairs"
        case .ngram, .sequence: return "times"
        default: return nil
        }
    }

    /// The sentence for readers, with `{value}` in the value's place and `{one|many}` for words that differ between 1 and other values: the one
    /// given, else one made of the definition.
    public var statedSentence: String {
        if let sentence { return sentence }
        let what = eventKinds.isEmpty ? "events" : eventKinds.joined(separator: " or ") + " events"
        let span = window.map { " in the last \($0)" } ?? ""
        let by = kind == .channelShare ? "" : channel.map { " by \($0)" } ?? ""
        let events = what + by + conditions + whose + span
        let value = (attribute ?? "value") + " of " + events
        let order = steps.joined(separator: " > ") + conditions + whose + span
        return switch kind {
        case .count: "{value} \(events)"
        case .sum: "sum of \(value): {value}"
        case .mean: "mean of \(value): {value}"
        case .standardDeviation: "spread of \(value): {value}"
        case .minimum: "least \(value): {value}"
        case .maximum: "greatest \(value): {value}"
        case .distinct: "{value} different {value|values} of \(value)"
        case .first: "first \(value): {value}"
        case .last, .attribute: "last \(value): {value}"
        case .changes: "\(value) changed {value} {time|times}"
        case .timeSinceChange: "\(value) last changed {value} {day|days} ago"
        case .activeDays: "\(events) on {value} {day|days}"
        case .timeSinceLast: "last of \(events) {value} {day|days} ago"
        case .timeSinceFirst: "first of \(events) {value} {day|days} ago"
        case .meanInterval: "{value} {day|days} between \(events) on average"
        case .minimumInterval: "at least {value} {day|days} between \(events)"
        case .maximumInterval: "at most {value} {day|days} between \(events)"
        case .intervalStandardDeviation: "time between \(events) varies by {value} {day|days}"
        case .intervalVariation: "time between \(events) varies by {value} of its mean"
        case .ratio: "\(events) at {value} times the pace of \(against?.description ?? "the time") before"
        case .trend: "trend of \(attribute == nil ? events : value): {value} a day"
        case .decay: "recent weight of \(attribute == nil ? events : value): {value}"
        case .sessions: "{value} {session|sessions} of \(events)"
        case .meanSessionLength: "sessions of \(events) last {value} {minute|minutes}"
        case .meanSessionEvents: "{value} {event|events} a session of \(events)"
        case .timeSinceSessionStart: "last session of \(events) began {value} {day|days} ago"
        case .channelShare: "share of \(channel ?? "the channel") among \(events): {value}"
        case .channelEntropy: "channels of \(events) mixed to {value} {bit|bits}"
        case .preferredChannel: "most \(events) by {value}"
        case .preferredChannelConfidence: "most used channel of \(events) sure to {value}"
        case .pairs, .coOccurrence:
            "\(kinds.joined(separator: " and "))\(conditions)\(whose)\(span) close together: {value}"
        case .ngram: "\(order) in a row: {value} {time|times}"
        case .sequence: "\(order) in this order: {value} {time|times}"
        case .calendar: "\(part?.rawValue ?? "part") of the \(at?.rawValue ?? "cutoff"): {value}"
        case .text: "last texts of \(value)"
        case .vector:
            "number \(coordinate ?? 0) of the vector of \(attribute == nil ? events : value): {value}"
        case .similarity:
            "\(attribute == nil ? events : value) like \(like.joined(separator: ", ")): {value}"
        }
    }

    /// What the events' attributes have to be, in words; empty where all events count.
    private var conditions: String {
        let words = self.where.sorted { $0.key < $1.key }.map { "\($0.key) \($0.value.words)" }
        return words.isEmpty ? "" : " with " + words.joined(separator: " and ")
    }

    /// Whose events they are, where they are not the entity's own.
    var whose: String {
        guard let via else { return "" }
        return over == .others ? " of others with the same \(via)" : " of the \(via)"
    }
}
