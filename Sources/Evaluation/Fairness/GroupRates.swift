/// What is counted of a group of rows: how many there are, won, are selected, are ranked rightly, and are expected.
struct GroupRates: Sendable {
    private(set) var rows = 0
    private(set) var positives = 0
    private(set) var selected = 0.0
    private(set) var selectedPositives = 0.0
    /// Pairs of a positive and a negative of which the positive has the higher score; ties count half.
    private(set) var concordance = 0.0
    /// The group's own calibration in the large, about which the next two are taken; not a number where there is none.
    let centre: Double
    private(set) var residual = 0.0
    private(set) var information = 0.0

    init(centre: Double) { self.centre = centre }

    mutating func add(rows: Int, selectedShare: Double, isPositive: Bool) {
        self.rows += rows
        selected += Double(rows) * selectedShare
        if isPositive {
            positives += rows
            selectedPositives += Double(rows) * selectedShare
        }
    }

    /// Counts the pairs of some negatives with the positives so far.
    ///
    /// - Parameter tied: how many of these positives have the negatives' score.
    mutating func addNegatives(_ count: Int, tied: Int) {
        concordance += Double(count) * (Double(positives) - Double(tied) / 2)
    }

    mutating func add(_ pull: Recalibration.Pull, times weight: Double) {
        residual += weight * pull.residual
        information += weight * pull.information
    }

    /// The number of negatives.
    var negatives: Int { rows - positives }

    /// The share of the group that is selected.
    var selectionRate: Double { selected / Double(rows) }

    /// The share of the group's positives that is selected.
    var truePositiveRate: Double { selectedPositives / Double(positives) }

    /// The share of the group's negatives that is selected.
    var falsePositiveRate: Double { (selected - selectedPositives) / Double(negatives) }

    /// The share of positives among the group's selected rows.
    var precision: Double { selectedPositives / selected }

    /// How well the group's positives are ranked above its negatives.
    var auroc: Double { concordance / (Double(positives) * Double(negatives)) }

    /// One Newton step from the group's own fit.
    var calibrationInTheLarge: Double { information > 0 ? centre + residual / information : centre }
}
