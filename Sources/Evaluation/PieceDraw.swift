internal import Arithmetic

/// Draws as many rows as there are, with replacement, and tells how many fall into each piece of a ranking.
///
/// What falls into a piece of m rows is drawn at once, as one Poisson count of m times the mean of a row: the sums over
/// pieces are those of `MultinomialDraw`, at a cost by piece and not by row.
/// Source: L. Devroye, "Non-uniform random variate generation", 1986, chapters XI.1.4, for counts given their sum, and
/// III.2.4, for the table that settles most counts by their first bits.
struct PieceDraw: Sendable {
    private let rowCount: Int
    /// The rows of each piece, in 1...`largest`.
    private let sizes: [UInt8]
    private let pieceOfRow: [Int32]
    /// By size and a random number's highest byte: its count, or, `isOpen` added, the least that it can be; empty when
    /// rows are drawn one at a time.
    private let guide: [UInt8]
    /// By size, `boundsPerSize` each: the chance of at most k, 2^64 being 1.
    private let bounds: [UInt64]

    /// The most rows in a piece, so that every count has a byte.
    static let largest = 32
    private static let boundsPerSize = 120
    private static let isOpen: UInt8 = 0x80

    /// Prepares draws.
    ///
    /// - Parameter sizes: the rows of each piece in order, in 1...`largest`.
    init(sizes: [UInt8]) {
        self.sizes = sizes
        var pieceOfRow: [Int32] = []
        for (piece, size) in sizes.enumerated() {
            precondition(size > 0 && size <= Self.largest)
            for _ in 0..<size { pieceOfRow.append(Int32(piece)) }
        }
        self.pieceOfRow = pieceOfRow
        rowCount = pieceOfRow.count
        guard let mean = PoissonBounds.mean(of: rowCount) else {
            (guide, bounds) = ([], [])
            return
        }
        var bounds = [UInt64](repeating: .max, count: Self.boundsPerSize)
        var guide = [UInt8](repeating: 0, count: 256)
        for size in 1...Self.largest {
            let own = PoissonBounds.make(mean: mean, size: size, count: Self.boundsPerSize)
            bounds += own
            var least: UInt8 = 0
            for byte in 0..<UInt64(256) {
                while own[Int(least)] <= byte << 56 { least += 1 }
                let isSettled = own[Int(least)] > byte << 56 | (1 << 56 - 1)
                guide.append(isSettled ? least : least | Self.isOpen)
            }
        }
        self.bounds = bounds
        self.guide = guide
    }

    /// Writes how many rows are drawn before each piece and at the end.
    ///
    /// - Parameter cumulated: (pieces + 1); what it holds is overwritten.
    /// - Complexity: O(pieces + square root of rows).
    func draw(into cumulated: inout [UInt32], with generator: inout SplitMix64) {
        precondition(cumulated.count == sizes.count + 1)
        var left = rowCount
        if guide.isEmpty {
            for index in cumulated.indices { cumulated[index] = 0 }
        } else {
            repeat { left = rowCount - drawPoisson(into: &cumulated, with: &generator) } while left < 0
        }
        for _ in 0..<left {
            cumulated[Int(pieceOfRow[generator.next(below: UInt64(rowCount))]) + 1] += 1
        }
        var sum: UInt32 = 0
        var target = cumulated.mutableSpan
        target[0] = 0
        for place in 1..<target.count {
            sum &+= target[place]
            target[place] = sum
        }
    }

    /// Counts of the pieces, each behind its place, and their sum.
    private func drawPoisson(into counts: inout [UInt32], with generator: inout SplitMix64) -> Int {
        let sizes = sizes.span
        let guide = guide.span
        var target = counts.mutableSpan
        var sum = 0
        var piece = 0
        while piece < sizes.count {
            var word = generator.next()
            let end = min(piece &+ 8, sizes.count)
            while piece < end {
                let size = Int(sizes[piece])
                let byte = word & 0xFF
                word >>= 8
                var count = guide[size &<< 8 | Int(byte)]
                // What the table leaves open, further bits settle.
                if count >= Self.isOpen {
                    let number = byte << 56 | generator.next() >> 8
                    count = settle(number, count & ~Self.isOpen, size: size)
                }
                piece &+= 1
                target[piece] = UInt32(count)
                sum &+= Int(count)
            }
        }
        return sum
    }

    /// The least k, from one on, whose bound is above the number.
    private func settle(_ number: UInt64, _ least: UInt8, size: Int) -> UInt8 {
        let first = size * Self.boundsPerSize
        var count = Int(least)
        while count < Self.boundsPerSize - 1, number >= bounds[first + count] { count += 1 }
        return UInt8(count)
    }
}
