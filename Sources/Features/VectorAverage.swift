internal import Arithmetic

/// An average of vectors that come one after another, each counted by two to the power of minus how many half-lives it is older
/// than the newest.
///
/// Since ages are reckoned from the newest, it has the weight 1 and no age makes all of them vanish: the average of the same
/// events is the same whenever it is asked for.
struct VectorAverage {
    private var sums: [Double]
    private var total = 0.0
    private let newest: Int64
    private let halfLife: Int64?

    /// Begins with none.
    ///
    /// - Parameters:
    ///   - newest: when the last of them will have been, in microseconds.
    ///   - halfLife: in microseconds; nil counts all alike.
    init(dimensions: Int, newest: Int64, halfLife: Int64?) {
        sums = Array(repeating: 0, count: dimensions)
        self.newest = newest
        self.halfLife = halfLife
    }

    /// Adds the next vector.
    mutating func add(_ row: [Double], at time: Int64) {
        let weight = halfLife.map { PortableMath.exp2(-(Double(newest - time) / Double($0))) } ?? 1
        for place in sums.indices { sums[place] += weight * row[place] }
        total += weight
    }

    /// The average; nil where it has no length, which is no opinion.
    var vector: [Double]? {
        guard total > 0 else { return nil }
        let average = sums.map { $0 / total }
        let square = Self.product(average, average)
        return square > 0 && square.isFinite ? average : nil
    }

    private static func product(_ left: [Double], _ right: [Double]) -> Double {
        var sum = 0.0
        for place in left.indices { sum += left[place] * right[place] }
        return sum
    }

    /// The cosine of the angle between two vectors, in -1...1; nil where one has no length.
    static func cosine(_ left: [Double], _ right: [Double]) -> Double? {
        let (own, theirs) = (product(left, left), product(right, right))
        guard own > 0 && theirs > 0 else { return nil }
        let cosine = product(left, right) / (own.squareRoot() * theirs.squareRoot())
        return cosine.isFinite ? min(1, max(-1, cosine)) : nil
    }
}
