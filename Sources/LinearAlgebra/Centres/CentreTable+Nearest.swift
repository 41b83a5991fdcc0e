extension CentreTable {
    /// Appends the nearest centre of each row.
    func nearest(
        _ rows: Span<Int32>, _ elements: Span<Element>, _ norms: Span<Double>, _ centres: Span<Double>,
        _ found: inout [NearestCentre]
    ) {
        let step = tileRows
        var products = [Element](repeating: 0, count: (count + 1) * step)
        var gathered: [Element] = []
        for first in stride(from: 0, to: rows.count, by: step) {
            let part = rows.extracting(first..<min(first + step, rows.count))
            let start = Int(part[0])
            if Self.followEachOther(part) {
                multiply(elements.extracting(start * columns..<(start + part.count) * columns), &products)
            } else {
                if gathered.isEmpty { gathered = [Element](repeating: 0, count: step * columns) }
                gather(part, elements, into: &gathered)
                multiply(gathered.span.extracting(0..<part.count * columns), &products)
            }
            scan(part, elements, norms, centres, products.span, &found)
        }
    }

    /// Whether each row is the next of the one before; first and last alone do not tell, as rows may come twice.
    private static func followEachOther(_ rows: Span<Int32>) -> Bool {
        guard Int(rows[rows.count - 1]) - Int(rows[0]) == rows.count - 1 else { return false }
        for place in 1..<max(rows.count, 1) where rows[place] != rows[place - 1] + 1 { return false }
        return true
    }

    /// The products of all operands with a tile of rows, into rows of `tileRows`.
    func multiply(_ tile: Span<Element>, _ products: inout [Element]) {
        guard columns > 0 else { return }
        let rows = tile.count / columns
        let step = tileRows
        precondition(rows <= step && products.count == (count + 1) * step)
        unsafe operands.withUnsafeBufferPointer { left in
            unsafe tile.withUnsafeBufferPointer { right in
                unsafe products.withUnsafeMutableBufferPointer { products in
                    guard let left = left.baseAddress, let right = right.baseAddress,
                        let target = products.baseAddress
                    else { return }
                    unsafe Element.multiply(
                        left, rows: count + 1, right, columns: rows, depth: columns, into: target,
                        stride: step)
                }
            }
        }
    }

    private func gather(_ rows: Span<Int32>, _ elements: Span<Element>, into gathered: inout [Element]) {
        let width = columns
        precondition(gathered.count >= rows.count * width, "there is room for the rows")
        unsafe gathered.withUnsafeMutableBufferPointer { target in
            guard let target = target.baseAddress else { return }
            for place in 0..<rows.count {
                let row = Int(rows[place])
                unsafe elements.extracting(row * width..<(row + 1) * width).withUnsafeBufferPointer {
                    source in
                    guard let source = source.baseAddress else { return }
                    unsafe (target + place * width).update(from: source, count: width)
                }
            }
        }
    }

    /// Looks for the least and the second least of h - x (c - o), eight rows at a time.
    private func scan(
        _ rows: Span<Int32>, _ elements: Span<Element>, _ norms: Span<Double>, _ centres: Span<Double>,
        _ products: Span<Element>, _ found: inout [NearestCentre]
    ) {
        let step = tileRows
        let constants = constants.span
        precondition(rows.count <= step && products.count == (count + 1) * step && constants.count == count)
        for first in stride(from: 0, to: rows.count, by: 8) {
            let (best, second, label) = Element.leastTwo(
                of: constants, less: products, stride: step, from: first)
            for lane in 0..<min(8, rows.count - first) {
                let place = first + lane
                let row = Int(rows[place])
                var nearest = bounds(
                    norm: norms[row], product: Double(products[count * step + place]),
                    best: Double(best[lane]), second: Double(second[lane]))
                nearest.index = Int32(label[lane])
                if !(Double(second[lane]) - Double(best[lane]) > 2 * error(norm: norms[row])) {
                    let reach = Double(best[lane]) + 2 * error(norm: norms[row])
                    settle(
                        elements.extracting(row * columns..<(row + 1) * columns), centres, within: reach,
                        products, place, &nearest)
                }
                found.append(nearest)
            }
        }
    }

    @inline(__always)
    private func bounds(norm: Double, product: Double, best: Double, second: Double) -> NearestCentre {
        let (base, error) = (base(norm: norm, product: product), squareError(norm: norm))
        let (upper, lower) = (base + 2 * best + error, base + 2 * second - error)
        return NearestCentre(
            index: 0, upper: upper > 0 ? upper.squareRoot() : upper.isNaN ? .infinity : 0,
            lower: lower > 0 ? lower.squareRoot() : 0)
    }

    /// Computes the distances that rounding may have put in a wrong order, and takes the first of the least.
    @inline(never)
    private func settle(
        _ row: Span<Element>, _ centres: Span<Double>, within reach: Double, _ products: Span<Element>,
        _ place: Int, _ nearest: inout NearestCentre
    ) {
        var least = Double.infinity
        for centre in 0..<count {
            let value = Double(constants[centre] - products[centre * tileRows + place])
            if value > reach { continue }
            let square = squaredDistance(row, centres.extracting(centre * columns..<(centre + 1) * columns))
            if square < least {
                least = square
                nearest.index = Int32(centre)
            }
        }
        nearest.upper = least.squareRoot() * (1 + Double(columns + 8) * 0x1p-52)
        // What was ruled out is farther than what is least by more than rounding, and the rest was not told apart.
        nearest.lower = min(nearest.lower, nearest.upper)
        if !(nearest.lower >= 0) { nearest.lower = 0 }
        if nearest.lower > 0 { nearest.lower *= 1 - Double(columns + 16) * 0x1p-50 }
    }
}

/// The sum of squared differences, column by column in double precision.
@inline(__always)
func squaredDistance<Element: TileElement>(_ row: Span<Element>, _ centre: Span<Double>) -> Double {
    let count = row.count
    precondition(centre.count == count)
    var sum = 0.0
    for column in 0..<count {
        let difference = Double(row[column]) - centre[column]
        sum += difference * difference
    }
    return sum
}
