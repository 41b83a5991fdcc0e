import Models

/// Folds of the training rows, each with the evidence that the rows of the others give.
///
/// What a label told of its own bin would come back as that bin's evidence, and a coefficient would take the echo for a signal.
/// So coefficients are fitted to evidence of rows of other entities, or of other groups of them, in 5 folds as scikit-learn's `TargetEncoder` has them; the
/// table that scoring uses is of all rows.
struct EvidenceFolds {
    /// How many folds at most; as many as keys where these are fewer.
    static let limit = 5

    /// The rows of each fold, ascending.
    let rows: [[Int]]

    /// Deals keys out in their order, so that rows of one are in one fold and the order of the rows says nothing.
    ///
    /// - Parameter keys: whose each row is; shape (rows).
    /// - Complexity: O(rows log rows).
    init<Key: Hashable & Comparable>(_ keys: [Key]) {
        let ordered = Set(keys).sorted()
        let count = min(Self.limit, ordered.count)
        let folds = Dictionary(
            uniqueKeysWithValues: ordered.enumerated().map { ($0.element, $0.offset % count) })
        var rows = [[Int]](repeating: [], count: count)
        for (row, key) in keys.enumerated() {
            if let fold = folds[key] { rows[fold].append(row) }
        }
        self.rows = rows
    }

    /// A column's encoding for each fold: the same bins or levels, with the evidence of the other folds' rows.
    ///
    /// The formula is that of all rows, with the share of positives among those that are counted. Where they have one outcome
    /// only, no part has evidence.
    ///
    /// - Parameters:
    ///   - encoding: of all rows.
    ///   - slots: the input's values; shape (rows).
    ///   - labels: shape (rows).
    /// - Complexity: O(rows log bins + parts * folds).
    func encodings(
        _ encoding: DesignColumn.Encoding, slots: [Double], labels: [Bool]
    ) -> [DesignColumn.Encoding] {
        switch encoding {
        case .bins(let bins):
            // The part behind the bins is that of missing.
            return evidence(parts: bins.evidence.count + 1, labels) {
                slots[$0].isFinite ? bins.bin(of: slots[$0]) : bins.evidence.count
            }.map { found in
                var bins = bins
                bins.missing = found[bins.evidence.count]
                bins.evidence = Array(found.dropLast())
                return .bins(bins)
            }
        case .levelEvidence(let levels):
            // The parts behind the levels are that of other levels and that of missing.
            let count = levels.levels.count
            return evidence(parts: count + 2, labels) { row in
                guard slots[row].isFinite else { return count + 1 }
                return slots[row] >= 0 ? Int(slots[row]) : count
            }.map { found in
                .levelEvidence(
                    LevelEvidence(
                        levels: Array(found[..<count]), other: found[count], missing: found[count + 1]))
            }
        case .number, .level, .otherLevels, .missingIndicator, .product: return rows.map { _ in encoding }
        }
    }

    /// The evidence of each part by the rows outside each fold; shape (folds, parts).
    private func evidence(parts count: Int, _ labels: [Bool], part: (Int) -> Int) -> [[Double]] {
        let none = [EvidenceCount](repeating: EvidenceCount(), count: count)
        let counts = rows.map { rows in
            rows.reduce(into: none) { counts, row in counts[part(row)].add(labels[row]) }
        }
        let all = counts.reduce(none) { zip($0, $1).map(+) }
        return counts.map { own in
            let others = zip(all, own).map(-)
            guard let scale = EvidenceScale(others.reduce(EvidenceCount(), +)) else {
                return none.map { _ in 0 }
            }
            return others.map { $0.rows > 0 ? scale.evidence($0) : 0 }
        }
    }
}
