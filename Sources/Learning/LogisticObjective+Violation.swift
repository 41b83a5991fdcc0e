extension LogisticObjective {
    /// The largest violation of the conditions that hold at the minimum with a penalty on magnitudes, relative to the
    /// gradient's natural size.
    func violation(at point: Point, lasso: [Double]) -> Double {
        var largest = 0.0
        for index in point.gradient.indices {
            let (parameter, slope) = (point.parameters[index], point.gradient[index])
            let bound = index < lasso.count ? lasso[index] : 0
            let excess =
                parameter == 0 ? max(0, abs(slope) - bound) : abs(slope + (parameter < 0 ? -bound : bound))
            if excess > 0 {
                largest = max(largest, excess / max(gradientScale[index], .leastNormalMagnitude))
            }
        }
        return largest
    }
}
