public import Features

/// The `audit` section of a pipeline file.
public struct AuditSettings: Codable, Equatable, Sendable {
    /// Findings that are accepted, each with a reason that the model card shows.
    public var waivers: [Waiver]?
    /// Orders of events that cannot be otherwise, such as a reply after its message.
    public var orders: [Order]?
    /// The events of earlier scores, where there are any.
    public var scoring: Scoring?

    /// Two kinds of events of which the one cannot come first.
    public struct Order: Codable, Equatable, Sendable {
        /// The kind that comes first.
        public var first: String
        /// The kind that follows from it.
        public var then: String

        /// Creates an order.
        public init(first: String, then: String) {
            self.first = first
            self.then = then
        }
    }

    /// The events that say how an entity was scored before.
    public struct Scoring: Codable, Equatable, Sendable {
        /// Their kind.
        public var kind: String
        /// The attribute with the score, a number.
        public var attribute: String
        /// How long after a score events count as its effect; 7 days unless given.
        public var within: TimeSpan?

        /// Creates a declaration.
        public init(kind: String, attribute: String, within: TimeSpan? = nil) {
            self.kind = kind
            self.attribute = attribute
            self.within = within
        }
    }

    /// One accepted finding.
    public struct Waiver: Codable, Equatable, Sendable {
        /// The check.
        public var check: AuditCheck
        /// The feature or field; nil for every one of the check's findings.
        public var field: String?
        /// Why the finding is no leak.
        public var reason: String

        /// Creates a waiver.
        public init(check: AuditCheck, field: String? = nil, reason: String) {
            self.check = check
            self.field = field
            self.reason = reason
        }
    }

    /// Creates settings.
    public init(waivers: [Waiver]? = nil, orders: [Order]? = nil, scoring: Scoring? = nil) {
        self.waivers = waivers
        self.orders = orders
        self.scoring = scoring
    }

    /// Refuses a waiver without a reason, and one of a check that nothing can excuse.
    ///
    /// - Throws: `DatasetError.setting` at `audit.waivers.<index>`.
    public func check() throws(DatasetError) {
        for (index, waiver) in (waivers ?? []).enumerated() {
            let keyPath = ["audit", "waivers", String(index)]
            if !waiver.reason.contains(where: \.isLetter) {
                throw .setting(
                    keyPath: keyPath + ["reason"], what: "a waiver needs a reason",
                    remedy: "say why this is no leak: the model card shows it")
            }
            if waiver.check == .timeTravel {
                throw .setting(
                    keyPath: keyPath + ["check"], what: "time travel cannot be waived",
                    remedy: "report it: the fold must not see the future")
            }
        }
    }

    /// Refuses an order, or a declaration of scores, of a kind that no source makes.
    ///
    /// - Throws: `DatasetError.setting` at the key.
    public func check(against kinds: [String]) throws(DatasetError) {
        var named = (orders ?? []).enumerated().flatMap { index, order in
            [
                (["orders", String(index), "first"], order.first),
                (["orders", String(index), "then"], order.then),
            ]
        }
        if let scoring { named.append((["scoring", "kind"], scoring.kind)) }
        for (keyPath, kind) in named where !kinds.contains(kind) {
            throw .setting(
                keyPath: ["audit"] + keyPath, what: "no source makes events of the kind \(kind)",
                remedy: "the kinds are \(kinds.joined(separator: ", "))")
        }
    }

    /// Whether overlapping labels are waived, so that cases are kept that would be purged.
    public var waivesOverlaps: Bool { (waivers ?? []).contains { $0.check == .overlappingLabels } }
}
