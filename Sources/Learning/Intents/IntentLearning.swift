import LinearAlgebra
import Models

/// Learns what people want from what they wrote: multinomial logistic regression on vectors of texts, a temperature that makes its
/// probabilities say what they mean, and a threshold below which it says "unknown".
///
/// Strength, temperature and threshold are chosen on rows that were held out of the fits, features included; then all rows are
/// fitted.
public struct IntentLearning: Sendable {
    /// The checked settings.
    public let settings: IntentSettings
    /// Threads at most; the bits do not depend on it.
    public let concurrency: Int
    /// The relative gradient at which a fit has converged: of Banking77's messages held out of training, as many answers are right as at a hundredth of it.
    private static let tolerance = 1e-3
    let embedding: TextEmbedding
    let blocks: TermBlockVectorizing

    /// Creates the learner.
    ///
    /// - Parameters:
    ///   - settings: checked here.
    ///   - concurrency: threads at most; nil takes one a processor.
    /// - Throws: `ConfigurationError` for a setting out of its range.
    /// - Precondition: the concurrency is above 0.
    public init(
        _ settings: IntentSettings = IntentSettings(), concurrency: Int? = nil
    ) throws(ConfigurationError) {
        try settings.check()
        var own = settings.embedding
        own.seed = settings.seed
        if let most = settings.triedDimensions?.last { own.dimensions = most }
        embedding = try TextEmbedding(own, concurrency: concurrency)
        blocks = try TermBlockVectorizing(own.terms, concurrency: concurrency)
        _ = try MultinomialRegression(.init(strength: settings.strength ?? 1), concurrency: concurrency)
        self.settings = settings
        self.concurrency = embedding.concurrency
    }

    /// Learns.
    ///
    /// - Parameters:
    ///   - texts: of the train slice only.
    ///   - labels: the intent of each text, in `0..<intents.count`.
    ///   - intents: their names.
    ///   - times: when each was written; nil deals rows into folds.
    ///   - progress: told what is done next.
    /// - Throws: `LearningError` for what cannot be learned from; among others `loneRow` for an intent of one row where rows are held
    ///   out, and `precisionNotReached`.
    /// - Complexity: a fit a fold, of features and coefficients, and on the first fold one of coefficients for all dimensions and
    ///   strengths that are tried.
    public func fit(
        _ texts: [String], labels: [Int], intents: [String], times: [Int64]? = nil,
        progress: (String) -> Void = { _ in }
    ) throws(LearningError) -> IntentFit {
        try check(texts, labels, intents, times)
        var choice = IntentSearch(settings)
        var heldOut: IntentFit.HeldOut?
        var (temperature, threshold) = (1.0, settings.threshold ?? 0)
        if let split = try split(labels, classes: intents.count, times) {
            var judged = IntentFit.HeldOut()
            for (number, part) in split.parts.enumerated() {
                progress(
                    split.parts.count == 1
                        ? "fitting the earlier rows" : "fitting fold \(number + 1) of \(split.parts.count)")
                try judge(part, texts, labels, intents.count, &choice, into: &judged)
            }
            (temperature, threshold) = try calibrate(judged, labels, intents.count)
            heldOut = judged
        }
        progress("fitting all rows")
        let rows = try rows(of: texts, dimensions: choice.dimensions)
        let (design, known) = rows.rows(of: texts)
        let classes = SeenClasses(known.map { labels[$0] }, of: intents.count)
        if let missing = classes.firstUnseen { throw .emptyClass(missing) }
        let strength = choice.strength ?? 1
        let fit = try regression(strength).fit(
            MultinomialProblem(
                design: design, labels: known.map { labels[$0] }, classes: intents.count))
        return IntentFit(
            model: try Self.model(
                fit, rows.features, intents, temperature: temperature, threshold: threshold),
            strength: strength, candidates: choice.candidates, state: fit.state, iterations: fit.iterations,
            nothingKnown: texts.count - known.count, heldOut: heldOut)
    }

    private func check(
        _ texts: [String], _ labels: [Int], _ intents: [String], _ times: [Int64]?
    ) throws(LearningError) {
        guard !texts.isEmpty else { throw .noRows }
        guard labels.count == texts.count else {
            throw .wrongCount(of: "labels", expected: texts.count, found: labels.count)
        }
        if let times, times.count != texts.count {
            throw .wrongCount(of: "times", expected: texts.count, found: times.count)
        }
        if let row = labels.firstIndex(where: { $0 < 0 || $0 >= intents.count }) {
            throw .unknownClass(labels[row], row: row, classes: intents.count)
        }
        let classes = SeenClasses(labels, of: intents.count)
        guard classes.count > 1 else { throw .oneClass(rows: labels.count) }
        if let missing = classes.firstUnseen { throw .emptyClass(missing) }
    }

    private func split(
        _ labels: [Int], classes: Int, _ times: [Int64]?
    ) throws(LearningError) -> HeldOutRows? {
        guard let folds = settings.folds else { return nil }
        if let times { return try .latest(times, labels: labels) }
        return try .folds(labels, classes: classes, folds: folds, seed: settings.seed)
    }

    /// How texts become rows, learned from them; nil takes the dimensions of the settings.
    func rows(of texts: [String], dimensions: Int?) throws(LearningError) -> IntentRows {
        var own = embedding
        if let dimensions {
            var configuration = embedding.configuration
            configuration.dimensions = dimensions
            do {
                own = try TextEmbedding(configuration, concurrency: concurrency)
            } catch {
                preconditionFailure("dimensions that were checked are in range")
            }
        }
        return try IntentRows(texts, settings.features, embedding: own, blocks: blocks)
    }

    func regression(_ strength: Double) -> MultinomialRegression {
        do {
            return try MultinomialRegression(
                .init(strength: strength, tolerance: Self.tolerance), concurrency: concurrency)
        } catch {
            preconditionFailure("strengths that were checked are in range")
        }
    }

    private static func model(
        _ fit: MultinomialFit, _ features: IntentFeatures, _ intents: [String], temperature: Double,
        threshold: Double
    ) throws(LearningError) -> IntentModel {
        var coefficients: [Float] = []
        coefficients.reserveCapacity(features.columnCount * intents.count)
        for column in 0..<features.columnCount {
            for row in fit.coefficients { coefficients.append(Float(row[column])) }
        }
        do {
            return try IntentModel(
                features: features, intents: intents, coefficients: coefficients, intercepts: fit.intercepts,
                temperature: temperature, threshold: threshold)
        } catch {
            throw .invalidModel(error)
        }
    }
}
