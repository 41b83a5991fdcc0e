import LinearAlgebra
import Models

/// The dimensions of vectors and the strength of a penalty: as given, or chosen at the first fit that rows were held out of.
struct IntentSearch {
    /// Numbers a vector; nil until they are chosen, or where grams are taken.
    private(set) var dimensions: Int?
    /// The strength; nil until it is chosen.
    private(set) var strength: Double?
    /// What was tried.
    private(set) var candidates: [IntentFit.Candidate] = []
    /// Whether there is nothing left to choose.
    private var isDone: Bool
    private let tried: [Int]?
    /// How often in a row the loss may rise before the search for a strength ends.
    private static let patience = 2

    init(_ settings: IntentSettings) {
        strength = settings.strength
        tried = settings.features == .projection ? settings.triedDimensions : nil
        isDone = tried == nil && strength != nil
    }

    /// The dimensions to learn: those that were chosen, all that may be, or nil for what the settings say.
    var learned: Int? { dimensions ?? tried?.last }

    /// Fits a part of the rows, and chooses where that has not been done.
    ///
    /// Of each number of dimensions strengths fall, each fit beginning from the one before, until the log loss of the judged rows,
    /// each strength at its own best temperature, has risen twice in a row. The least loss is taken.
    ///
    /// - Parameters:
    ///   - rows: how texts become rows, of the greatest dimensions.
    ///   - part: makes the problem and what judges it of rows.
    mutating func fit(
        _ rows: IntentRows, by regression: (Double) -> MultinomialRegression,
        of part: (IntentRows) throws(LearningError) -> JudgedPart
    ) throws(LearningError) -> (part: JudgedPart, fit: MultinomialFit) {
        if isDone, let strength {
            let own = try part(rows)
            return (own, try regression(strength).fit(own.problem))
        }
        var best: (part: JudgedPart, fit: MultinomialFit, candidate: IntentFit.Candidate)?
        for count in rows.dimensions(among: tried) {
            let own = try part(count.map(rows.leading) ?? rows)
            let (fit, candidate) = try search(own, dimensions: count, by: regression)
            if candidate.logLoss < best?.candidate.logLoss ?? .infinity { best = (own, fit, candidate) }
        }
        guard let best else { throw .unusableLaterRows(problem: "no log loss of theirs is finite") }
        (dimensions, strength, isDone) = (best.candidate.dimensions, best.candidate.strength, true)
        return (best.part, best.fit)
    }

    /// The best of the strengths, or the one that was given.
    private mutating func search(
        _ part: JudgedPart, dimensions: Int?, by regression: (Double) -> MultinomialRegression
    ) throws(LearningError) -> (fit: MultinomialFit, candidate: IntentFit.Candidate) {
        let targets = part.targets
        let (classes, rows) = (part.problem.classes, targets.indices.filter { targets[$0] != nil })
        guard !rows.isEmpty else {
            throw .unusableLaterRows(problem: "of no row that is held out text and intent are known")
        }
        var (risen, failure): (Int, LearningError?) = (0, nil)
        var tried: [IntentFit.Candidate] = []
        let strengths = strength.map { [$0] } ?? IntentSettings.strengths
        let fits = try regression(1).path(part.problem, strengths: strengths) { fit in
            let margins = MultinomialPrediction(fit, concurrency: regression(1).concurrency).margins(
                of: part.others)
            let right = rows.count { row in
                let own = margins[row * classes..<(row + 1) * classes]
                return own.indices.max { own[$0] < own[$1] } == own.startIndex + (targets[row] ?? -1)
            }
            do throws(LearningError) {
                let scaling = try TemperatureScaling(
                    margins: rows.flatMap { margins[$0 * classes..<($0 + 1) * classes] },
                    labels: rows.map { targets[$0] ?? 0 }, classes: classes)
                let least = tried.map(\.logLoss).min() ?? .infinity
                risen = scaling.lossAfter > least ? risen + 1 : 0
                tried.append(
                    IntentFit.Candidate(
                        dimensions: dimensions, strength: strengths[tried.count], logLoss: scaling.lossAfter,
                        accuracy: Double(right) / Double(rows.count)))
            } catch {
                failure = error
            }
            return risen == Self.patience || failure != nil
        }
        if let failure { throw failure }
        let best = tried.indices.min { tried[$0].logLoss < tried[$1].logLoss } ?? 0
        candidates += tried
        return (fits[best], tried[best])
    }
}
