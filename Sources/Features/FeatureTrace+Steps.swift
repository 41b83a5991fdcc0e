extension FeatureTrace {
    /// The most parts that one step names.
    private static let longest = 12

    /// Which events were looked at.
    func choice(_ definition: FeatureDefinition) -> [String] {
        let kinds = definition.eventKinds
        let events = [
            kinds.isEmpty
                ? "events of any kind" : "events " + kinds.map { "`\($0)`" }.joined(separator: " or "),
            definition.kind == .channelShare ? nil : definition.channel.map { "through `\($0)`" },
            definition.where.isEmpty
                ? nil
                : "with "
                    + definition.where.sorted { $0.key < $1.key }.map { $0.value.words($0.key) }
                    .joined(separator: ", "),
            definition.attribute.map { "that carry `\($0)`" },
            definition.kind.readsChannels ? "that name a channel" : nil,
        ].compactMap { $0 }.joined(separator: " ")
        let span = "[\(start?.description ?? "the beginning"), \(cutoff))"
        return [
            "\(events) in \(span): \(counted.count) recorded before the cutoff, "
                + "\(withheld.count) withheld as recorded at or after it"
        ]
    }

    /// What was done with them.
    func reckoning(_ definition: FeatureDefinition) -> [String] {
        parts(definition) + [definition.kind.formula]
    }

    private func parts(_ definition: FeatureDefinition) -> [String] {
        switch definition.kind {
        case .ratio:
            guard let window = definition.window, let against = definition.against else { return [] }
            let edge = cutoff - window
            let recent = counted.count { $0.occurredAt >= edge }
            return [
                "\(recent) in \(window) from \(edge) on, \(counted.count - recent) in \(against) before it"
            ]
        case .standardDeviation: return range + [values]
        case .trend where definition.attribute != nil: return range + [values]
        case .trend:
            let bucket = definition.every ?? .day
            return ["\(start.map { "spans of \(bucket) from \($0) on, " } ?? "")\(counted.count) events"]
        case .decay:
            guard let halfLife = definition.halfLife else { return [] }
            let ages = counted.map { "\((cutoff - $0.occurredAt).inDays / halfLife.inDays)" }
            return ["ages in half-lives of \(halfLife): " + Self.list(ages)]
        case .minimumInterval, .maximumInterval, .intervalStandardDeviation, .intervalVariation:
            let intervals = zip(counted, counted.dropFirst()).map {
                "\(($1.occurredAt - $0.occurredAt).inDays)"
            }
            return range + ["intervals in days: " + Self.list(intervals)]
        case .sessions, .meanSessionLength, .meanSessionEvents, .timeSinceSessionStart:
            return sessions(definition.gap ?? TimeSpan(microseconds: 0))
        case .channelShare, .channelEntropy, .preferredChannel, .preferredChannelConfidence:
            let channels = Dictionary(grouping: counted, by: \.channel).sorted { $0.key < $1.key }
            return ["by channel: " + Self.list(channels.map { "\($0.key) \($0.value.count)" })]
        case .pairs, .coOccurrence, .ngram, .sequence:
            return ["kinds in order: " + Self.list(counted.map(\.kind))]
        case .changes, .timeSinceChange:
            let changes = zip(counted, counted.dropFirst()).filter { $0.value != $1.value }
            return [
                "within the span: "
                    + Self.list(changes.map { "another value from \($1.occurredAt) on" })
            ]
        case .calendar:
            let zone = definition.zone ?? .utc
            let moment: Instant? =
                switch definition.at ?? .cutoff {
                case .cutoff: cutoff
                case .first: counted.first?.occurredAt
                case .last: counted.last?.occurredAt
                }
            return moment.map { ["\(definition.part?.rawValue ?? "") of \($0) in \(zone)"] } ?? []
        case .text: return ["the last \(min(counted.count, definition.limit ?? 0)) of \(counted.count) texts"]
        case .attribute:
            return range + (definition.maximumAge.map { ["a value older than \($0) is missing"] } ?? [])
        default: return range
        }
    }

    /// The first and the last event.
    private var range: [String] {
        guard let first = counted.first, let last = counted.last else { return [] }
        return ["first \(first.occurredAt), last \(last.occurredAt)"]
    }

    private var values: String { "values: " + Self.list(counted.map { $0.value?.category ?? "" }) }

    private func sessions(_ gap: TimeSpan) -> [String] {
        var sessions: [(start: Instant, end: Instant, count: Int)] = []
        for entry in counted {
            if let last = sessions.last, entry.occurredAt - last.end <= gap {
                sessions[sessions.count - 1] = (last.start, entry.occurredAt, last.count + 1)
            } else {
                sessions.append((entry.occurredAt, entry.occurredAt, 1))
            }
        }
        return [
            "sessions, ended by more than \(gap) without an event: "
                + Self.list(sessions.map { "\($0.count) events \($0.start) to \($0.end)" })
        ]
    }

    /// The parts with commas between them; of many the first and how many more there are.
    private static func list(_ parts: [String]) -> String {
        if parts.isEmpty { return "none" }
        let shown = parts.prefix(longest).joined(separator: ", ")
        return parts.count > longest ? shown + " and \(parts.count - longest) more" : shown
    }
}
