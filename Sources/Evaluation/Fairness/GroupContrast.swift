/// How far a metric differs between groups, as one number.
///
/// Names and meaning are Fairlearn's. `between_groups` compares the largest and the smallest value, `to_overall` the group
/// that is farthest from all rows together.
struct GroupContrast {
    /// What is compared with what.
    enum Method: String, CaseIterable {
        case betweenGroups = "between_groups"
        case toOverall = "to_overall"

        /// The name of a contrast; `between_groups` is meant where nothing is said.
        func metric(_ name: String, _ kind: Kind) -> String {
            "\(name)_\(kind.rawValue)" + (self == .toOverall ? "_to_overall" : "")
        }
    }

    /// How two values are compared.
    enum Kind: String, CaseIterable {
        case difference
        case ratio

        /// The larger less the smaller, or the smaller over the larger; a ratio to 0 is 1 where both are 0.
        func value(_ larger: Double, _ smaller: Double) -> Double {
            switch self {
            case .difference: larger - smaller
            case .ratio: larger == smaller ? 1 : smaller / larger
            }
        }
    }

    let metric: ContrastedMetric
    let value: Double
    /// The value of each resample, of the groups that were found in the data; nil where it is undefined.
    let drawn: [Double?]
    /// The groups that are compared, by their indices.
    let kept: [Int]
    /// How many rows they have.
    let size: Int
    /// The two that are compared: indices of groups, or the number of groups for all rows.
    let pair: (larger: Int, smaller: Int)

    /// Finds the groups that differ most.
    ///
    /// Ties are settled by the order of the groups. Which two groups are compared is decided by the data; each resample
    /// compares the same two.
    /// - Parameters:
    ///   - rates: those of each group, then those of all rows.
    ///   - kept: indices of the groups that are large enough, and have a value.
    ///   - resampled: `rates` of each resample.
    /// - Returns: nil where there are fewer than two groups.
    init?(
        _ metric: ContrastedMetric, _ method: Method, _ kind: Kind, rates: [GroupRates], kept: [Int],
        resampled: [[GroupRates]]
    ) {
        let overall = rates.count - 1
        func ordered(_ first: Int, _ second: Int) -> (larger: Int, smaller: Int) {
            metric.value(rates[first]) >= metric.value(rates[second])
                ? (larger: first, smaller: second) : (larger: second, smaller: first)
        }
        guard kept.count > 1 else { return nil }
        var pair: (larger: Int, smaller: Int)
        switch method {
        case .betweenGroups:
            pair = ordered(kept[0], kept[1])
            for group in kept.dropFirst(2) {
                if metric.value(rates[group]) > metric.value(rates[pair.larger]) {
                    pair.larger = group
                } else if metric.value(rates[group]) < metric.value(rates[pair.smaller]) {
                    pair.smaller = group
                }
            }
        case .toOverall:
            func distance(_ pair: (larger: Int, smaller: Int)) -> Double {
                let value = kind.value(metric.value(rates[pair.larger]), metric.value(rates[pair.smaller]))
                return kind == .difference ? value : 1 - value
            }
            pair = ordered(kept[0], overall)
            for group in kept.dropFirst() {
                let other = ordered(group, overall)
                if distance(other) > distance(pair) { pair = other }
            }
        }
        self.metric = metric
        self.pair = pair
        value = kind.value(metric.value(rates[pair.larger]), metric.value(rates[pair.smaller]))
        self.kept = kept
        size = kept.reduce(0) { $0 + rates[$1].rows }
        drawn = resampled.map { drawn in
            let (larger, smaller) = (metric.value(drawn[pair.larger]), metric.value(drawn[pair.smaller]))
            guard larger.isFinite, smaller.isFinite else { return nil }
            if kind == .ratio, larger <= 0 { return nil }
            return kind.value(larger, smaller)
        }
    }
}
