internal import LinearAlgebra

/// One of several things, each with its weight.
struct Choice: Sendable {
    private let bounds: [Double]

    /// - Precondition: weights are not negative and not all zero.
    init(weights: [Double]) {
        let total = weights.reduce(0, +)
        precondition(total > 0 && weights.allSatisfy { $0 >= 0 }, "weights of which none is negative")
        var sum = 0.0
        var bounds: [Double] = []
        for weight in weights {
            sum += weight
            bounds.append(sum / total)
        }
        self.bounds = bounds
    }

    /// A choice by Zipf's law: the n-th thing has the weight 1 / n^exponent.
    static func zipf(_ count: Int, exponent: Double) -> Choice {
        Choice(weights: zipfWeights(count, exponent: exponent))
    }

    /// The weights of Zipf's law.
    static func zipfWeights(_ count: Int, exponent: Double) -> [Double] {
        (1...count).map { Exponents.power(Double($0), -exponent) }
    }

    /// Draws a thing's index.
    ///
    /// - Complexity: O(things).
    func draw(_ random: inout CounterRandom) -> Int {
        let u = random.nextUniform()
        var index = 0
        while index < bounds.count - 1, u >= bounds[index] { index += 1 }
        return index
    }
}
