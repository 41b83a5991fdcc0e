import Arithmetic

/// The bins of a number, each with the evidence that its training rows gave.
///
/// They partition the line: bin i holds what is at least `edges[i - 1]` and below `edges[i]`.
public struct EvidenceBins: Codable, Equatable, Sendable {
    /// The inner edges, ascending; a bin holds its lower edge.
    public var edges: [Double]
    /// What a number in each bin counts as, in logits; shape (edges + 1).
    public var evidence: [Double]
    /// What a missing number counts as.
    public var missing: Double

    /// How many edges there may be: those of 1,000 bins.
    public static let edgeLimit = 999

    /// Creates bins.
    public init(edges: [Double], evidence: [Double], missing: Double) {
        self.edges = edges
        self.evidence = evidence
        self.missing = missing
    }

    /// The bin of a number.
    ///
    /// - Complexity: O(log edges).
    public func bin(of number: Double) -> Int {
        edges.partitioningIndex { !($0 <= number) }
    }

    /// What a slot's value counts as; an infinity is missing.
    func evidence(of value: Double) -> Double { value.isFinite ? evidence[bin(of: value)] : missing }

    /// Whether every value has a finite evidence.
    var isUsable: Bool {
        evidence.count == edges.count + 1 && edges.allSatisfy(\.isFinite)
            && zip(edges, edges.dropFirst()).allSatisfy { $0 < $1 }
            && (evidence + [missing]).allSatisfy { abs($0) <= DesignEncoder.limit }
    }
}
