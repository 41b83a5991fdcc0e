public import Features

/// Something about a lead that somebody should look at.
public struct AmberFlag: Codable, Equatable, Sendable {
    /// What is flagged, in a few words.
    public var name: String
    /// What it is about.
    public var kind: Kind
    /// What must hold, by feature; at least one.
    public var when: [String: AttributeCondition]
    /// What to do about it, for those who read it.
    public var advice: String?

    /// What a flag is about.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// The lead may be lost.
        case risk
        /// There is something to win.
        case opportunity
        /// The lead is more, or less, active than it should be.
        case engagement
    }

    /// Creates a flag.
    public init(name: String, kind: Kind, when: [String: AttributeCondition], advice: String? = nil) {
        self.name = name
        self.kind = kind
        self.when = when
        self.advice = advice
    }
}
