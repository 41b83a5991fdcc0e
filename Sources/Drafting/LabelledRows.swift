internal import Datasets
internal import Evaluation

/// Rows whose outcome is known, for measuring what one column alone says of it.
struct LabelledRows {
    /// By row, whether it is positive; nil where nobody can say.
    let labels: [Bool?]

    /// Rows with an outcome.
    var count: Int { labels.count { $0 != nil } }
    /// Rows with the positive one.
    var positives: Int { labels.count { $0 == true } }

    /// The AUROC of a column's values, in the direction that helps; nil where one class has none.
    ///
    /// Numbers and times score as they are. Texts and flags score by the share of positives among the even
    /// rows, measured on the odd ones, so that a column of many values gains nothing by chance.
    func auroc(_ column: Column) -> MetricEstimate? {
        if let numbers = column.doubles ?? column.int64s?.map({ $0.map(Double.init) }) {
            return auroc(numbers)
        }
        guard let texts = column.strings ?? column.booleans?.map({ $0.map(String.init) }) else { return nil }
        var counts: [String: (rows: Int, positives: Int)] = [:]
        for row in stride(from: 0, to: texts.count, by: 2) {
            guard let text = texts[row], let label = labels[row] else { continue }
            counts[text, default: (0, 0)].rows += 1
            if label { counts[text, default: (0, 0)].positives += 1 }
        }
        let rate = Double(positives) / Double(max(1, count))
        return auroc(
            texts.enumerated().map { row, text in
                guard row % 2 == 1, let text else { return nil }
                let seen = counts[text] ?? (0, 0)
                return (Double(seen.positives) + rate) / Double(seen.rows + 1)
            })
    }

    /// The AUROC of whether a row has a value at all, in the direction that helps.
    func presence(_ filled: [Bool]) -> MetricEstimate? { auroc(filled.map { $0 ? 1 : 0 }) }

    /// Positives and negatives with a value.
    func filled(_ filled: [Bool]) -> (positives: Int, negatives: Int) {
        var counts = (positives: 0, negatives: 0)
        for (label, isFilled) in zip(labels, filled) where isFilled {
            if label == true { counts.positives += 1 }
            if label == false { counts.negatives += 1 }
        }
        return counts
    }

    private func auroc(_ values: [Double?]) -> MetricEstimate? {
        var scores: [Double] = []
        var outcomes: [Bool] = []
        for (value, label) in zip(values, labels) {
            guard let value, value.isFinite, let label else { continue }
            scores.append(value)
            outcomes.append(label)
        }
        guard let set = try? EvaluationSet(scores: scores, labels: outcomes, scale: .ranking) else {
            return nil
        }
        let estimate = RankedCounts(set).auroc()
        guard let area = estimate.value, area < 0.5 else { return estimate.value == nil ? nil : estimate }
        return MetricEstimate(
            value: 1 - area, lower: estimate.upper.map { 1 - $0 }, upper: estimate.lower.map { 1 - $0 },
            method: estimate.method)
    }
}
