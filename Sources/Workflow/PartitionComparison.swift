public import Evaluation
import Storage

/// What `leadline agreement` writes: how far two partitions of the same rows agree.
public struct PartitionComparison: StoredDocument, Equatable, Sendable {
    /// The newest format that this reader knows.
    public static let formatVersion = 1

    /// The format.
    public var formatVersion: Int = Self.formatVersion
    /// Rows that are in both.
    public var rows: Int
    /// Rows of the first file that the second does not have, and the other way round.
    public var onlyFirst: Int
    /// Rows of the second file that the first does not have.
    public var onlySecond: Int
    /// The parts of the first partition, ascending.
    public var first: [String]
    /// The parts of the second partition, ascending.
    public var second: [String]
    /// Rows by both; shape (first parts, second parts).
    public var counts: [[Int]]
    /// `adjusted_rand_index` and `adjusted_mutual_information`, with intervals.
    public var metrics: [MetricRow]

    /// Compares two files.
    ///
    /// - Parameters:
    ///   - first, second: what is compared; rows in one of both alone are counted and left out.
    ///   - resamples: draws of rows for the intervals; above 0.
    ///   - seed: of the draws.
    /// - Throws: as `PartitionFile` is read; `WorkflowError` where no row is in both, or files without keys have different numbers
    ///   of rows; `EvaluationError` for too many parts.
    public static func comparing(
        _ first: PartitionFile, _ second: PartitionFile, resamples: Int, seed: UInt64
    ) throws -> PartitionComparison {
        let (own, theirs) = (try first.parts(), try second.parts())
        // In an order that depends on neither file's.
        let shared = own.keys.filter { theirs[$0] != nil }.sorted()
        guard !shared.isEmpty else {
            throw WorkflowError.unusable(
                what: "no row of \(first.path) is in \(second.path)",
                remedy: "name columns of the same keys, or give files of the same rows")
        }
        let hasKeys = first.key != nil || second.key != nil
        guard hasKeys || own.count == theirs.count else {
            throw WorkflowError.unusable(
                what: "\(first.path) tells parts of \(own.count) rows and \(second.path) of \(theirs.count)",
                remedy: "name the column of keys, or give files of the same rows")
        }
        let agreement = try PartitionAgreement(
            shared.compactMap { own[$0] }, shared.compactMap { theirs[$0] })
        let estimates = agreement.estimates(resamples: resamples, seed: seed)
        func row(_ metric: String, _ estimate: MetricEstimate) -> MetricRow {
            estimate.row(metric, slice: "all", group: "overall", n: agreement.rows)
        }
        return PartitionComparison(
            rows: agreement.rows, onlyFirst: own.count - shared.count,
            onlySecond: theirs.count - shared.count, first: agreement.first, second: agreement.second,
            counts: agreement.counts,
            metrics: [
                row("adjusted_rand_index", estimates.randIndex),
                row("adjusted_mutual_information", estimates.mutualInformation),
            ])
    }
}
