import Foundation
import Learning
import LinearAlgebra
import Storage

/// Times fits of logistic regressions on raw numbers, in process, reading apart.
///
///     learning FOLDER THREADS TOLERANCE ROUNDS [--float] [--path N] [--l1-ratio X] [--no-intercept]
///
/// The folder has `x.f8` and `x.f4` (rows one after the other) or `data.f8`, `indices.i4` and `indptr.i8` (sparse), and `y.u1`;
/// `columns` tells how many. Penalty 1, no standard errors, as peers have none. Prints a JSON object a round: seconds and what
/// was found.
func run() throws {
    let words = CommandLine.arguments
    guard words.count >= 5, let threads = Int(words[2]), let tolerance = Double(words[3]),
        let rounds = Int(words[4])
    else {
        print(
            "usage: learning FOLDER THREADS TOLERANCE ROUNDS [--float] [--path N] [--l1-ratio X] [--no-intercept]"
        )
        return
    }
    let folder = words[1]
    func array(_ name: String, _ kind: NumberKind) throws -> NumberFile {
        try NumberFile(raw: "\(folder)/\(name)", kind: kind, columns: nil)
    }
    let columns = try array("columns.i8", .int64).integers()[0]
    let labels = try array("y.u1", .uint8).integers().map { $0 == 1 }
    let isSparse = FileManager.default.fileExists(atPath: "\(folder)/data.f8")
    let design: DesignMatrix
    if isSparse {
        design = .sparse(
            SparseMatrix(
                columns: columns, rowStarts: try array("indptr.i8", .int64).integers(),
                columnIndices: try array("indices.i4", .int32).integers().map { Int32($0) },
                values: try array("data.f8", .float64).doubles()))
    } else if words.contains("--float") {
        design = .float(
            FloatMatrix(
                rows: labels.count, columns: columns, elements: try array("x.f4", .float32).floats() ?? []))
    } else {
        design = .double(
            Matrix(rows: labels.count, columns: columns, elements: try array("x.f8", .float64).doubles()))
    }
    let strengths = words.firstIndex(of: "--path").flatMap { Int(words[$0 + 1]) }
    let l1Ratio = words.firstIndex(of: "--l1-ratio").flatMap { Double(words[$0 + 1]) } ?? 0
    let estimator = try LogisticRegression(
        .init(
            l1Ratio: l1Ratio, fitsIntercept: !isSparse && !words.contains("--no-intercept"),
            standardErrors: false,
            tolerance: tolerance),
        concurrency: threads)
    let problem = LogisticProblem(design: design, labels: labels)
    // What is loaded at the first call is not timed, as of peers.
    _ = try estimator.fit(head(of: design))
    let clock = ContinuousClock()
    for _ in 0..<rounds {
        var fits: [(penalty: Double, fit: LogisticFit)] = []
        let time = try clock.measure {
            fits =
                if let strengths {
                    try estimator.path(problem, count: strengths)
                } else {
                    [(1, try estimator.fit(problem))]
                }
        }
        let result = Round(
            seconds: Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18,
            penalties: fits.map(\.penalty), objectives: fits.map(\.fit.objective),
            states: Set(fits.map(\.fit.state.rawValue)).sorted(),
            passes: fits.reduce(0) { $0 + $1.fit.passes }, solver: fits[0].fit.solver.rawValue)
        // At once, not when a buffer is full: who reads it ends what takes too long.
        try FileHandle.standardOutput.write(contentsOf: try JSONEncoder().encode(result) + Data("\n".utf8))
    }
}

/// A few of a design's rows with labels in turn.
func head(of design: DesignMatrix) -> LogisticProblem {
    let count = min(1_000, design.rows)
    let head: DesignMatrix
    if case .sparse(let matrix) = design {
        let end = matrix.rowStarts[count]
        head = .sparse(
            SparseMatrix(
                columns: matrix.columns, rowStarts: Array(matrix.rowStarts[...count]),
                columnIndices: Array(matrix.columnIndices[..<end]), values: Array(matrix.values[..<end])))
    } else {
        head = .double(design.selected(Array(0..<count)))
    }
    return LogisticProblem(design: head, labels: (0..<count).map { $0 % 2 == 0 })
}

/// What is printed of a round.
struct Round: Encodable {
    var seconds: Double
    var penalties: [Double]
    var objectives: [Double]
    var states: [String]
    var passes: Int
    var solver: String
}

try run()
