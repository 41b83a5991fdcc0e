import Arithmetic

/// How the outcomes of a part of the rows become evidence: the logits by which it is more often positive than all rows.
///
/// Of `rows` rows with `positives`, among all rows with the share s of positives, the evidence is
/// `ln((positives + 10 s) / (negatives + 10 (1 - s))) - ln(s / (1 - s))`: the weight of evidence of
/// N. Siddiqi, Credit Risk Scorecards (2006), as if ten more rows with the share of all had been seen (D. Micci-Barreca, SIGKDD
/// Explorations 3, 2001). So no part is certain, and a part with the share of all has exactly no evidence up to rounding.
struct EvidenceScale {
    /// The rows that each part is taken to have beside its own.
    static let priorRows = 10.0

    /// All rows.
    private let all: EvidenceCount
    private let share: Double
    private let odds: Double

    /// - Returns: nil where all rows have one outcome.
    init?(_ all: EvidenceCount) {
        guard all.positives > 0 && all.positives < all.rows else { return nil }
        self.all = all
        share = Double(all.positives) / Double(all.rows)
        odds = PortableMath.log(Double(all.positives) / Double(all.rows - all.positives))
    }

    /// - Throws: `LearningError.noRows`, and `singleClass` where all labels are equal.
    init(_ labels: [Bool]) throws(LearningError) {
        guard let first = labels.first else { throw .noRows }
        let all = EvidenceCount(rows: labels.count, positives: labels.count { $0 })
        guard let scale = EvidenceScale(all) else { throw .singleClass(rows: all.rows, label: first) }
        self = scale
    }

    /// The evidence of a part.
    func evidence(_ part: EvidenceCount) -> Double {
        let positives = Double(part.positives) + Self.priorRows * share
        let negatives = Double(part.rows - part.positives) + Self.priorRows * (1 - share)
        return PortableMath.log(positives / negatives) - odds
    }

    /// What parts that hold all rows tell together.
    ///
    /// The sum over them of how much larger their share of the positives is than that of the negatives, times the evidence. Not
    /// below 0, but for rounding. Evidence and shares are of the same rows: with many small parts chance alone makes it large.
    func informationValue(_ parts: [EvidenceCount]) -> Double {
        parts.reduce(0) { sum, part in
            let ofPositives = Double(part.positives) / Double(all.positives)
            let ofNegatives = Double(part.rows - part.positives) / Double(all.rows - all.positives)
            return sum + (ofPositives - ofNegatives) * evidence(part)
        }
    }
}

/// A part of the rows, and how many of them are positive.
struct EvidenceCount: Equatable {
    var rows = 0
    var positives = 0

    /// Counts one more.
    mutating func add(_ label: Bool) {
        rows += 1
        if label { positives += 1 }
    }

    static func + (left: EvidenceCount, right: EvidenceCount) -> EvidenceCount {
        EvidenceCount(rows: left.rows + right.rows, positives: left.positives + right.positives)
    }

    /// - Precondition: the right are some of the left.
    static func - (left: EvidenceCount, right: EvidenceCount) -> EvidenceCount {
        EvidenceCount(rows: left.rows - right.rows, positives: left.positives - right.positives)
    }
}
