internal import Features

/// Who moves an alias, when and why; the caller's account, kept in the journal.
public struct Decision: Hashable, Sendable {
    /// The person or pipeline that decides.
    public var who: String
    /// The time, as ISO 8601 in UTC: `2026-03-01T09:30:00Z`.
    public var when: String
    /// The reason, in words.
    public var why: String
    /// Whether they decide against what the gates say.
    public var isOverride: Bool

    /// The account of a decision; it is checked when it is used.
    public init(who: String, when: String, why: String, isOverride: Bool = false) {
        self.who = who
        self.when = when
        self.why = why
        self.isOverride = isOverride
    }

    /// Whether it says who, when and why.
    ///
    /// - Throws: `RegistryError.invalidDecision`.
    public func check() throws(RegistryError) {
        if who.allSatisfy(\.isWhitespace) {
            throw .invalidDecision(field: "who", problem: "it is empty; say who decides")
        }
        if why.allSatisfy(\.isWhitespace) {
            throw .invalidDecision(field: "why", problem: "it is empty; give the reason")
        }
        if Decision.instant(when) == nil {
            throw .invalidDecision(
                field: "when", problem: "it is not a time like 2026-03-01T09:30:00Z; give ISO 8601 in UTC")
        }
    }

    /// A moment as decisions write it; nil for another text.
    static func instant(_ text: String) -> Instant? { text.hasSuffix("Z") ? try? Instant(text) : nil }
}
