import Arithmetic

extension IntentFit.HeldOut {
    /// The probability of each intent for a row, at a temperature.
    ///
    /// - Parameters:
    ///   - row: its place among the rows that were held out.
    ///   - classes: the number of intents.
    public func probabilities(_ row: Int, classes: Int, temperature: Double) -> [Double] {
        let own = margins[row * classes..<(row + 1) * classes]
        let greatest = own.reduce(-.infinity) { max($0, $1) }
        let tails = own.map { PortableMath.exp(($0 - greatest) / temperature) }
        let sum = tails.reduce(0, +)
        return tails.map { $0 / sum }
    }

    /// The likeliest intent of a row, of equal ones the first, and its probability.
    public func likeliest(
        _ row: Int, classes: Int, temperature: Double
    ) -> (index: Int, probability: Double) {
        Self.likeliest(of: probabilities(row, classes: classes, temperature: temperature))
    }

    /// The likeliest of intents, of equal ones the first, and its probability.
    public static func likeliest(of probabilities: [Double]) -> (index: Int, probability: Double) {
        var best = 0
        for index in probabilities.indices where probabilities[index] > probabilities[best] { best = index }
        return (best, probabilities[best])
    }
}
