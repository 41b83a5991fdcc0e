import COpenBLAS

extension NeighbourRows {
    /// Queries that are multiplied with rows at once, and rows.
    private static let (queryTile, rowTile) = (64, 256)
    /// Rows that one query is multiplied with at once.
    private static let singleTile = 4096

    /// The nearest rows of each of some rows.
    ///
    /// - Parameters:
    ///   - count: how many; above 0. There may be fewer.
    ///   - queries: shape (any, columns).
    ///   - asked: rows of the queries; finite and within ±1e90, and not all zeros for cosines.
    /// - Returns: nearest first; shape (asked, count).
    /// - Precondition: the queries are dense and have the columns.
    /// - Complexity: O(asked * rows * columns).
    public func nearest(
        _ count: Int, to queries: DesignMatrix, _ asked: [Int32], concurrency: Int
    ) -> [[Neighbour]] {
        precondition(count > 0 && queries.columns == design.columns, "the queries have the rows' columns")
        return RowBlocks(rowCount: asked.count, blockSize: Self.queryTile, concurrency: concurrency).map {
            block in nearest(count, to: block.map { query(Int(asked[$0]), of: queries) })
        }.flatMap { $0 }
    }

    /// The nearest rows of one row, on the calling thread.
    ///
    /// - Parameters: as of the other.
    /// - Complexity: O(rows * columns).
    public func nearest(_ count: Int, to queries: DesignMatrix, row: Int) -> [Neighbour] {
        let query = query(row, of: queries)
        var candidates = NearestCandidates(count, reach: query.reach)
        var products: [Float] = []
        scan(0..<order.count, query, &products, &candidates)
        return settle(candidates, query, count: count)
    }

    /// Looks at some places of the table, one query at a time.
    ///
    /// - Parameter products: grown where it is too short.
    func scan(
        _ places: Range<Int>, _ query: NeighbourQuery, _ products: inout [Float],
        _ candidates: inout NearestCandidates
    ) {
        precondition(places.lowerBound >= 0 && places.upperBound <= order.count, "places of the table")
        for first in stride(from: places.lowerBound, to: places.upperBound, by: Self.singleTile) {
            let tile = first..<min(first + Self.singleTile, places.upperBound)
            if products.count < tile.count { products = [Float](repeating: 0, count: tile.count) }
            let columns = design.columns
            unsafe table.withUnsafeBufferPointer { table in
                unsafe query.unit.withUnsafeBufferPointer { unit in
                    unsafe products.withUnsafeMutableBufferPointer { products in
                        guard let table = table.baseAddress, let unit = unit.baseAddress,
                            let products = products.baseAddress
                        else { return }
                        unsafe cblas_sgemv(
                            CblasRowMajor, CblasNoTrans, Int32(tile.count), Int32(columns), 1,
                            table + tile.lowerBound * columns, Int32(columns), unit, 1, 0, products, 1)
                    }
                }
            }
            take(products.span.extracting(0..<tile.count), from: tile.lowerBound, query, &candidates)
            thin(&candidates, query)
        }
    }

    /// Multiplies tiles of rows with all queries at once.
    private func nearest(_ count: Int, to queries: [NeighbourQuery]) -> [[Neighbour]] {
        let (columns, step) = (design.columns, Self.rowTile)
        let units = queries.flatMap(\.unit)
        var products = [Float](repeating: 0, count: queries.count * step)
        var candidates = queries.map { NearestCandidates(count, reach: $0.reach) }
        for first in stride(from: 0, to: order.count, by: step) {
            let tile = first..<min(first + step, order.count)
            unsafe table.withUnsafeBufferPointer { table in
                unsafe units.withUnsafeBufferPointer { units in
                    unsafe products.withUnsafeMutableBufferPointer { products in
                        guard let table = table.baseAddress, let units = units.baseAddress,
                            let products = products.baseAddress
                        else { return }
                        unsafe Float.multiply(
                            units, rows: queries.count, table + first * columns, columns: tile.count,
                            depth: columns, into: products, stride: step)
                    }
                }
            }
            for (index, query) in queries.enumerated() {
                take(
                    products.span.extracting(index * step..<index * step + tile.count), from: first, query,
                    &candidates[index])
                thin(&candidates[index], query)
            }
        }
        return zip(candidates, queries).map { settle($0, $1, count: count) }
    }

    /// Takes the rows whose values are not below the cut, eight at a time where none is.
    @inline(__always)
    private func take(
        _ products: Span<Float>, from first: Int, _ query: NeighbourQuery,
        _ candidates: inout NearestCandidates
    ) {
        let halves = halves.span
        let isPlain = measure == .cosine
        let bytes = unsafe products.bytes
        var place = 0
        while place < products.count {
            if isPlain && place + 8 <= products.count {
                let eight = unsafe bytes.unsafeLoadUnaligned(
                    fromByteOffset: place * 4, as: SIMD8<Float>.self)
                if all(eight .< candidates.cut) {
                    place += 8
                    continue
                }
            }
            for own in place..<min(place + 8, products.count) {
                var value = products[own]
                if !isPlain { value = value * query.scale - halves[first + own] * query.weight }
                if !(value < candidates.cut) { candidates.add(value, place: first + own) }
            }
            place += 8
        }
    }
}
