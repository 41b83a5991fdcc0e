/// Where a search for weights ended, and how.
struct StackSearch {
    var point: LogisticObjective.Point
    var violation = Double.infinity
    var iterations = 0
    var state = LogisticFit.State.iterationLimit
}
