internal import Features
internal import Glibc

/// Finds columns that were centred, scaled or filled with figures of all rows, those of later slices included.
///
/// A column whose mean is 0 and whose deviation is 1 to the last digit tells on which rows it was fitted. Fitted on the
/// train slice it is so there; fitted on more it is so on a longer run of rows and not on the train slice.
struct FittedTransformCheck {
    let frame: TimeSlicedFrame
    let lineage: FeatureLineage

    /// How near a figure is to be what only a fit makes it; rounding of the values to four digits averages out to less.
    private static let exact = 3e-6
    private static let leastRows = 50

    func run() -> [AuditFinding] {
        guard let first = frame.slices.min() else { return [] }
        let train = frame.indices(of: first)
        let later = frame.slices.indices.filter { frame.slices[$0] != first }
        guard train.count >= Self.leastRows, later.count >= Self.leastRows else { return [none] }
        var findings: [AuditFinding] = []
        for column in frame.features.columns where !lineage.proven.contains(column.name) {
            guard case .numbers(let values) = column.values else { continue }
            guard
                let found = standardized(values, train + later, train: train.count)
                    ?? spanned(values, train, later)
            else { continue }
            findings.append(
                AuditFinding(
                    .fittedOnAllRows, .fail, field: column.name, evidence: "\(column.name) \(found)",
                    remedy:
                        "bring the raw values: the training centres and scales them with figures of the train slice only"
                ))
        }
        return findings.isEmpty ? [none] : findings
    }

    private var none: AuditFinding {
        AuditFinding(
            .fittedOnAllRows, .pass,
            evidence: "no column is exactly centred and scaled over more than the train slice"
        )
    }

    /// Whether the mean is 0 and the deviation 1 over a run of rows that is longer than the train slice.
    private func standardized(_ values: [Double], _ rows: [Int], train: Int) -> String? {
        var sum = 0.0
        var squares = 0.0
        var count = 0
        var inTrain: (mean: Double, deviation: Double)?
        var fit: Int?
        for (place, row) in rows.enumerated() {
            let value = values[row]
            if !value.isNaN {
                count += 1
                sum += value
                squares += value * value
            }
            guard place + 1 >= train, count >= Self.leastRows else { continue }
            let mean = sum / Double(count)
            let variance = max(0, squares / Double(count) - mean * mean)
            // Both customs of the deviation: over n, and over n - 1.
            let isUnit = [1.0, Double(count) / Double(count - 1)].contains {
                abs((variance * $0).squareRoot() - 1) <= Self.exact
            }
            let isFit = abs(mean) <= Self.exact && isUnit
            if place + 1 == train {
                // Fitted on the train slice, as it should be.
                if isFit { return nil }
                inTrain = (mean, variance.squareRoot())
            } else if isFit, fit == nil || place + 1 == rows.count {
                fit = place + 1
            }
        }
        guard let fit, let inTrain else { return nil }
        return
            "has mean 0.000 and deviation 1.000 to the fifth digit over the first \(fit) of the "
            + "\(rows.count) rows; over the \(train) train rows they are \(rounded(inTrain.mean)) and "
            + "\(rounded(inTrain.deviation)): it was scaled with later rows"
    }

    /// Whether the values span exactly 0...1 only with the rows of later slices.
    private func spanned(_ values: [Double], _ train: [Int], _ later: [Int]) -> String? {
        let own = train.map { values[$0] }.filter { !$0.isNaN }
        let others = later.map { values[$0] }.filter { !$0.isNaN }
        guard own.count >= Self.leastRows, others.count >= Self.leastRows,
            let least = own.min(), let greatest = own.max(), let low = others.min(), let high = others.max()
        else { return nil }
        // Shares and flags span 0...1 by nature: only where an end is met by a single value was it stretched to it.
        let all = own + others
        let ends = (all.count { $0 == 0 }, all.count { $0 == 1 })
        guard min(least, low) == 0, max(greatest, high) == 1, ends.0 == 1 || ends.1 == 1,
            least > 0 || greatest < 1, Set(all).count * 2 > all.count
        else { return nil }
        return
            "spans 0 to 1 exactly over all \(all.count) rows and \(rounded(least)) to \(rounded(greatest)) over the "
            + "\(own.count) train rows: it was scaled with later rows"
    }
}
