/// One thing that happened, in the one envelope that every channel shares.
///
/// Attributes of a record (a CRM field, say) are events too, of kind `attribute.set`, so that an
/// overwritten value is seen as it was known at the time.
public struct Event: Hashable, Sendable {
    /// Unique within the source; the same id with the same payload is the same event.
    public var id: String
    /// The source's name in the pipeline.
    public var source: String
    /// What happened, such as `purchase` or `touch`.
    public var kind: String
    /// Whom it happened to.
    public var subject: EntityKey
    /// Where it happened (web, email, …); empty when the source does not say.
    public var channel: String
    /// When it happened.
    public var occurredAt: Instant
    /// When the company could first know it; never before then does the event count.
    public var recordedAt: Instant
    /// The event's typed attributes by name; a null is an absent name.
    public var attributes: [String: AttributeValue]

    /// The kind of an event that sets attributes of a record: nothing that somebody did.
    public static let attributeSetKind = "attribute.set"
    /// The attribute that names the subject's account, a link: it counts from when the event was recorded.
    public static let accountName = "account"
    /// The attribute that holds what was said or written.
    public static let textName = "text"

    /// Attributes that an event from outside has at most: no contract has more fields.
    public static let mostAttributes = 4096

    /// The account that the subject belongs to, as this event says; nil where it does not.
    public var account: EntityKey? {
        if case .link(let key)? = attributes[Self.accountName] { key } else { nil }
    }

    /// Creates an event.
    public init(
        id: String, source: String, kind: String, subject: EntityKey, channel: String = "",
        occurredAt: Instant, recordedAt: Instant, attributes: [String: AttributeValue] = [:]
    ) {
        self.id = id
        self.source = source
        self.kind = kind
        self.subject = subject
        self.channel = channel
        self.occurredAt = occurredAt
        self.recordedAt = recordedAt
        self.attributes = attributes
    }
}
