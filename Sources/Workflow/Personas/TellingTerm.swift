import Arithmetic

/// A word or step that a cluster's leads have more than others.
public struct TellingTerm: Codable, Equatable, Sendable {
    /// The word or step.
    public var term: String
    /// Its weight: how often it stands in the cluster, times ln(1 + mean length of a cluster / how often it stands anywhere).
    public var weight: Double
    /// How often it stands in the cluster.
    public var count: Int

    /// The most telling terms of each cluster, by c-TF-IDF.
    ///
    /// Source: M. Grootendorst, "BERTopic: neural topic modeling with a class-based TF-IDF procedure" (2022).
    ///
    /// - Parameters:
    ///   - counts: how often each term stands, by cluster.
    ///   - most: terms a cluster at most.
    ///   - least: terms that stand less often in the cluster are not told.
    /// - Returns: the greatest weight first; of equal ones the first by name.
    static func telling(_ counts: [[String: Int]], most: Int, least: Int = 1) -> [[TellingTerm]] {
        var total: [String: Int] = [:]
        for cluster in counts { for (term, count) in cluster { total[term, default: 0] += count } }
        let lengths = counts.map { $0.values.reduce(0, +) }
        let mean = Double(lengths.reduce(0, +)) / Double(max(1, counts.count))
        return zip(counts, lengths).map { cluster, length in
            cluster.filter { $0.value >= least }.map { term, count in
                let inverse = PortableMath.log(1 + mean / Double(total[term] ?? count))
                return TellingTerm(
                    term: term, weight: Double(count) / Double(max(1, length)) * inverse, count: count)
            }.sorted { ($1.weight, $0.term) < ($0.weight, $1.term) }.prefix(most).map { $0 }
        }
    }
}
