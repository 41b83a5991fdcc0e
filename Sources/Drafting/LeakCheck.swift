internal import Datasets
internal import Evaluation

/// Looks for columns that know the outcome.
struct LeakCheck {
    let rows: LabelledRows

    /// An AUROC from which on one column alone is too good to be known beforehand.
    private static let tooGood = 0.8
    /// A class with fewer rows says nothing.
    private static let fewest = 10

    /// What speaks against a column.
    ///
    /// - Parameter readsName: whether words such as `status` in the name count: not where every row is written
    ///   once and never changed.
    func finding(_ column: ColumnProbe, values: Column, readsName: Bool) -> LeakFinding {
        var finding = LeakFinding()
        let name = Name(column.name)
        let words = name.shared(Hints.outcomeWords)
        if readsName, !words.isEmpty {
            finding.reasons.append("the name speaks of the outcome (\(words.joined(separator: ", ")))")
        }
        if readsName, column.distinct <= 2, name.words.first == "is" {
            finding.reasons.append("a state that is overwritten when it changes (is_)")
        }
        if let reason = presence(values) { finding.reasons.append(reason) }
        let present = rows.filled(values.filled)
        if present.positives >= Self.fewest, present.negatives >= Self.fewest {
            finding.auroc = rows.auroc(values)
        }
        if let value = finding.auroc?.value, value >= Self.tooGood, let figure = finding.figure {
            finding.reasons.append(figure)
        }
        return finding
    }

    /// How the presence of a value tells the outcome, or nil if it does not.
    private func presence(_ values: Column) -> String? {
        let negatives = rows.count - rows.positives
        guard rows.positives >= Self.fewest, negatives >= Self.fewest else { return nil }
        guard let value = rows.presence(values.filled)?.value, value >= Self.tooGood else { return nil }
        let filled = rows.filled(values.filled)
        return "filled in \(Figures.percent(filled.positives, of: rows.positives)) of the positives and "
            + "\(Figures.percent(filled.negatives, of: negatives)) of the negatives"
    }
}

extension Column {
    /// By row, whether there is a value.
    var filled: [Bool] {
        switch self {
        case .numbers(let values): values.map { $0 != nil }
        case .integers(let values), .instants(let values): values.map { $0 != nil }
        case .texts(let values): values.map { $0 != nil }
        case .flags(let values): values.map { $0 != nil }
        }
    }
}
