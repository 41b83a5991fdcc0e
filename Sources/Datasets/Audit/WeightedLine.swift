/// A straight line of one number on another, with weights.
struct WeightedLine {
    private var weight = 0.0
    private var sums = (x: 0.0, y: 0.0, xx: 0.0, yy: 0.0, xy: 0.0)

    mutating func add(_ x: Double, _ y: Double, weight: Double) {
        self.weight += weight
        sums.x += weight * x
        sums.y += weight * y
        sums.xx += weight * x * x
        sums.yy += weight * y * y
        sums.xy += weight * x * y
    }

    /// The share of the one's variation that a straight line on the other gives back, in 0...1.
    var explained: Double {
        guard weight > 0 else { return 0 }
        let xx = sums.xx - sums.x * sums.x / weight
        let yy = sums.yy - sums.y * sums.y / weight
        let xy = sums.xy - sums.x * sums.y / weight
        return xx > 0 && yy > 0 ? xy * xy / (xx * yy) : 0
    }
}
