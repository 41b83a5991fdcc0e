import Arithmetic
public import Evaluation

/// A word or step that a cluster's leads have more than others.
public struct TellingTerm: Codable, Equatable, Sendable {
    /// The word or step.
    public var term: String
    /// Its weight: how often it stands in the cluster, times ln(1 + mean length of a cluster / how often it stands anywhere).
    public var weight: Double
    /// How often it stands in the cluster.
    public var count: Int
    /// The share of the cluster's leads that have it; nil in files of before it was counted.
    public var share: ShareEstimate?
    /// The share of all other leads that have it; nil in files of before it was counted.
    public var elsewhere: ShareEstimate?

    /// The most telling terms of each cluster, by c-TF-IDF, of those that a greater share of its leads has than of all others.
    ///
    /// A weight is high where a cluster's histories are short, too: of terms that everybody has those of short histories would be told. So a
    /// term is told only where the interval of the difference of the shares is above 0.
    ///
    /// Source: M. Grootendorst, "BERTopic: neural topic modeling with a class-based TF-IDF procedure" (2022).
    ///
    /// - Parameters:
    ///   - counts: how many leads of each cluster have each term.
    ///   - sizes: leads of each cluster; none has a term more often.
    ///   - most: terms a cluster at most.
    ///   - least: terms that fewer leads of the cluster have are not told.
    /// - Returns: the greatest weight first; of equal ones the first by name.
    static func telling(
        _ counts: [[String: Int]], sizes: [Int], most: Int, least: Int = 1
    ) -> [[TellingTerm]] {
        var total: [String: Int] = [:]
        for cluster in counts { for (term, count) in cluster { total[term, default: 0] += count } }
        let lengths = counts.map { $0.values.reduce(0, +) }
        let mean = Double(lengths.reduce(0, +)) / Double(max(1, counts.count))
        let leads = sizes.reduce(0, +)
        return counts.indices.map { cluster in
            counts[cluster].filter { $0.value >= least }.compactMap { term, count -> TellingTerm? in
                let all = total[term] ?? count
                let share = ShareEstimate(count, of: sizes[cluster])
                let elsewhere = ShareEstimate(all - count, of: leads - sizes[cluster])
                guard let difference = share.difference(from: elsewhere), difference.lower > 0 else {
                    return nil
                }
                let inverse = PortableMath.log(1 + mean / Double(all))
                return TellingTerm(
                    term: term, weight: Double(count) / Double(max(1, lengths[cluster])) * inverse,
                    count: count, share: share, elsewhere: elsewhere)
            }.sorted { ($1.weight, $0.term) < ($0.weight, $1.term) }.prefix(most).map { $0 }
        }
    }
}
