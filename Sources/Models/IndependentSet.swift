/// The heaviest set of vertices of which no two are tied, or one that is close to it.
///
/// Each connected part is searched by branch and bound, exactly, where it is small; a larger one greedily.
struct IndependentSet {
    /// Ascending.
    let members: [Int]
    /// Whether no set is heavier: no part of two vertices and more was too large to be searched.
    let isExact: Bool

    /// How many vertices of one part are searched exactly: in the order of 10,000 branchings at worst.
    static let exactLimit = 24

    /// Finds the set.
    ///
    /// - Parameters:
    ///   - weights: above 0; shape (vertices).
    ///   - areTied: of two vertices, in any order.
    /// - Complexity: O(vertices^2) calls; of each part O(1.47^vertices) branchings up to `exactLimit`, above it O(vertices^3).
    init(weights: [Double], areTied: (Int, Int) -> Bool) {
        var ties = [[Int]](repeating: [], count: weights.count)
        for left in weights.indices {
            for right in weights.indices.dropFirst(left + 1) where areTied(left, right) {
                ties[left].append(right)
                ties[right].append(left)
            }
        }
        var members: [Int] = []
        var isExact = true
        for part in Self.parts(ties) {
            // The heaviest first; of two that weigh the same the first.
            let ranked = part.sorted { (weights[$1], $0) < (weights[$0], $1) }
            if ranked.count > Self.exactLimit {
                isExact = false
                members += Self.greedy(ranked, weights, ties)
            } else {
                var branch = Branch(ranked, weights, ties)
                members += branch.heaviest().map { ranked[$0] }
            }
        }
        self.members = members.sorted()
        self.isExact = isExact
    }

    /// The vertices by connected part.
    private static func parts(_ ties: [[Int]]) -> [[Int]] {
        var isSeen = [Bool](repeating: false, count: ties.count)
        return ties.indices.compactMap { start in
            if isSeen[start] { return nil }
            isSeen[start] = true
            var part = [start]
            var next = 0
            while next < part.count {
                for tied in ties[part[next]] where !isSeen[tied] {
                    isSeen[tied] = true
                    part.append(tied)
                }
                next += 1
            }
            return part
        }
    }

    /// For each vertex as the first, the heaviest are added while they may; the best such set.
    private static func greedy(_ ranked: [Int], _ weights: [Double], _ ties: [[Int]]) -> [Int] {
        var best: (weight: Double, members: [Int]) = (0, [])
        for first in ranked {
            var isBarred = [Bool](repeating: false, count: weights.count)
            var (weight, members): (Double, [Int]) = (0, [])
            for vertex in [first] + ranked where !isBarred[vertex] {
                isBarred[vertex] = true
                for tied in ties[vertex] { isBarred[tied] = true }
                members.append(vertex)
                weight += weights[vertex]
            }
            if weight > best.weight { best = (weight, members) }
        }
        return best.members
    }
}
