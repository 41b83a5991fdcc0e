import Arithmetic

/// What somebody wants, by what they wrote: probabilities of intents, or "unknown".
///
/// Margins are linear in the text's vector; softmax of the margins, divided by a temperature, are the probabilities. Coefficients are
/// kept in single precision, sums in double precision in the order of the columns. Only `+ - * /`, square roots and
/// `PortableMath`: the same bits on every CPU, one text or many.
public struct IntentModel: Equatable, Sendable {
    /// What is looked at in a text.
    public let features: IntentFeatures
    /// The intents' names, each once.
    public let intents: [String]
    /// Shape (columns of the features, intents), row after row.
    public let coefficients: [Float]
    /// Shape (intents).
    public let intercepts: [Double]
    /// What margins are divided by; above 0.
    public let temperature: Double
    /// The probability below which no intent is named, in 0...1.
    public let threshold: Double

    /// The most intents there can be.
    public static let mostIntents = 10_000

    /// Creates a model.
    ///
    /// - Throws: `ModelError` for fewer than two intents, a name twice or empty, shapes that do not fit, and numbers out of range.
    public init(
        features: IntentFeatures, intents: [String], coefficients: [Float], intercepts: [Double],
        temperature: Double, threshold: Double
    ) throws(ModelError) {
        guard intents.count > 1 && intents.count <= Self.mostIntents else {
            throw .wrongCount(of: "intents", expected: 2, found: intents.count)
        }
        var names: Set<String> = []
        for (index, name) in intents.enumerated() where name.isEmpty || !names.insert(name).inserted {
            throw .invalidInput(index: index, problem: "its name is empty or that of an earlier intent")
        }
        let count = features.columnCount * intents.count
        guard coefficients.count == count else {
            throw .wrongCount(of: "coefficients", expected: count, found: coefficients.count)
        }
        if let index = coefficients.firstIndex(where: { !(abs($0) <= 1e6) }) {
            throw .invalidNumber(in: "coefficients", index: index, requirement: "finite and within ±1e6")
        }
        guard intercepts.count == intents.count else {
            throw .wrongCount(of: "intercepts", expected: intents.count, found: intercepts.count)
        }
        if let index = intercepts.firstIndex(where: { !(abs($0) <= 1e6) }) {
            throw .invalidNumber(in: "intercepts", index: index, requirement: "finite and within ±1e6")
        }
        guard temperature >= 1e-6 && temperature <= 1e6 else {
            throw .invalidNumber(in: "temperature", index: 0, requirement: "in 1e-6...1e6")
        }
        guard threshold >= 0 && threshold <= 1 else {
            throw .invalidNumber(in: "threshold", index: 0, requirement: "in 0...1")
        }
        self.features = features
        self.intents = intents
        self.coefficients = coefficients
        self.intercepts = intercepts
        self.temperature = temperature
        self.threshold = threshold
    }

    /// What the model says of a text.
    ///
    /// A text of which nothing is known gets the probabilities there are before a word is read, and "unknown".
    ///
    /// - Parameter reasons: how many grams are told at most.
    /// - Complexity: O(grams * (log grams + dimensions) + columns of the text * intents).
    public func answer(_ text: String, reasons: Int = 0) -> IntentAnswer {
        let found = features.terms.vector(of: text)
        let projection = projection(of: found)
        var margins = intercepts
        let isKnown: Bool
        switch features {
        case .terms:
            isKnown = !found.columns.isEmpty
            for index in found.columns.indices {
                add(column: Int(found.columns[index]), times: found.values[index], to: &margins)
            }
        case .projection:
            isKnown = projection != nil
            for (column, value) in (projection?.vector ?? []).enumerated() {
                add(column: column, times: value, to: &margins)
            }
        }
        for index in margins.indices { margins[index] /= temperature }
        let (likeliest, runnerUp) = Self.leaders(of: margins)
        let probabilities = Self.probabilities(of: margins)
        let abstention: IntentAnswer.Abstention? =
            !isKnown
            ? .nothingKnown : probabilities[likeliest] < threshold ? .belowThreshold : nil
        var answer = IntentAnswer(
            probabilities: probabilities, likeliest: likeliest, runnerUp: runnerUp, abstention: abstention,
            reasons: [], margin: margins[likeliest] - margins[runnerUp],
            prior: (intercepts[likeliest] - intercepts[runnerUp]) / temperature)
        if reasons > 0 && isKnown {
            answer.reasons = Array(self.reasons(found, projection?.length ?? 1, answer).prefix(reasons))
        }
        return answer
    }

    private func projection(
        of found: TextVectorizer.Vector
    ) -> (vector: [Double], length: Double)? {
        guard case .projection(let embedder) = features else { return nil }
        return embedder.projection(of: found)
    }

    private func add(column: Int, times value: Double, to margins: inout [Double]) {
        let count = margins.count
        let row = coefficients.span.extracting(column * count..<(column + 1) * count)
        var target = margins.mutableSpan
        for index in 0..<count { target[index] += value * Double(row[index]) }
    }

    /// The first of the greatest, and the first of the greatest of the others.
    private static func leaders(of margins: [Double]) -> (likeliest: Int, runnerUp: Int) {
        var (first, second) = margins[1] > margins[0] ? (1, 0) : (0, 1)
        for index in margins.indices.dropFirst(2) {
            if margins[index] > margins[first] {
                (first, second) = (index, first)
            } else if margins[index] > margins[second] {
                second = index
            }
        }
        return (first, second)
    }

    private static func probabilities(of margins: [Double]) -> [Double] {
        let greatest = margins.reduce(-.infinity) { max($0, $1) }
        let tails = margins.map { PortableMath.exp($0 - greatest) }
        let sum = tails.reduce(0, +)
        return tails.map { $0 / sum }
    }

    /// What each gram of a text adds to the margin, the most first; of equal ones the first column.
    private func reasons(
        _ found: TextVectorizer.Vector, _ length: Double, _ answer: IntentAnswer
    ) -> [IntentAnswer.Reason] {
        let count = intents.count
        let differences = (0..<features.columnCount).map { column in
            (Double(coefficients[column * count + answer.likeliest])
                - Double(coefficients[column * count + answer.runnerUp])) / temperature
        }
        let contributions = found.columns.indices.map { index -> Double in
            let column = Int(found.columns[index])
            switch features {
            case .terms: return found.values[index] * differences[column]
            case .projection(let embedder):
                return found.values[index] * embedder.product(column: column, with: differences) / length
            }
        }
        let order = contributions.indices.sorted { (contributions[$1], $0) < (contributions[$0], $1) }
        return order.map { place in
            let (gram, unit) = features.terms.gram(Int(found.columns[place]))
            return IntentAnswer.Reason(gram: gram, unit: unit, contribution: contributions[place])
        }
    }
}
