/// How many of a group there are, won, and are selected.
struct GroupRates: Sendable {
    private(set) var rows = 0
    private(set) var positives = 0
    private(set) var selected = 0.0
    private(set) var selectedPositives = 0.0

    mutating func add(rows: Int, selectedShare: Double, isPositive: Bool) {
        self.rows += rows
        selected += Double(rows) * selectedShare
        if isPositive {
            positives += rows
            selectedPositives += Double(rows) * selectedShare
        }
    }

    /// The share of the group that is selected.
    var selectionRate: Double { selected / Double(rows) }

    /// The share of the group's positives that is selected.
    var truePositiveRate: Double { selectedPositives / Double(positives) }

    /// The share of the group's negatives that is selected.
    var falsePositiveRate: Double { (selected - selectedPositives) / Double(rows - positives) }

    /// The share of positives among the group's selected rows.
    var precision: Double { selectedPositives / selected }
}
