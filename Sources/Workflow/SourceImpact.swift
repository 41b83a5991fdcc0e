public import Datasets
public import Features
import Registry
public import Scoring
import Storage

/// What a source being wrong affects: the versions made from it, and what those answered about whom.
public struct SourceImpact: Codable, Equatable, Sendable {
    /// A version made from the source, with what it answered.
    public struct Version: Codable, Equatable, Sendable {
        /// Where the version comes from; of its sources, those that were asked about.
        public var origin: VersionOrigin
        /// How many decisions of the log are its own.
        public var decisions: Int
        /// About how many leads.
        public var leads: Int
        /// When it first answered; nil where it never did.
        public var first: Instant?
        /// When it last answered.
        public var last: Instant?
    }

    /// The versions, by model and number.
    public var versions: [Version]
    /// Their decisions, in the order of the log.
    public var decisions: [DecisionRecord]
    /// Decisions of the log that are of other versions.
    public var others: Int

    /// Looks up the decisions of a log that versions gave.
    ///
    /// A decision belongs to a version by the digest, whatever the number says: another registry counts anew.
    ///
    /// - Complexity: O(decisions + versions).
    public init(_ origins: [VersionOrigin], log: DecisionLog) {
        let digests = Set(origins.map(\.digest.description))
        decisions = log.records.filter { digests.contains($0.digest) }
        others = log.records.count - decisions.count
        let answered = Dictionary(grouping: decisions, by: \.digest)
        versions = origins.map { origin in
            let own = answered[origin.digest.description] ?? []
            return Version(
                origin: origin, decisions: own.count, leads: Set(own.map(\.entity)).count,
                first: own.map(\.time).min(), last: own.map(\.time).max())
        }
    }

    /// How many leads the decisions are about.
    ///
    /// - Complexity: O(decisions).
    public var leadCount: Int { Set(decisions.map(\.entity)).count }

    /// The decisions as a table for a file: lead (pseudonym), decisionId, time, asOf, model, version, probability.
    ///
    /// - Complexity: O(decisions log decisions).
    public func table() -> ColumnTable {
        let rows = decisions.sorted {
            ($0.entity, $0.time, $0.decisionId) < ($1.entity, $1.time, $1.decisionId)
        }
        return ColumnTable(
            names: ["lead", "decisionId", "time", "asOf", "model", "version", "probability"],
            columns: [
                .texts(rows.map(\.entity)), .texts(rows.map(\.decisionId)),
                .texts(rows.map(\.time.description)), .texts(rows.map(\.asOf.description)),
                .texts(rows.map(\.model)), .integers(rows.map { Int64($0.version) }),
                .numbers(rows.map(\.probability)),
            ])
    }
}
