public import Evaluation
import Features
public import Registry
public import Storage

/// What the gates and the audit said of one version against what an alias named: the content of `gates/<sha256>.json`.
///
/// It holds no time, so that the same question gives the same bytes; of freshness it has the outcome.
public struct GateRecord: Codable, Equatable, Sendable {
    /// What the registry holds to.
    public var statement: GateStatement
    /// The program that judged.
    public var program: String
    /// What was asked.
    public var rules: GateRules
    /// What the pipeline itself requires, where the rules are of another file.
    public var pipelineRequires: GateRequirements?
    /// The version's data files by source.
    public var data: [String: Digest]
    /// The slice that the figures are of; nil where the version's lineage names no test slice.
    public var slice: Lineage.SliceLineage?
    /// The first instant of which no answer is known; nil for a plain table.
    public var horizon: String?
    /// Whether the audit of its training passed, waivers included.
    public var auditPassed: Bool
    /// The fields that failed the audit and were not waived, each with its checks.
    public var auditFailures: [String]
    /// What came of the gates.
    public var result: GateResult
    /// What came of the requirements beside figures.
    public var requirements: [GateCheck]
    /// What is in service and was compared with.
    public var comparisons: ServiceBaselines

    /// The version's number.
    public var version: Int { statement.version }
    /// Whether the version may be promoted.
    public var isAccepted: Bool { statement.isAccepted }

    /// How many days before a time the answers end; nil where nothing asks for it or it is not known.
    ///
    /// - Parameter when: the time, ISO 8601.
    public func daysOfAge(at when: String) -> Double? {
        guard requirements.contains(where: { $0.metric == GateRequirement.freshness.rawValue }),
            let horizon, let known = try? Instant(horizon), let now = try? Instant(when)
        else { return nil }
        return Double((now - known).microseconds) / Double(TimeSpan.day.microseconds)
    }
}
