import Arithmetic

/// How good the answers of a model of several classes are.
///
/// A row whose class the model does not know counts as answered wrongly, and has no part in the log loss.
public struct ClassEvaluation: Codable, Equatable, Sendable {
    /// Rows.
    public var rows: Int
    /// Rows of classes that the model does not know.
    public var unknownLabels: Int
    /// The share of rows whose likeliest class is theirs, whether it was named or not.
    public var accuracy: ShareEstimate
    /// The mean of the classes' F1, of those classes that rows or answers have.
    public var macroF1: Double
    /// The mean of -ln of the probability of the row's class; nil where no row's class is known.
    public var logLoss: Double?
    /// The mean distance between probability and share of right answers in 15 bins of equal width, weighted by rows.
    public var expectedCalibrationError: Double
    /// Rows for which a class was named.
    public var coverage: ShareEstimate
    /// Of these, the share that was right.
    public var precision: ShareEstimate
    /// Each class of the model.
    public var classes: [Class]
    /// Pairs of classes that are taken for each other, the most frequent first.
    public var confusions: [Confusion]

    /// One class.
    public struct Class: Codable, Equatable, Sendable {
        /// Its name.
        public var name: String
        /// Rows of it.
        public var rows: Int
        /// Of the rows that it is likeliest for, the share that is of it; nil where it is likeliest for none.
        public var precision: Double?
        /// Of its rows, the share that it is likeliest for; nil where it has none.
        public var recall: Double?
        /// The harmonic mean of both, 0 where one is missing; nil where both are.
        public var f1: Double?
    }

    /// Rows of one class that another is likeliest for.
    public struct Confusion: Codable, Equatable, Sendable {
        /// The rows' class.
        public var label: String
        /// The likeliest class.
        public var answer: String
        /// Rows.
        public var rows: Int
    }

    /// The bins of the calibration error.
    ///
    /// Source: C. Guo et al., "On calibration of modern neural networks" (2017).
    public static let bins = 15
    /// The most pairs that are told.
    public static let mostConfusions = 20

    /// Evaluates answers.
    ///
    /// - Precondition: there is an answer, and labels and answers have names.
    /// - Complexity: O(answers + classes + pairs log pairs).
    public init(_ answers: [ClassAnswer], names: [String]) {
        precondition(!answers.isEmpty, "there is an answer")
        rows = answers.count
        unknownLabels = answers.count { $0.label == nil }
        accuracy = ShareEstimate(answers.count(where: \.isRight), of: answers.count)
        let known = answers.filter { $0.label != nil }
        if !known.isEmpty {
            logLoss =
                known.reduce(0) { $0 - PortableMath.log(max($1.ownProbability, .leastNormalMagnitude)) }
                / Double(known.count)
        }
        expectedCalibrationError = Self.calibrationError(answers)
        let named = answers.filter(\.isNamed)
        coverage = ShareEstimate(named.count, of: answers.count)
        precision = ShareEstimate(named.count(where: \.isRight), of: named.count)
        classes = Self.classes(answers, names)
        let present = classes.compactMap(\.f1)
        macroF1 = present.isEmpty ? 0 : present.reduce(0, +) / Double(present.count)
        confusions = Self.confusions(answers, names)
    }

    private static func calibrationError(_ answers: [ClassAnswer]) -> Double {
        var sums = [Double](repeating: 0, count: bins)
        for answer in answers {
            // A bin ends with its upper bound, as 1 belongs to the last.
            let bin = max(0, min(bins - 1, Int((answer.probability * Double(bins)).rounded(.up)) - 1))
            sums[bin] += (answer.isRight ? 1 : 0) - answer.probability
        }
        return sums.reduce(0) { $0 + abs($1) } / Double(answers.count)
    }

    private static func classes(_ answers: [ClassAnswer], _ names: [String]) -> [Class] {
        var own = [Int](repeating: 0, count: names.count)
        var (told, right) = (own, own)
        for answer in answers {
            if let label = answer.label { own[label] += 1 }
            told[answer.likeliest] += 1
            if answer.isRight { right[answer.likeliest] += 1 }
        }
        return names.indices.map { index in
            let found = Double(right[index])
            let either = own[index] + told[index]
            return Class(
                name: names[index], rows: own[index],
                precision: told[index] > 0 ? found / Double(told[index]) : nil,
                recall: own[index] > 0 ? found / Double(own[index]) : nil,
                f1: either > 0 ? 2 * found / Double(either) : nil)
        }
    }

    private static func confusions(_ answers: [ClassAnswer], _ names: [String]) -> [Confusion] {
        var counts: [Int: Int] = [:]
        for answer in answers where !answer.isRight {
            if let label = answer.label { counts[label * names.count + answer.likeliest, default: 0] += 1 }
        }
        return counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(mostConfusions).map {
            Confusion(label: names[$0.key / names.count], answer: names[$0.key % names.count], rows: $0.value)
        }
    }
}
