public import Evaluation
import Learning

/// Whether later leads still fall into the groups that were found, and whether those still convert.
///
/// Each of four statements (shares, distributions within groups, conversion, leads like nobody) is false of leads that have not changed at most
/// `rate` / 4 of the times, however many groups and columns there are; all together at most `rate`.
public struct PersonaDrift: Codable, Equatable, Sendable {
    /// The chance that anything is said to have moved where nothing changed.
    public static let rate = 0.01
    /// Leads that the groups were found in.
    public var referenceLeads: Int
    /// Later leads.
    public var leads: Int
    /// How far the shares moved: the share of leads that would have to change groups (total variation distance), in 0...1.
    public var shareShift: Double
    /// What that stays below in all but a fourth of `rate` of the draws where nothing changed.
    public var shareLimit: Double
    /// The share of later leads that are farther from every centre than 999 in 1,000 of the first.
    public var unlikeAnybody: ShareEstimate
    /// Whether those are more than chance would have.
    public var hasStrangers: Bool
    /// Each group.
    public var groups: [Group]
    /// The columns whose means moved by more than half a standard deviation, the farthest first: groups made of them do not last.
    public var moved: [MovedColumn]
    /// How protected attributes are spread over the personas that later leads are assigned; empty where none was asked about.
    public var bias: [PersonaBias] = []

    /// A column whose mean moved.
    public struct MovedColumn: Codable, Equatable, Sendable {
        /// The column, as the groups see it, such as `recency` or `region=north`.
        public var name: String
        /// How far, in standard deviations of a number then; of an indicator the change of its share.
        public var shift: Double
    }

    /// Where a column of a group's leads differs most.
    public struct Move: Codable, Equatable, Sendable {
        /// The column.
        public var column: String
        /// The share of the first leads at or below some value of the column.
        public var before: Double
        /// The share of the later ones.
        public var now: Double
        /// The chance of shares so far apart where nothing changed.
        public var pValue: Double
        /// Whether the later leads lie higher.
        public var isHigher: Bool { now < before }
    }

    /// One group.
    public struct Group: Codable, Equatable, Sendable {
        /// The cluster's id.
        public var id: String
        /// Its persona; nil where it has none.
        public var persona: String?
        /// Its share then.
        public var before: ShareEstimate
        /// Its share now.
        public var now: ShareEstimate
        /// Where its leads' columns differ most; nil where it has no later lead.
        public var move: Move?
        /// Whether they differ more than chance would.
        public var hasMoved: Bool
        /// How well bootstrap samples of the first leads found it; nil where that could not be measured.
        public var stabilityBefore: Double?
        /// How well samples of the later leads find it; nil where that could not be measured.
        public var stabilityNow: Double?
        /// How many converted then.
        public var conversionBefore: ShareEstimate
        /// How many convert now; nil where outcomes are not known yet.
        public var conversionNow: ShareEstimate?
        /// The chance of conversions so far apart where nothing changed.
        public var conversionPValue: Double?
        /// Whether they differ more than chance would.
        public var convertsOtherwise: Bool

        /// Whether samples found it, and no longer do.
        ///
        /// It decides nothing: of few later leads samples are less alike.
        public var isDissolved: Bool {
            guard let before = stabilityBefore, let now = stabilityNow else { return false }
            let trusted: [StabilityVerdict] = [.highlyStable, .valid]
            return trusted.contains(StabilityVerdict(similarity: before))
                && StabilityVerdict(similarity: now) == .notToBeTrusted
        }
    }

    /// Whether anything moved more than chance would, or a persona has much more of a protected group than there is.
    public var hasDrifted: Bool {
        shareShift > shareLimit || hasStrangers || !unfair.isEmpty
            || groups.contains { $0.hasMoved || $0.convertsOtherwise }
    }

    /// The protected groups that a persona has much more of than there are, as the gate of a promotion asks.
    public var unfair: [(attribute: String, share: PersonaBias.Share)] {
        bias.flatMap { bias in
            bias.amplified.map { (attribute: bias.attribute, share: $0) }
        }
    }
}
