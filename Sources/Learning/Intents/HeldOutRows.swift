import Arithmetic

/// Rows that are held out of fits, so that what is learned can be judged on them.
struct HeldOutRows: Equatable, Sendable {
    /// Each part's rows to learn from and rows to judge on, ascending.
    var parts: [Part]

    /// One fit and its judgement.
    struct Part: Equatable, Sendable {
        var train: [Int]
        var judged: [Int]
    }

    /// Deals rows into folds, each class's rows as evenly as can be, in an order drawn by a seed.
    ///
    /// - Parameters:
    ///   - labels: the class of each row, in `0..<classes`.
    ///   - folds: above 1.
    /// - Throws: `LearningError.loneRow` for a class of one row, of which no fold could both learn and judge.
    /// - Complexity: O(rows * folds).
    static func folds(
        _ labels: [Int], classes: Int, folds: Int, seed: UInt64
    ) throws(LearningError) -> HeldOutRows {
        var rows = [[Int]](repeating: [], count: classes)
        for (row, label) in labels.enumerated() { rows[label].append(row) }
        if let lone = rows.firstIndex(where: { $0.count == 1 }) { throw .loneRow(ofClass: lone) }
        var foldOfRow = [Int](repeating: 0, count: labels.count)
        // Classes go on where the last one ended, so that folds have about the same number of rows.
        var next = 0
        for (label, own) in rows.enumerated() {
            var order = own
            var random = SplitMix64(seed: seed, stream: UInt64(label))
            for place in order.indices.dropFirst().reversed() {
                order.swapAt(place, random.next(below: UInt64(place + 1)))
            }
            for row in order {
                foldOfRow[row] = next
                next = (next + 1) % folds
            }
        }
        return HeldOutRows(
            parts: (0..<folds).compactMap { fold in
                let judged = labels.indices.filter { foldOfRow[$0] == fold }
                guard !judged.isEmpty else { return nil }
                return Part(train: labels.indices.filter { foldOfRow[$0] != fold }, judged: judged)
            })
    }

    /// Holds the latest fifth out, and with it all rows of its first instant.
    ///
    /// - Parameter times: when each row was written.
    /// - Throws: `LearningError.unusableLaterRows` where all rows are of one instant, or those before have one class.
    /// - Complexity: O(rows log rows).
    static func latest(_ times: [Int64], labels: [Int]) throws(LearningError) -> HeldOutRows {
        let order = times.indices.sorted { (times[$0], $0) < (times[$1], $1) }
        guard let first = order.first else { throw .noRows }
        guard let second = order.first(where: { times[$0] > times[first] }) else {
            throw .unusableLaterRows(problem: "all rows are of one time")
        }
        // Where the latest fifth begins with the very first instant, later instants have to do.
        let start = max(times[order[order.count - max(1, order.count / 5)]], times[second])
        let train = times.indices.filter { times[$0] < start }
        guard Set(train.map { labels[$0] }).count > 1 else {
            throw .unusableLaterRows(problem: "the rows before the latest fifth are of one class")
        }
        return HeldOutRows(
            parts: [Part(train: train, judged: times.indices.filter { times[$0] >= start })])
    }
}
