internal import Arithmetic

/// How many rows are in which cell of two partitions, and what they agree in.
struct PartitionTable: Equatable, Sendable {
    /// Rows of each pair of parts; shape (first parts * second parts), row after row.
    let cells: [Int]
    /// Rows of each part of the first partition, and of the second.
    let first: [Int]
    let second: [Int]
    let rows: Int

    /// - Parameters:
    ///   - cells: shape (`count` * second parts).
    ///   - count: parts of the first partition; above 0.
    init(cells: [Int], firstCount count: Int) {
        let width = cells.count / count
        self.cells = cells
        first = (0..<count).map { cells[$0 * width..<($0 + 1) * width].reduce(0, +) }
        second = (0..<width).map { part in
            stride(from: part, to: cells.count, by: width).reduce(0) { $0 + cells[$1] }
        }
        rows = first.reduce(0, +)
    }

    /// The share of pairs of rows that both partitions treat alike, corrected for chance: 1 for equal partitions, 0 on average for
    /// partitions that have nothing to do with each other.
    ///
    /// Source: L. Hubert and P. Arabie, "Comparing partitions" (1985).
    var adjustedRandIndex: Double {
        func pairs(_ counts: [Int]) -> Double { counts.reduce(0) { $0 + Double($1) * Double($1 - 1) / 2 } }
        let (together, inFirst, inSecond) = (pairs(cells), pairs(first), pairs(second))
        let all = pairs([rows])
        // Partitions that treat all pairs alike are equal, also where chance could do nothing else.
        guard together < inFirst || together < inSecond else { return 1 }
        let expected = inFirst * inSecond / all
        return (together - expected) / ((inFirst + inSecond) / 2 - expected)
    }

    /// The information that partitions share, corrected for chance and over the mean of their entropies: 1 for equal
    /// partitions, 0 on average for partitions that have nothing to do with each other.
    ///
    /// Source: N. Vinh, J. Epps and J. Bailey, "Information theoretic measures for clusterings comparison" (2010).
    ///
    /// - Parameter logFactorials: ln n! up to the number of rows, at least.
    /// - Complexity: O(parts * rows) of both partitions together.
    func adjustedMutualInformation(_ logFactorials: [Double]) -> Double {
        let filled = (first.count { $0 > 0 }, second.count { $0 > 0 })
        // Equal partitions, though chance leaves them no room.
        if filled == (1, 1) || filled == (rows, rows) { return 1 }
        let expected = expectedInformation(logFactorials)
        let normalizer = (entropy(first) + entropy(second)) / 2
        return (information - expected) / max(normalizer - expected, 0x1p-52)
    }

    private var information: Double {
        let total = Double(rows)
        var sum = 0.0
        for (part, own) in first.enumerated() {
            for (other, theirs) in second.enumerated() {
                let both = Double(cells[part * second.count + other])
                guard both > 0 else { continue }
                sum += both / total * PortableMath.log(total * both / (Double(own) * Double(theirs)))
            }
        }
        return max(sum, 0)
    }

    private func entropy(_ counts: [Int]) -> Double {
        counts.reduce(0) { sum, count in
            guard count > 0 else { return sum }
            let share = Double(count) / Double(rows)
            return sum - share * PortableMath.log(share)
        }
    }

    /// The mean information over all ways to deal rows to parts of these sizes, which are hypergeometric.
    private func expectedInformation(_ logFactorials: [Double]) -> Double {
        let total = Double(rows)
        var sum = 0.0
        for own in first where own > 0 {
            for theirs in second where theirs > 0 {
                let constant =
                    logFactorials[own] + logFactorials[theirs] + logFactorials[rows - own]
                    + logFactorials[rows - theirs] - logFactorials[rows]
                let product = Double(own) * Double(theirs)
                for both in max(1, own + theirs - rows)...min(own, theirs) {
                    let logChance =
                        constant - logFactorials[both] - logFactorials[own - both]
                        - logFactorials[theirs - both] - logFactorials[rows - own - theirs + both]
                    sum +=
                        Double(both) / total * PortableMath.log(total * Double(both) / product)
                        * PortableMath.exp(logChance)
                }
            }
        }
        return sum
    }

    /// ln n! for n from 0 to a number.
    static func logFactorials(upTo count: Int) -> [Double] {
        var sums = [0.0]
        sums.reserveCapacity(count + 1)
        for number in stride(from: 1, through: count, by: 1) {
            sums.append(sums[number - 1] + PortableMath.log(Double(number)))
        }
        return sums
    }
}
