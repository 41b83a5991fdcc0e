/// The share of decided cases of each level, from the cases of the other parity.
struct LevelShares {
    private let levels: [Int]
    private var shares: [[Double]]
    /// By case, 0 or 1 for one that is counted itself, 2 for the others.
    private var halves: [Int]

    init(_ levels: [Int], decided: [Int], undecided: [Int]) {
        self.levels = levels
        let count = (levels.max() ?? 0) + 1
        halves = [Int](repeating: 2, count: levels.count)
        var hits = [[Double]](repeating: [Double](repeating: 0, count: count), count: 2)
        var all = hits
        let base = Double(decided.count) / Double(decided.count + undecided.count)
        for (rows, hit) in [(decided, 1.0), (undecided, 0.0)] {
            for (place, row) in rows.enumerated() {
                halves[row] = place & 1
                hits[place & 1][levels[row]] += hit
                all[place & 1][levels[row]] += 1
            }
        }
        // One imagined case of the base rate keeps small levels near it.
        shares = (0..<2).map { half in
            (0..<count).map { (hits[half][$0] + base) / (all[half][$0] + 1) }
        }
    }

    func score(_ row: Int) -> Double {
        let level = levels[row]
        if halves[row] == 2 { return (shares[0][level] + shares[1][level]) / 2 }
        return shares[1 - halves[row]][level]
    }
}
