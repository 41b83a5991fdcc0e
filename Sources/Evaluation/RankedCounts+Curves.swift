extension RankedCounts {
    private static let pointLimit = 200

    /// The ROC curve's corners, at most 200: one a step of the sum of both rates.
    func rocPoints() -> [CurvePoint] {
        let positiveCount = Double(positiveCount)
        let negativeCount = Double(negativeCount)
        guard positiveCount > 0, negativeCount > 0 else { return [] }
        var points = [CurvePoint(x: 0, y: 0)]
        var reached = CurvePoint(x: 0, y: 0)
        for level in scores.indices {
            reached.x += Double(negatives[level])
            reached.y += Double(positives[level])
            points.append(CurvePoint(x: reached.x / negativeCount, y: reached.y / positiveCount))
        }
        return Self.thinned(points) { ($0.x + $0.y) / 2 }
    }

    /// Precision at each recall, at most 200 points.
    func precisionRecallPoints() -> [CurvePoint] {
        let total = Double(positiveCount)
        guard total > 0 else { return [] }
        var points: [CurvePoint] = []
        var wins = 0
        var taken = 0
        for level in scores.indices {
            wins += positives[level]
            taken += positives[level] + negatives[level]
            guard positives[level] > 0 else { continue }
            points.append(CurvePoint(x: Double(wins) / total, y: Double(wins) / Double(taken)))
        }
        return Self.thinned(points) { $0.x }
    }

    /// Gain and lift of the top tenth, two tenths and so on, ties expected.
    func gainPoints() -> [GainPoint] {
        let total = Double(positiveCount)
        guard total > 0 else { return [] }
        return (1...10).map { tenth in
            let share = Double(tenth) / 10
            let gain = expectedWins(selected: Double(count * tenth) / 10) / total
            return GainPoint(share: share, gain: gain, lift: gain / share)
        }
    }

    /// The first point, the last one, and the last within each of equal steps of `place`, which is in 0...1.
    private static func thinned(_ points: [CurvePoint], place: (CurvePoint) -> Double) -> [CurvePoint] {
        guard points.count > pointLimit, let first = points.first, let last = points.last else {
            return points
        }
        let steps = Double(pointLimit - 2)
        var kept = [first]
        for (point, next) in zip(points.dropFirst(), points.dropFirst(2))
        where (place(point) * steps).rounded(.down) != (place(next) * steps).rounded(.down) {
            kept.append(point)
        }
        kept.append(last)
        return kept
    }
}
