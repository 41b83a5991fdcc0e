extension IndependentSet {
    /// A search of one part by branch and bound; sets of vertices are bits, the heaviest vertex the lowest.
    struct Branch {
        private let weights: [Double]
        private let ties: [UInt32]
        private var best: (weight: Double, members: UInt32) = (0, 0)

        /// Prepares a search.
        ///
        /// - Precondition: there are no more vertices than `exactLimit`, heaviest first, and all their ties are among them.
        init(_ ranked: [Int], _ weights: [Double], _ ties: [[Int]]) {
            precondition(ranked.count <= exactLimit)
            self.weights = ranked.map { weights[$0] }
            self.ties = ranked.map { vertex in
                ranked.indices.reduce(0) { ties[vertex].contains(ranked[$1]) ? $0 | 1 << $1 : $0 }
            }
        }

        /// The places of the heaviest set's vertices.
        mutating func heaviest() -> [Int] {
            search(1 << UInt32(weights.count) - 1, weight: 0, members: 0)
            return Self.places(of: best.members)
        }

        /// Looks for a heavier set of members and some candidates, none of which is tied to a member.
        private mutating func search(_ candidates: UInt32, weight: Double, members: UInt32) {
            let places = Self.places(of: candidates)
            guard places.reduce(weight, { $0 + weights[$1] }) > best.weight else { return }
            let tied = places.map { (candidates & ties[$0]).nonzeroBitCount }
            let most = tied.max() ?? 0
            if most < 2 {
                // What is left are pairs and single vertices: of each the heavier one.
                var (weight, members) = (weight, members)
                for place in places where members & ties[place] == 0 {
                    weight += weights[place]
                    members |= 1 << place
                }
                if weight > best.weight { best = (weight, members) }
                return
            }
            // Without it the most ties fall.
            guard let first = tied.firstIndex(of: most) else { return }
            let place = places[first]
            let rest = candidates & ~(1 << place)
            search(rest & ~ties[place], weight: weight + weights[place], members: members | 1 << place)
            search(rest, weight: weight, members: members)
        }

        private static func places(of set: UInt32) -> [Int] {
            (0..<exactLimit).filter { set & 1 << $0 != 0 }
        }
    }
}
