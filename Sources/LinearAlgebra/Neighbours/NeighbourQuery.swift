/// A row whose neighbours are looked for, as the table of rows needs it.
struct NeighbourQuery: Sendable {
    /// As it was given; shape (columns).
    let vector: [Double]
    /// Its length.
    let norm: Double
    /// What is left of it beside the origin, brought to length 1; shape (columns).
    let unit: [Float]
    /// What products are multiplied by.
    let scale: Float
    /// What halves of squares are multiplied by.
    let weight: Float
    /// How far two values of rows may be apart although they are in the other order.
    let reach: Double

    /// - Parameters:
    ///   - origin: of the table's rows; nil for 0.
    ///   - radius: the greatest length of the table's rows beside the origin, lifted; above 0.
    ///   - lift: what differences from the origin are multiplied by.
    init(_ vector: [Double], measure: NeighbourMeasure, origin: [Double]?, radius: Double, lift: Double) {
        self.vector = vector
        norm = NeighbourRows.length(vector)
        let shifted = origin.map { zip(vector, $0).map { ($0 - $1) * lift } } ?? vector
        let length = origin == nil ? norm : NeighbourRows.length(shifted)
        unit = length > 0 ? shifted.map { Float($0 / length) } : shifted.map { _ in 0 }
        switch measure {
        case .cosine: (scale, weight) = (1, 0)
        case .euclidean where length >= radius: (scale, weight) = (1, Float(radius / length))
        case .euclidean: (scale, weight) = (Float(length / radius), 1)
        }
        // Any order of additions, fused or not, and roundings of both rows, of the halves and of what is made of them.
        let columns = Double(vector.count + 16)
        var reach =
            2
            * (columns * (0x1p-24 * 1.01 * Double(scale) + Double(Float.leastNormalMagnitude))
                + 0x1p-21 * Double(weight))
        if measure == .euclidean {
            // Roundings of the distances themselves, which are equal for rows that are nearly as far, and of the least numbers.
            reach += columns * 0x1p-51 * max(1, length / radius) + 0x1p-1070 * lift / radius
        }
        self.reach = reach
    }
}
