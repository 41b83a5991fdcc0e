/// How much of what a field tells of decided cases it tells of those that are still open.
///
/// A field that was known beforehand tells open cases apart as it told the old ones that were open at the same age: some will
/// be decided, this way or another, and already look it. One that was written with the decision tells nothing of them: they
/// all look undecided.
struct Foresight {
    /// The share kept: 1 on average for a field known beforehand, 0 for one written with the decision.
    let kept: Double
    /// Its standard error.
    let error: Double
    /// The difference that the field shows between decided and undecided cases, over its standard error.
    let separation: Double
    let decided: Int
    let undecided: Int
    let open: Int

    /// Spans of time in which the undecided are compared, to see how much the field drifts by itself.
    private static let spans = 8

    /// Measures one field.
    ///
    /// - Parameters:
    ///   - compared: what became of the questions.
    ///   - levels: by case, the level of the field; levels are compared by their share of decided cases.
    /// - Returns: nil where decided cases do not differ, or those of late do not look as earlier ones did.
    /// - Complexity: O(n).
    init?(_ compared: ComparedCases, levels: [Int]) {
        let (cases, decided, undecided) = (compared.cases, compared.decided, compared.undecided)
        // Levels as numbers: the share of decided cases, by halves, so that no case weighs in its own.
        let shares = LevelShares(levels, decided: decided, undecided: undecided)
        func mean(_ rows: [Int]) -> Double {
            rows.reduce(0) { $0 + shares.score($1) } / Double(rows.count)
        }
        let line = DriftLine(
            compared.undecidedByAge.map { (cases[$0].age, shares.score($0)) }, spans: Self.spans)
        let difference = mean(decided) - line.mean
        let spread = DriftLine.variance(decided.map(shares.score)) / Double(decided.count)
        guard difference > 0 else { return nil }
        separation = difference / max(1e-12, (spread + line.error(at: line.centre)).squareRoot())
        let late = compared.young.reduce(0) { $0 + shares.score($1) - line.value(at: cases[$1].age) }
        guard late / Double(compared.young.count) >= 0.5 * difference else { return nil }

        // What cases that were open so long show beyond the undecided ones, however they ended.
        let ended = compared.ended
        let excesses = ended.map { shares.score($0) - line.value(at: cases[$0].age) }
        // By number of cases from the end, the sum of theirs.
        let sums = excesses.reversed().reduce(into: [0.0]) { $0.append($0[$0.count - 1] + $1) }
        let (scatter, level) = (DriftLine.variance(excesses), line.error(at: line.centre))
        var (sum, squares, weights, moment, own) = (0.0, 0.0, 0.0, 0.0, 0.0)
        for (row, count) in zip(compared.open, compared.longer) where count > 0 {
            let age = cases[row].age
            let weight = sums[count] / Double(count)
            sum += weight * (shares.score(row) - line.value(at: age))
            squares += weight * weight
            weights += abs(weight)
            moment += abs(weight) * age
            own += abs(weight) * (scatter / Double(count) + level).squareRoot()
        }
        guard squares > 0 else { return nil }
        kept = sum / squares
        // Of the open cases, of the line, and of what is expected of a field that keeps all.
        error =
            (squares * DriftLine.variance(compared.open.map(shares.score)) + weights * weights
            * line.error(at: moment / weights) + own * own)
            .squareRoot() / squares
        self.decided = decided.count
        self.undecided = undecided.count
        open = compared.open.count
    }
}
