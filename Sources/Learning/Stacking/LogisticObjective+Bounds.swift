import LinearAlgebra

extension LogisticObjective {
    /// The largest violation of the conditions that hold at the minimum over coefficients not below 0, relative to the
    /// gradient's natural size.
    func boundViolation(at point: Point) -> Double {
        var largest = 0.0
        for (index, slope) in point.gradient.enumerated() {
            let isBound = index < design.columns && point.parameters[index] == 0
            let excess = isBound ? max(0, -slope) : abs(slope)
            if excess > 0 {
                largest = max(largest, excess / max(gradientScale[index], .leastNormalMagnitude))
            }
        }
        return largest
    }
}
