import COpenBLAS

/// A matrix of many rows and few columns, with room for more columns.
///
/// Products take fixed blocks of rows on several threads and are added in the blocks' order: the same bits at any number of
/// threads.
struct TallMatrix: Sendable {
    let rows: Int
    /// Columns there is room for.
    let capacity: Int
    /// Columns there are.
    private(set) var columns: Int
    /// Row after row; shape (rows * capacity).
    private(set) var elements: [Double]

    /// A matrix without columns yet.
    init(rows: Int, capacity: Int) {
        self.rows = rows
        self.capacity = capacity
        columns = 0
        elements = [Double](repeating: 0, count: rows * capacity)
    }

    /// A full matrix.
    init(rows: Int, columns: Int, elements: [Double]) {
        precondition(elements.count == rows * columns, "a matrix has rows * columns elements")
        self.rows = rows
        capacity = columns
        self.columns = columns
        self.elements = elements
    }

    /// Adds columns behind those there are.
    ///
    /// - Precondition: there is room.
    mutating func append(_ other: TallMatrix) {
        precondition(other.rows == rows && columns + other.columns <= capacity, "there is room")
        let (capacity, first, width, stride) = (capacity, columns, other.columns, other.capacity)
        let (count, source) = (rows, other.elements.span)
        var target = elements.mutableSpan
        for row in 0..<count {
            for column in 0..<width {
                target[row * capacity + first + column] = source[row * stride + column]
            }
        }
        columns += width
    }

    /// Takes the columns of another in place of its own.
    mutating func replace(by other: TallMatrix) {
        columns = 0
        append(other)
    }

    private func blocks(_ concurrency: Int) -> RowBlocks {
        RowBlocks(rowCount: rows, blockSize: max(2048, (rows + 63) / 64), concurrency: concurrency)
    }

    /// own' other; shape (columns, other's columns).
    ///
    /// - Precondition: both have the same rows.
    func transposedProduct(_ other: TallMatrix, concurrency: Int) -> Matrix {
        precondition(rows == other.rows, "both have the same rows")
        let count = columns * other.columns
        guard count > 0 else { return Matrix(rows: columns, columns: other.columns) }
        OpenBLAS.useOneThread
        let parts = blocks(concurrency).map { block in
            var part = [Double](repeating: 0, count: count)
            unsafe elements.withUnsafeBufferPointer { own in
                unsafe other.elements.withUnsafeBufferPointer { theirs in
                    guard let left = own.baseAddress, let right = theirs.baseAddress else { return }
                    unsafe cblas_dgemm(
                        CblasRowMajor, CblasTrans, CblasNoTrans, Int32(columns), Int32(other.columns),
                        Int32(block.count), 1, left + block.lowerBound * capacity, Int32(capacity),
                        right + block.lowerBound * other.capacity, Int32(other.capacity), 0, &part,
                        Int32(other.columns))
                }
            }
            return part
        }
        var sum = [Double](repeating: 0, count: count)
        for part in parts { for index in 0..<count { sum[index] += part[index] } }
        return Matrix(rows: columns, columns: other.columns, elements: sum)
    }

    /// start + factor * own other; shape (rows, other's columns).
    ///
    /// - Parameter start: full; nil stands for zeros.
    /// - Precondition: own columns are the other's rows, and the start has the shape.
    func product(
        _ other: Matrix, times factor: Double = 1, addedTo start: TallMatrix? = nil, concurrency: Int
    ) -> TallMatrix {
        precondition(columns == other.rows, "own columns are the other's rows")
        let width = other.columns
        precondition(start.map { $0.rows == rows && $0.columns == width && $0.capacity == width } ?? true)
        guard rows > 0, width > 0, columns > 0 else {
            return start
                ?? TallMatrix(
                    rows: rows, columns: width, elements: [Double](repeating: 0, count: rows * width))
        }
        OpenBLAS.useOneThread
        let product = blocks(concurrency).filled(width: width) { block, part in
            if let start = start?.elements.span {
                let first = block.lowerBound * width
                for index in 0..<part.count { part[index] = start[first + index] }
            }
            unsafe elements.withUnsafeBufferPointer { own in
                unsafe part.withUnsafeMutableBufferPointer { part in
                    guard let left = own.baseAddress, let target = part.baseAddress else { return }
                    unsafe cblas_dgemm(
                        CblasRowMajor, CblasNoTrans, CblasNoTrans, Int32(block.count), Int32(width),
                        Int32(columns), factor, left + block.lowerBound * capacity, Int32(capacity),
                        other.elements, Int32(width), start == nil ? 0 : 1, target, Int32(width))
                }
            }
        }
        return TallMatrix(rows: rows, columns: width, elements: product)
    }

    /// The squared length of each column.
    func squaredLengths() -> [Double] {
        var sums = [Double](repeating: 0, count: columns)
        var target = sums.mutableSpan
        let elements = elements.span
        for row in 0..<rows {
            for column in 0..<columns {
                let element = elements[row * capacity + column]
                target[column] += element * element
            }
        }
        return sums
    }
}
