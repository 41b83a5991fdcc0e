import LinearAlgebra

/// Rows to fit, and rows that were held out to judge the fit by.
struct JudgedPart: Sendable {
    /// What is fitted, with the classes numbered that it has.
    var problem: MultinomialProblem
    /// The classes that the fitted rows have.
    var classes: SeenClasses
    /// Rows to judge by, those of which something is known.
    var others: DesignMatrix
    /// Which these are among those that were held out; shape (others).
    var present: [Int]
    /// Their classes; nil for rows of classes that were not seen.
    var targets: [Int?]

    /// Makes rows of texts.
    ///
    /// - Throws: `LearningError.oneClass` where nothing is told apart.
    init(
        _ part: HeldOutRows.Part, _ texts: [String], _ labels: [Int], _ count: Int, as rows: IntentRows
    ) throws(LearningError) {
        let (design, known) = rows.rows(of: part.train.map { texts[$0] })
        let own = known.map { labels[part.train[$0]] }
        let classes = SeenClasses(own, of: count)
        guard classes.count > 1 else { throw .oneClass(rows: own.count) }
        problem = MultinomialProblem(
            design: design, labels: own.map { classes.places[$0] ?? 0 }, classes: classes.count)
        (others, present) = rows.rows(of: part.judged.map { texts[$0] })
        targets = present.map { classes.places[labels[part.judged[$0]]] }
        self.classes = classes
    }
}
