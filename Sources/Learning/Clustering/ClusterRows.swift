import LinearAlgebra
import Models

/// Rows that were found fit for clustering, with what all searches ask of them.
struct ClusterRows: Sendable {
    /// Dense; of length 1 where directions are compared.
    let design: DesignMatrix
    /// Nil stands for 1 each.
    let weights: [Double]?
    /// The length of each row.
    let norms: [Double]
    /// The mean of the columns' variances, each row counted once.
    let meanVariance: Double

    /// Numbers up to this have squares and products of squares that single precision holds.
    private static let singleLimit = 1e18

    /// - Parameter centres: those that rows will be compared with, where they are known; shape (any, columns).
    /// - Throws: `LearningError` as `KMeans.fit`.
    init(
        _ rows: DesignMatrix, weights: [Double]?, isSpherical: Bool, centres: Matrix? = nil, concurrency: Int
    ) throws(LearningError) {
        guard rows.isDense else { throw .sparseRows }
        guard rows.rows > 0 else { throw .noRows }
        guard rows.columns > 0 else { throw .noColumns }
        if let weights {
            guard weights.count == rows.rows else {
                throw .wrongCount(of: "weights", expected: rows.rows, found: weights.count)
            }
            if let row = weights.firstIndex(where: { !($0 >= 0 && $0 <= DesignEncoder.limit) }) {
                throw .invalidNumber(in: "weights", row: row, column: 0)
            }
            guard weights.contains(where: { $0 > 0 }) else { throw .noRows }
        }
        let survey = rows.survey(weights: nil, limit: DesignEncoder.limit, concurrency: concurrency)
        if let place = survey.firstBeyondLimit {
            throw .invalidNumber(in: "rows", row: place.row, column: place.column)
        }
        var design = rows
        var norms = rows.norms(concurrency: concurrency)
        if isSpherical {
            if norms.contains(where: { $0 < 0x1p-400 }) {
                design = Self.lengthened(rows, norms)
                norms = design.norms(concurrency: concurrency)
            }
            if let row = norms.firstIndex(where: { !($0 > 0) }) { throw .zeroRow(row) }
            design = Self.directions(design, norms)
            norms = design.norms(concurrency: concurrency)
        }
        let farthest = centres.map { DesignMatrix.double($0).norms(concurrency: concurrency).max() ?? 0 } ?? 0
        if !(norms.allSatisfy { $0 < Self.singleLimit } && farthest < Self.singleLimit) {
            design = design.inDoublePrecision
        }
        self.init(design: design, weights: weights, norms: norms, concurrency: concurrency)
    }

    /// Some of the rows, each as often as it counts.
    init(_ whole: ClusterRows, _ chosen: [Int], weights: [Double]?) {
        let matrix = whole.design.selected(chosen)
        let design: DesignMatrix =
            if case .float = whole.design {
                .float(
                    FloatMatrix(
                        rows: matrix.rows, columns: matrix.columns,
                        elements: matrix.elements.map { Float($0) }))
            } else {
                .double(matrix)
            }
        self.init(
            design: design, weights: weights, norms: chosen.map { whole.norms[$0] }, concurrency: 1)
    }

    private init(design: DesignMatrix, weights: [Double]?, norms: [Double], concurrency: Int) {
        self.design = design
        self.weights = weights
        self.norms = norms
        let (count, columns) = (design.rows, design.columns)
        let blocks = RowBlocks(rowCount: count, concurrency: concurrency)
        let sums = blocks.map { block in
            var sums = [Double](repeating: 0, count: columns + 1)
            design.addGroups(
                block, [Int32](repeating: 0, count: block.count), chosen: [true], weights: nil, to: &sums)
            return sums
        }
        var mean = Matrix(rows: 1, columns: columns)
        for part in sums { for column in 0..<columns { mean[0, column] += part[column] / Double(count) } }
        let centre = mean
        let squares = blocks.map { block in
            design.squaredDistances(block, to: centre, [Int32](repeating: 0, count: block.count)).reduce(0, +)
        }
        meanVariance = squares.reduce(0, +) / Double(count) / Double(columns)
    }

    /// Rows whose squares could vanish, times a power of two: their directions are the same.
    private static func lengthened(_ rows: DesignMatrix, _ norms: [Double]) -> DesignMatrix {
        guard case .double(let matrix) = rows else { return rows }
        var elements = matrix.elements
        for index in elements.indices where norms[index / rows.columns] < 0x1p-400 {
            elements[index] *= 0x1p600
        }
        return .double(Matrix(rows: rows.rows, columns: rows.columns, elements: elements))
    }

    private static func directions(_ rows: DesignMatrix, _ norms: [Double]) -> DesignMatrix {
        let columns = rows.columns
        switch rows {
        case .double(let matrix):
            var elements = matrix.elements
            for index in elements.indices { elements[index] /= norms[index / columns] }
            return .double(Matrix(rows: rows.rows, columns: columns, elements: elements))
        case .float(let matrix):
            var elements = matrix.elements
            for index in elements.indices {
                elements[index] = Float(Double(elements[index]) / norms[index / columns])
            }
            return .float(FloatMatrix(rows: rows.rows, columns: columns, elements: elements))
        case .sparse: preconditionFailure("dense rows were asked for")
        }
    }
}
