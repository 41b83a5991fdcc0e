import Arithmetic

/// Bins of a number at quantiles of the training rows, with their outcomes.
struct QuantileBins {
    /// The inner edges, ascending; a bin holds its lower edge.
    private(set) var edges: [Double] = []
    /// The rows of each bin, from the lowest.
    private(set) var counts: [EvidenceCount] = []
    private(set) var missing = EvidenceCount()

    /// Cuts at quantiles, never between equal numbers.
    ///
    /// - Parameters:
    ///   - numbers: NaN is missing.
    ///   - labels: shape (numbers).
    ///   - limit: how many bins at most, that of missing apart.
    ///   - minimumCount: the rows a bin has at least, where there are so many.
    /// - Complexity: O(rows log rows + bins log rows).
    init(_ numbers: [Double], _ labels: [Bool], limit: Int, minimumCount: Int) {
        let order = numbers.indices.filter { !numbers[$0].isNaN }.sorted {
            (numbers[$0], $0) < (numbers[$1], $1)
        }
        var starts = [0]
        for bin in 1..<limit where !order.isEmpty {
            let number = numbers[order[order.count * bin / limit]]
            // The first of equal numbers.
            let start = order.partitioningIndex { numbers[$0] >= number }
            if start - starts[starts.count - 1] >= minimumCount { starts.append(start) }
        }
        if starts.count > 1 && order.count - starts[starts.count - 1] < minimumCount { starts.removeLast() }
        edges = starts.dropFirst().map { numbers[order[$0]] }
        counts = zip(starts, starts.dropFirst() + [order.count]).map { start, end in
            order[start..<end].reduce(into: EvidenceCount()) { $0.add(labels[$1]) }
        }
        for row in numbers.indices where numbers[row].isNaN { missing.add(labels[row]) }
    }

    /// All parts of the rows, that of missing only where there is one.
    var parts: [EvidenceCount] { counts + (missing.rows > 0 ? [missing] : []) }

    /// Joins neighbours until the evidence ascends, or descends: whichever tells more.
    ///
    /// Pools adjacent violators, as isotonic regression does (Ayer and others, Annals of Mathematical Statistics 26, 1955).
    mutating func makeMonotone(_ scale: EvidenceScale) {
        let rising = pooled { scale.evidence($0) < scale.evidence($1) }
        let falling = pooled { scale.evidence($0) > scale.evidence($1) }
        self =
            scale.informationValue(falling.parts) > scale.informationValue(rising.parts) ? falling : rising
    }

    private func pooled(_ isInOrder: (EvidenceCount, EvidenceCount) -> Bool) -> QuantileBins {
        var found = self
        found.edges = []
        found.counts = []
        for index in counts.indices {
            if index > 0 { found.edges.append(edges[index - 1]) }
            found.counts.append(counts[index])
            while found.counts.count > 1,
                !isInOrder(found.counts[found.counts.count - 2], found.counts[found.counts.count - 1])
            {
                let last = found.counts.removeLast()
                found.counts[found.counts.count - 1] = found.counts[found.counts.count - 1] + last
                found.edges.removeLast()
            }
        }
        return found
    }
}
