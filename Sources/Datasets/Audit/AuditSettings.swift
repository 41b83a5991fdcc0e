/// The `audit` section of a pipeline file.
public struct AuditSettings: Codable, Equatable, Sendable {
    /// Findings that are accepted, each with a reason that the model card shows.
    public var waivers: [Waiver]?

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
    public init(waivers: [Waiver]? = nil) { self.waivers = waivers }

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

    /// Whether overlapping labels are waived, so that cases are kept that would be purged.
    public var waivesOverlaps: Bool { (waivers ?? []).contains { $0.check == .overlappingLabels } }
}
