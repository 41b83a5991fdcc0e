/// How far down a ranking is looked at.
struct RankingDepths: Sendable {
    /// The top share of the rows, in (0, 1].
    var top: Double
    /// How many rows can be worked on; nil stands for none.
    var capacity: Int?

    /// The rows taken at each depth, of so many in all: the top share, the capacity, and each tenth of the rows.
    func rows(of count: Int) -> [Double] {
        let selected = Double(RankedCounts.selected(share: top, of: count))
        let worked = Double(min(capacity ?? 0, count))
        return [selected, worked] + (1...10).map { Double(count * $0) / 10 }
    }

    /// What is taken of so many rows by the top share, for the method.
    static func words(top share: Double, of count: Int) -> String {
        "top \(RankedCounts.selected(share: share, of: count)), ties expected"
    }

    /// What is taken of so many rows by a capacity, for the method.
    static func words(capacity: Int, of count: Int) -> String {
        "top \(min(capacity, count)), ties expected"
            + (capacity > count ? "; capacity exceeds the rows, all are taken" : "")
    }

    /// Where the top share stands among the depths.
    static let top = 0
    /// Where the capacity stands among the depths.
    static let capacity = 1

    /// Where a tenth of the rows stands among the depths, 1 to 10.
    static func decile(_ number: Int) -> Int { 1 + number }
}
