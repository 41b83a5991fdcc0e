public import Features

/// How a row becomes an event; every name is a field of the contract.
public struct EventDefinition: Codable, Equatable, Sendable {
    /// What happened, such as `purchase`.
    public var kind: String
    /// The key field of whom it happened to.
    public var subject: String
    /// The key field of the account that the subject belongs to, as the row says: the link `account`.
    public var account: String?
    /// The field with the event's id; without it, the digest of the event and its ordinal among equal ones.
    public var id: String?
    /// Where it happened: a word, not a field.
    public var channel: String?
    /// The date or instant field of when it happened; a row with a null there yields no such event.
    public var occurredAt: String
    /// The date or instant field of when it was recorded, or `assumed occurredAt + 1d`.
    public var recordedAt: String
    /// The fields that become attributes; a key field becomes a link.
    public var attributes: [String]?
    /// The field with the words that were said or written, personal unless its contract says otherwise: the attribute
    /// `text`.
    public var text: String?
    /// Values that fields of the row must have; only such rows yield the event.
    public var `where`: [String: FilterValue]?

    /// Creates a definition.
    public init(
        kind: String, subject: String, account: String? = nil, id: String? = nil, channel: String? = nil,
        occurredAt: String, recordedAt: String, attributes: [String]? = nil, text: String? = nil,
        where: [String: FilterValue]? = nil
    ) {
        self.kind = kind
        self.subject = subject
        self.account = account
        self.id = id
        self.channel = channel
        self.occurredAt = occurredAt
        self.recordedAt = recordedAt
        self.attributes = attributes
        self.text = text
        self.where = `where`
    }

    /// The event's attributes by name, each with the field that it is read from.
    public var attributeFields: [String: String] {
        var fields: [String: String] = [:]
        for name in attributes ?? [] { fields[name] = name }
        if let account { fields[Event.accountName] = account }
        if let text { fields[Event.textName] = text }
        return fields
    }

    /// When the event counts as recorded: a field, or an assumption that the model card shows.
    var recording: Recording? {
        let words = recordedAt.split(separator: " ").map(String.init)
        guard words.first == "assumed" else { return .field(recordedAt) }
        guard words.count == 4, words[1] == "occurredAt", words[2] == "+", let span = try? TimeSpan(words[3]),
            span.microseconds >= 0
        else { return nil }
        return .assumed(span)
    }

    /// When an event counts as recorded.
    enum Recording: Equatable {
        case field(String)
        case assumed(TimeSpan)
    }
}

extension SourceDefinition {
    /// By kind of event, how long after it occurred it is assumed to be recorded, at most; without the kinds whose
    /// recording is a field.
    public var assumedDelays: [String: TimeSpan] {
        var delays: [String: TimeSpan] = [:]
        for event in events {
            guard case .assumed(let delay)? = event.recording else { continue }
            delays[event.kind] = max(delays[event.kind] ?? delay, delay)
        }
        return delays
    }
}
