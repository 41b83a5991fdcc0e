/// How much of what a field tells of decided cases it tells of those that are still open.
///
/// A field that was known beforehand tells open cases apart as it told the decided ones: among those still open, some will
/// be decided, and already look it. One that was written with the decision tells nothing of them: they all look undecided.
struct Foresight {
    /// The share kept: about 1 for a field known beforehand, 0 for one written with the decision.
    let kept: Double
    /// Its standard error.
    let error: Double
    /// The difference that the field shows between decided and undecided cases, over its standard error.
    let separation: Double
    let decided: Int
    let undecided: Int
    let open: Int

    /// The least cases of each sort.
    private static let least = 30
    /// Spans of time in which the undecided are compared, to see how much the field drifts by itself.
    private static let spans = 8
    /// Decided cases as young as the open ones that must show that the field is still written.
    private static let leastYoung = 10

    /// Measures one field.
    ///
    /// - Parameters:
    ///   - cases: what became of the questions.
    ///   - levels: by case, the level of the field; levels are compared by their share of decided cases.
    ///   - kind: the decision.
    /// - Returns: nil where there are too few cases, or decided ones of late do not look as earlier ones did.
    /// - Complexity: O(n log n).
    init?(_ cases: [CaseDecision], levels: [Int], kind: Int) {
        let asked = cases.indices.filter { cases[$0].wasOpen }
        let old = asked.filter { cases[$0].isOver }
        let decided = old.filter { cases[$0].kind == kind }
        let undecided = old.filter { cases[$0].kind == nil }
        let open = asked.filter { !cases[$0].isOver && cases[$0].kind == nil }
        let young = asked.filter { !cases[$0].isOver && cases[$0].kind == kind }
        guard min(decided.count, undecided.count, open.count) >= Self.least, young.count >= Self.leastYoung
        else { return nil }
        // Levels as numbers: the share of decided cases, by halves, so that no case weighs in its own.
        let shares = LevelShares(levels, decided: decided, undecided: undecided)
        func mean(_ rows: [Int]) -> Double {
            rows.reduce(0) { $0 + shares.score($1) } / Double(rows.count)
        }
        let line = DriftLine(undecided.map { (cases[$0].age, shares.score($0)) }, spans: Self.spans)
        let difference = mean(decided) - line.mean
        let spread = variance(decided.map(shares.score)) / Double(decided.count)
        guard difference > 0 else { return nil }
        separation = difference / max(1e-12, (spread + line.error(at: line.centre)).squareRoot())
        let late = young.reduce(0) { $0 + shares.score($1) - line.value(at: cases[$1].age) }
        guard late / Double(young.count) >= 0.5 * difference else { return nil }

        let delays = decided.map { cases[$0].delay }.sorted()
        let stays = old.map { cases[$0].delay }.sorted()
        var (sum, squares, weights, moment) = (0.0, 0.0, 0.0, 0.0)
        for row in open {
            let weight =
                Double(Self.above(cases[row].age, delays)) / Double(max(1, Self.above(cases[row].age, stays)))
            sum += weight * (shares.score(row) - line.value(at: cases[row].age))
            squares += weight * weight
            weights += weight
            moment += weight * cases[row].age
        }
        guard squares > 0 else { return nil }
        let scale = difference * squares
        kept = sum / scale
        error =
            (squares * variance(open.map(shares.score)) + weights * weights * line.error(at: moment / weights))
            .squareRoot() / scale
        self.decided = decided.count
        self.undecided = undecided.count
        self.open = open.count
    }

    /// How many ascending numbers lie above one.
    private static func above(_ value: Double, _ sorted: [Double]) -> Int {
        var (low, high) = (0, sorted.count)
        while low < high {
            let middle = (low + high) / 2
            if sorted[middle] > value { high = middle } else { low = middle + 1 }
        }
        return sorted.count - low
    }
}

/// The share of decided cases of each level, from the cases of the other parity.
private struct LevelShares {
    private let levels: [Int]
    private var shares: [[Double]]
    /// By case, 0 or 1 for one that is counted itself, 2 for the others.
    private var halves: [Int]

    init(_ levels: [Int], decided: [Int], undecided: [Int]) {
        self.levels = levels
        let count = (levels.max() ?? 0) + 1
        halves = [Int](repeating: 2, count: levels.count)
        var hits = [[Double]](repeating: [Double](repeating: 0, count: count), count: 2)
        var all = hits
        let base = Double(decided.count) / Double(decided.count + undecided.count)
        for (rows, hit) in [(decided, 1.0), (undecided, 0.0)] {
            for (place, row) in rows.enumerated() {
                halves[row] = place & 1
                hits[place & 1][levels[row]] += hit
                all[place & 1][levels[row]] += 1
            }
        }
        // One imagined case of the base rate keeps small levels near it.
        shares = (0..<2).map { half in
            (0..<count).map { (hits[half][$0] + base) / (all[half][$0] + 1) }
        }
    }

    func score(_ row: Int) -> Double {
        let level = levels[row]
        if halves[row] == 2 { return (shares[0][level] + shares[1][level]) / 2 }
        return shares[1 - halves[row]][level]
    }
}

/// A straight line of scores over age, and how far its spans of time lie off it by more than chance.
private struct DriftLine {
    let mean: Double
    let centre: Double
    private let slope: Double
    private let sampling: Double
    private let squares: Double
    private let drift: Double
    private let spanSquares: Double
    private let spans: Double

    init(_ points: [(age: Double, score: Double)], spans: Int) {
        let points = points.sorted { $0.age < $1.age }
        let count = Double(points.count)
        let mean = points.reduce(0) { $0 + $1.score } / count
        let centre = points.reduce(0) { $0 + $1.age } / count
        let squares = max(1e-12, points.reduce(0) { $0 + ($1.age - centre) * ($1.age - centre) })
        let slope = points.reduce(0) { $0 + ($1.age - centre) * ($1.score - mean) } / squares
        var (residues, expected, spanSquares) = (0.0, 0.0, 0.0)
        for span in 0..<spans {
            let part = points[span * points.count / spans..<(span + 1) * points.count / spans]
            let own = Double(part.count)
            let age = part.reduce(0) { $0 + $1.age } / own
            let residue = part.reduce(0) { $0 + $1.score } / own - mean - slope * (age - centre)
            residues += residue * residue
            expected += variance(part.map(\.score)) / own
            spanSquares += (age - centre) * (age - centre)
        }
        drift = max(0, residues / Double(spans - 2) - expected / Double(spans))
        sampling = variance(points.map(\.score)) / count
        self.mean = mean
        self.centre = centre
        self.squares = squares / count
        self.slope = slope
        self.spanSquares = max(1e-12, spanSquares)
        self.spans = Double(spans)
    }

    func value(at age: Double) -> Double { mean + slope * (age - centre) }

    /// The square of the standard error of the line at an age, with what drift adds to a time of its own.
    func error(at age: Double) -> Double {
        let square = (age - centre) * (age - centre)
        return sampling * (1 + square / squares) + drift * (1 + 1 / spans + square / spanSquares)
    }
}

/// The variance of numbers; 0 for fewer than two.
private func variance(_ values: [Double]) -> Double {
    guard values.count > 1 else { return 0 }
    let mean = values.reduce(0, +) / Double(values.count)
    return values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(values.count - 1)
}
