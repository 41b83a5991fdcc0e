import LinearAlgebra

/// The strength of a penalty: as given, or chosen at the first fit that rows were held out of.
struct StrengthSearch {
    /// The strength; nil until it is chosen.
    private(set) var strength: Double?
    /// What was tried.
    private(set) var candidates: [IntentFit.Candidate] = []
    /// How often in a row the loss may rise before the search ends.
    private static let patience = 2

    init(strength: Double?) { self.strength = strength }

    /// Fits a problem, and chooses the strength where that has not been done.
    ///
    /// Strengths fall, each fit beginning from the one before, until the log loss of the judged rows, each strength at its own best
    /// temperature, has risen twice in a row.
    ///
    /// - Parameters:
    ///   - others: the rows to judge by.
    ///   - targets: their classes; nil for rows of classes that were not seen.
    mutating func fit(
        _ problem: MultinomialProblem, judging others: DesignMatrix, _ targets: [Int?],
        by regression: (Double) -> MultinomialRegression
    ) throws(LearningError) -> MultinomialFit {
        if let strength { return try regression(strength).fit(problem) }
        let (classes, rows) = (problem.classes, targets.indices.filter { targets[$0] != nil })
        guard !rows.isEmpty else {
            throw .unusableLaterRows(problem: "of no row that is held out text and intent are known")
        }
        var (risen, failure): (Int, LearningError?) = (0, nil)
        var tried: [IntentFit.Candidate] = []
        let strengths = IntentSettings.strengths
        let fits = try regression(1).path(problem, strengths: strengths) { fit in
            let margins = MultinomialPrediction(fit, concurrency: regression(1).concurrency).margins(
                of: others)
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
                        strength: strengths[tried.count], logLoss: scaling.lossAfter,
                        accuracy: Double(right) / Double(rows.count)))
            } catch {
                failure = error
            }
            return risen == Self.patience || failure != nil
        }
        if let failure { throw failure }
        let best = tried.indices.min { tried[$0].logLoss < tried[$1].logLoss } ?? 0
        strength = tried[best].strength
        candidates = tried
        return fits[best]
    }
}
