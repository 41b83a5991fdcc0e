import Arithmetic
import LinearAlgebra

/// Draws centres far from each other: greedy k-means++.
///
/// Each centre is the best of 2 + ln(k) rows drawn by their squared distance to the centres so far, times their weight: the one
/// that leaves the least sum of those.
struct GreedySeeding {
    private let sample: ClusterRows
    private let blocks: RowBlocks

    init(sample: ClusterRows, concurrency: Int) {
        self.sample = sample
        blocks = RowBlocks(rowCount: sample.design.rows, blockSize: 1024, concurrency: concurrency)
    }

    /// The centres; shape (count, columns).
    ///
    /// - Complexity: O(count * ln(count) * rows * columns).
    func centres(_ count: Int, _ random: inout CounterRandom) -> Matrix {
        let trials = 2 + Int(PortableMath.log(Double(count)))
        var chosen = [drawnByWeight(&random)]
        var squares = squaredDistances(to: [chosen[0]])
        for _ in 1..<max(count, 1) {
            let potentials = squares.map { $0.potential }
            let total = potentials.reduce(0, +)
            let candidates = (0..<trials).map { _ in
                total > 0 ? drawn(at: random.nextUniform() * total, squares) : drawnByWeight(&random)
            }
            let sums = leftSums(candidates, squares)
            let best = candidates.indices.min { sums[$0] < sums[$1] } ?? 0
            chosen.append(candidates[best])
            let nearer = squaredDistances(to: [candidates[best]])
            squares = zip(squares, nearer).map { Block.least($0, $1, weights: sample.weights) }
        }
        return sample.design.selected(chosen)
    }

    /// The squared distances of a block's rows to their nearest centres.
    private struct Block: Sendable {
        var rows: Range<Int>
        var squares: [Double]
        /// Their weighted sum.
        var potential: Double

        init(rows: Range<Int>, squares: [Double], weights: [Double]?) {
            self.rows = rows
            self.squares = squares
            potential = 0
            for (row, square) in zip(rows, squares) { potential += (weights?[row] ?? 1) * square }
        }

        static func least(_ left: Block, _ right: Block, weights: [Double]?) -> Block {
            Block(
                rows: left.rows, squares: zip(left.squares, right.squares).map { min($0, $1) },
                weights: weights)
        }
    }

    private func squaredDistances(to chosen: [Int]) -> [Block] {
        let search = CentreSearch(sample.design.selected(chosen), for: sample.design)
        return blocks.map { rows in
            Block(
                rows: rows, squares: search.squaredDistances(rows, in: sample.design, norms: sample.norms),
                weights: sample.weights)
        }
    }

    /// The sum that each candidate would leave.
    private func leftSums(_ candidates: [Int], _ squares: [Block]) -> [Double] {
        let search = CentreSearch(sample.design.selected(candidates), for: sample.design)
        let first = squares[0].rows.count
        let parts = blocks.map { rows in
            let distances = search.squaredDistances(rows, in: sample.design, norms: sample.norms)
            let own = squares[rows.lowerBound / first].squares
            return candidates.indices.map { candidate in
                var sum = 0.0
                for place in 0..<rows.count {
                    let square = min(own[place], distances[candidate * rows.count + place])
                    sum += (sample.weights?[rows.lowerBound + place] ?? 1) * square
                }
                return sum
            }
        }
        return candidates.indices.map { candidate in parts.reduce(0) { $0 + $1[candidate] } }
    }

    /// The row at which the sum of weighted squares passes a number.
    private func drawn(at target: Double, _ squares: [Block]) -> Int {
        var left = target
        var last = 0
        for block in squares where block.potential > 0 {
            guard left < block.potential else {
                left -= block.potential
                last = block.rows.upperBound - 1
                continue
            }
            for (row, square) in zip(block.rows, block.squares) {
                let part = (sample.weights?[row] ?? 1) * square
                if part > 0 { last = row }
                left -= part
                if left < 0 { return last }
            }
        }
        return last
    }

    private func drawnByWeight(_ random: inout CounterRandom) -> Int {
        guard let weights = sample.weights else {
            return min(Int(random.nextUniform() * Double(sample.design.rows)), sample.design.rows - 1)
        }
        var left = random.nextUniform() * weights.reduce(0, +)
        var last = 0
        for (row, weight) in weights.enumerated() where weight > 0 {
            last = row
            left -= weight
            if left < 0 { break }
        }
        return last
    }
}
