import Arithmetic

/// How the outcomes of a part of the rows become evidence: the logits by which it is more often positive than all rows.
///
/// Of `rows` rows with `positives`, among all rows with the share s of positives, the evidence is
/// `ln((positives + 10 s) / (negatives + 10 (1 - s))) - ln(s / (1 - s))`: the weight of evidence of
/// N. Siddiqi, Credit Risk Scorecards (2006), as if ten more rows with the share of all had been seen (D. Micci-Barreca, SIGKDD
/// Explorations 3, 2001). So no part is certain, few rows say little, and a part with the share of all has exactly no
/// evidence up to rounding.
struct EvidenceScale {
    /// The rows that each part is taken to have beside its own.
    static let priorRows = 10.0

    let rows: Int
    let positives: Int
    private let share: Double
    private let odds: Double

    /// - Throws: `LearningError.noRows`, and `singleClass` where all labels are equal.
    init(_ labels: [Bool]) throws(LearningError) {
        guard let first = labels.first else { throw .noRows }
        rows = labels.count
        positives = labels.count { $0 }
        guard positives > 0 && positives < rows else { throw .singleClass(rows: rows, label: first) }
        share = Double(positives) / Double(rows)
        odds = PortableMath.log(Double(positives) / Double(rows - positives))
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
    /// below 0, but for rounding.
    func informationValue(_ parts: [EvidenceCount]) -> Double {
        parts.reduce(0) { sum, part in
            let ofPositives = Double(part.positives) / Double(positives)
            let ofNegatives = Double(part.rows - part.positives) / Double(rows - positives)
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
}
