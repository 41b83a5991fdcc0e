import LinearAlgebra

/// The rows that count, as a stacker looks at them: standardized margins and smoothed targets.
struct StackRows {
    /// The models whose margins differ.
    let varying: [Int]
    /// Platt's smoothed targets; shape (rows).
    let targets: [Double]
    private let standardized: Matrix
    private let weights: [Double]?
    /// The weighted number of rows, and the share of positives.
    private let total: Double
    private let share: Double
    /// Of each model's margins over the rows; shape (models).
    private let means: [Double]
    private let spreads: [Double]

    /// - Precondition: the shapes agree, numbers are finite, and both outcomes have a weight.
    init(_ margins: Matrix, labels: [Bool], weights: [Double]?) {
        let kept = labels.indices.filter { (weights?[$0] ?? 1) > 0 }
        let own = weights.map { weights in kept.map { weights[$0] } }
        func weight(_ place: Int) -> Double { own?[place] ?? 1 }
        var (positives, total) = (0.0, 0.0)
        for (place, row) in kept.enumerated() {
            total += weight(place)
            if labels[row] { positives += weight(place) }
        }
        var means: [Double] = []
        var spreads: [Double] = []
        for column in 0..<margins.columns {
            let first = margins[kept[0], column]
            guard kept.contains(where: { margins[$0, column] != first }) else {
                means.append(first)
                spreads.append(0)
                continue
            }
            let mean = kept.indices.reduce(0) { $0 + weight($1) * margins[kept[$1], column] } / total
            let squares = kept.indices.reduce(0) {
                let gap = margins[kept[$1], column] - mean
                return $0 + weight($1) * (gap * gap)
            }
            means.append(mean)
            spreads.append((squares / total).squareRoot())
        }
        // Differences as small as their rounding are none.
        let varying = spreads.indices.filter { spreads[$0] > 1e-14 * abs(means[$0]) }
        let positiveTarget = (positives + 1) / (positives + 2)
        let negativeTarget = 1 / (total - positives + 2)
        self.varying = varying
        self.means = means
        self.spreads = spreads
        self.total = total
        share = positives / total
        self.weights = own
        targets = kept.map { labels[$0] ? positiveTarget : negativeTarget }
        standardized = Matrix(
            rows: kept.count, columns: varying.count,
            elements: kept.flatMap { row in
                varying.map { (margins[row, $0] - means[$0]) / spreads[$0] }
            })
    }

    /// What is minimized over the weights of standardized margins.
    ///
    /// - Parameter ridge: a share of the labels' variance.
    func objective(ridge: Double, concurrency: Int) throws(LearningError) -> LogisticObjective {
        try LogisticObjective(
            design: .double(standardized), targets: targets, weights: weights,
            ridge: varying.map { _ in ridge * share * (1 - share) * total }, concurrency: concurrency)
    }

    /// What was found, in the margins' own units.
    func fit(_ search: StackSearch) -> StackFit {
        let found = search.point.parameters
        var (weights, shares) = (spreads.map { _ in 0.0 }, spreads.map { _ in 0.0 })
        var intercept = found[varying.count]
        let sum = found.dropLast().reduce(0, +)
        for (place, model) in varying.enumerated() {
            weights[model] = found[place] / spreads[model]
            shares[model] = found[place] / sum
            intercept -= weights[model] * means[model]
        }
        return StackFit(
            weights: weights, shares: shares, intercept: intercept, loss: search.point.value / total,
            violation: search.violation, iterations: search.iterations, state: search.state)
    }
}
