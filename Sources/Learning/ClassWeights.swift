/// How much the rows of either outcome count, on top of the rows' own weights.
public enum ClassWeights: Equatable, Sendable {
    /// Both outcomes count the same together: each row's weight is multiplied by the half of all weights over its
    /// outcome's, as scikit-learn's `balanced`.
    case balanced
    /// A factor for each outcome; in 1e-6...1e6.
    case factors(positive: Double, negative: Double)

    /// Reads `balanced`, or `positive=X,negative=Y`, in either order; nil for any other text.
    public init?(_ text: String) {
        if text == "balanced" {
            self = .balanced
            return
        }
        var factors: [String: Double] = [:]
        for part in text.split(separator: ",", omittingEmptySubsequences: false) {
            let words = part.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard words.count == 2, let factor = Double(words[1]), factors[String(words[0])] == nil else {
                return nil
            }
            factors[String(words[0])] = factor
        }
        guard factors.count == 2, let positive = factors["positive"], let negative = factors["negative"]
        else { return nil }
        self = .factors(positive: positive, negative: negative)
    }

    /// Whether the factors are in range.
    var isInRange: Bool {
        guard case .factors(let positive, let negative) = self else { return true }
        return [positive, negative].allSatisfy { $0 >= 1e-6 && $0 <= 1e6 }
    }

    /// What the rows of each outcome are multiplied by.
    ///
    /// - Parameters: labels and weights, shape (rows) each; nil stands for 1 each. Both outcomes have a weight.
    public func factors(_ labels: [Bool], _ weights: [Double]?) -> (positive: Double, negative: Double) {
        switch self {
        case .factors(let positive, let negative): return (positive, negative)
        case .balanced:
            var (positive, negative) = (0.0, 0.0)
            for row in labels.indices {
                if labels[row] { positive += weights?[row] ?? 1 } else { negative += weights?[row] ?? 1 }
            }
            return ((positive + negative) / (2 * positive), (positive + negative) / (2 * negative))
        }
    }

    /// Each row's weight times its outcome's factor; shape (rows).
    func weights(_ labels: [Bool], _ weights: [Double]?) -> [Double] {
        let factors = factors(labels, weights)
        return labels.indices.map { row in
            (weights?[row] ?? 1) * (labels[row] ? factors.positive : factors.negative)
        }
    }
}
