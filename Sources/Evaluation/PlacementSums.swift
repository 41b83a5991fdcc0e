/// Deviations of placements from the AUROC, added up within clusters.
///
/// A placement is the share of the other class that a row is ranked rightly against.
/// Source: N. A. Obuchowski, "Nonparametric analysis of clustered ROC curve data", Biometrics 53 (1997) 567-578;
/// it is DeLong's variance where each cluster has one row.
struct PlacementSums {
    private var ofPositives: [Double]
    private var ofNegatives: [Double]
    private var hasPositive: [Bool]
    private var hasNegative: [Bool]

    init(clusterCount: Int) {
        ofPositives = [Double](repeating: 0, count: clusterCount)
        ofNegatives = ofPositives
        hasPositive = [Bool](repeating: false, count: clusterCount)
        hasNegative = hasPositive
    }

    mutating func add(_ deviation: Double, isPositive: Bool, cluster: Int) {
        if isPositive {
            ofPositives[cluster] += deviation
            hasPositive[cluster] = true
        } else {
            ofNegatives[cluster] += deviation
            hasNegative[cluster] = true
        }
    }

    /// Clusters that have a positive.
    var positiveClusters: Int { hasPositive.count { $0 } }
    /// Clusters that have a negative.
    var negativeClusters: Int { hasNegative.count { $0 } }

    /// The variance of the AUROC; nil with fewer than two clusters of either class.
    func variance(positiveCount: Int, negativeCount: Int) -> Double? {
        let clusters = Double(ofPositives.count)
        let (first, second) = (Double(positiveClusters), Double(negativeClusters))
        guard first > 1, second > 1 else { return nil }
        let (positives, negatives) = (Double(positiveCount), Double(negativeCount))
        var (ofPositive, ofNegative, ofBoth) = (0.0, 0.0, 0.0)
        for (positive, negative) in zip(ofPositives, ofNegatives) {
            ofPositive += positive * positive
            ofNegative += negative * negative
            ofBoth += positive * negative
        }
        return ofPositive * (first / (first - 1)) / (positives * positives)
            + ofNegative * (second / (second - 1)) / (negatives * negatives)
            + 2 * ofBoth * (clusters / (clusters - 1)) / (positives * negatives)
    }
}
