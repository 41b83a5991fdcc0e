internal import Arithmetic

extension EventSeries {
    /// The sum over the known events of the extent, in order, of their numbers (or of 1) times two to the power
    /// of minus their age in half-lives.
    ///
    /// - Complexity: O(events in the window).
    func decayedSum(
        _ extent: Extent, knownBefore cutoff: Int64, halfLife: Int64, ofNumbers: Bool
    ) -> Double {
        var sum = 0.0
        forEachKnown(extent, before: cutoff) { index in
            let age = Double(cutoff - occurredAt[index]) / Double(halfLife)
            sum += PortableMath.exp2(-age) * (ofNumbers ? number[index] : 1)
        }
        return sum
    }
}
