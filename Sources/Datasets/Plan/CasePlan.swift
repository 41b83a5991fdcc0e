public import Features

/// All cases of a pipeline, and how many there are of each sort.
public struct CasePlan: Equatable, Sendable {
    /// The cases by cutoff, then entity.
    public let cases: [Case]
    /// Counts by slice and month, in order; cases outside all slices are under no slice.
    public let counts: [Count]
    /// The first instant of which the outcome's source knows nothing; labels that end later are immature.
    public let horizon: Instant
    /// The days of the cutoffs in the pipeline's zone.
    public let days: ZonedDays

    /// Cases of one slice and month of the cutoff, in the pipeline's zone.
    public struct Count: Codable, Equatable, Sendable {
        /// The slice; nil for cases outside all slices.
        public var slice: SliceName?
        /// `YYYY-MM`.
        public var month: String
        /// Cases that the slice uses.
        public var rows = 0
        /// Those with the outcome.
        public var positives = 0
        /// Those without.
        public var negatives = 0
        /// Cases without an answer yet.
        public var immature = 0
        /// Cases that are no question.
        public var excluded = 0
        /// Those by reason.
        public var exclusions: [String: Int] = [:]
        /// Cases whose label reaches into a later slice.
        public var purged = 0
        /// Cases whose entity or group is in another slice.
        public var shared = 0
    }

    /// The cases as they were before slices were cut.
    public var answers: CaseAnswers {
        var cases = cases
        for index in cases.indices {
            cases[index].slice = nil
            cases[index].omission = nil
        }
        return CaseAnswers(cases: cases, horizon: horizon, days: days)
    }

    /// The cases that a slice uses, in order.
    public func cases(in slice: SliceName) -> [Case] { cases.filter { $0.slice == slice } }

    /// The sum of the counts of a slice.
    public func total(of slice: SliceName) -> Count {
        counts.filter { $0.slice == slice }.reduce(into: Count(slice: slice, month: "")) { sum, count in
            sum.rows += count.rows
            sum.positives += count.positives
            sum.negatives += count.negatives
            sum.immature += count.immature
            sum.excluded += count.excluded
            sum.exclusions.merge(count.exclusions, uniquingKeysWith: +)
            sum.purged += count.purged
            sum.shared += count.shared
        }
    }
}
