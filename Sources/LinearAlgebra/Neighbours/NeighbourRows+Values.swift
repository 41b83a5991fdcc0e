extension NeighbourRows {
    /// Numbers whose squares would underflow are multiplied by this before, which loses nothing.
    static let lift = 0x1p600
    /// Sums of squares below this may lack squares that underflowed.
    private static let least = 0x1p-900

    /// The nearest of what was found for a query, nearest first.
    func settle(
        _ candidates: consuming NearestCandidates, _ query: NeighbourQuery, count: Int
    ) -> [Neighbour] {
        candidates.prune()
        return ranked(candidates.found, query).prefix(count).map { $0.neighbour }
    }

    /// Keeps the nearest alone where so many rows are so alike that rounding does not tell them apart.
    ///
    /// - Complexity: O(n * (columns + log n)) for n rows that are held.
    func thin(_ candidates: inout NearestCandidates, _ query: NeighbourQuery) {
        guard candidates.isCrowded else { return }
        candidates.prune()
        guard candidates.isCrowded else { return }
        candidates.keep(ranked(candidates.found, query).prefix(candidates.count).map { $0.candidate })
    }

    /// Rows by their values, of equally near ones the lower number first.
    private func ranked(
        _ found: [NearestCandidates.Candidate], _ query: NeighbourQuery
    ) -> [(neighbour: Neighbour, candidate: NearestCandidates.Candidate)] {
        found.map { candidate in
            let row = order[Int(candidate.place)]
            return (Neighbour(row: row, value: value(query, Int(row))), candidate)
        }.sorted { left, right in
            let (left, right) = (left.neighbour, right.neighbour)
            return left.value == right.value
                ? left.row < right.row : measure.isNearer(left.value, than: right.value)
        }
    }

    /// The cosine or the distance, summed column by column.
    private func value(_ query: NeighbourQuery, _ row: Int) -> Double {
        switch design {
        case .double(let matrix): value(query, matrix.elements.span, row)
        case .float(let matrix): value(query, matrix.elements.span, row)
        case .sparse: preconditionFailure("dense rows are searched")
        }
    }

    @inline(__always)
    private func value<Element: TileElement>(
        _ query: NeighbourQuery, _ elements: Span<Element>, _ row: Int
    ) -> Double {
        let vector = query.vector.span
        let own = elements.extracting(row * design.columns..<(row + 1) * design.columns)
        if measure == .cosine {
            var sum = 0.0
            for column in 0..<vector.count { sum += vector[column] * Double(own[column]) }
            return max(-1, min(1, sum / (query.norm * norms[row])))
        }
        let sum = Self.squares(vector, own, lift: 1)
        if sum >= Self.least { return sum.squareRoot() }
        return Self.squares(vector, own, lift: Self.lift).squareRoot() / Self.lift
    }

    /// The squares of differences that are multiplied before.
    @inline(__always)
    private static func squares<Element: TileElement>(
        _ vector: Span<Double>, _ own: Span<Element>, lift: Double
    ) -> Double {
        var sum = 0.0
        for column in 0..<vector.count {
            let difference = (vector[column] - Double(own[column])) * lift
            sum += difference * difference
        }
        return sum
    }

    /// The length, summed column by column.
    ///
    /// Numbers whose squares under- or overflow are brought nearer to 1 before.
    static func length(_ vector: [Double]) -> Double {
        let sum = vector.reduce(0) { $0 + $1 * $1 }
        if sum >= least && sum < .infinity { return sum.squareRoot() }
        let lift = sum < least ? Self.lift : 1 / Self.lift
        return vector.reduce(0) { $0 + ($1 * lift) * ($1 * lift) }.squareRoot() / lift
    }
}
