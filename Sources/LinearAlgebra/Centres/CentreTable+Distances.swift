extension CentreTable {
    /// The squared distance of each row of a block to each centre; shape (centres, rows).
    func squaredDistances(
        _ rows: Range<Int>, _ elements: Span<Element>, _ norms: Span<Double>, _ centres: Span<Double>
    ) -> [Double] {
        let step = tileRows
        var products = [Element](repeating: 0, count: (count + 1) * step)
        var distances = [Double](repeating: 0, count: count * rows.count)
        for first in stride(from: rows.lowerBound, to: rows.upperBound, by: step) {
            let tile = first..<min(first + step, rows.upperBound)
            multiply(elements.extracting(tile.lowerBound * columns..<tile.upperBound * columns), &products)
            for row in tile {
                let place = row - first
                let norm = norms[row]
                let base = base(norm: norm, product: Double(products[count * step + place]))
                // Below this, a thousandth of the distance could be rounding.
                let least = 1000 * squareError(norm: norm)
                for centre in 0..<count {
                    var square = base + 2 * Double(constants[centre] - products[centre * step + place])
                    if !(square > least) {
                        square = squaredDistance(
                            elements.extracting(row * columns..<(row + 1) * columns),
                            centres.extracting(centre * columns..<(centre + 1) * columns))
                    }
                    distances[centre * rows.count + row - rows.lowerBound] = square
                }
            }
        }
        return distances
    }
}
