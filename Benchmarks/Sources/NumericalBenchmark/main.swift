import Foundation
import Learning
import LinearAlgebra
import Models
import Storage

/// Times what stands around the regression on raw numbers, in process, reading apart.
///
///     numerical PART FOLDER THREADS ROUNDS [--float]
///
/// Parts: `kmeans` reads `x.f8` or `x.f4` and `start.f8`, makes 20 iterations, and writes `clusters.i4` beside the data;
/// `score` reads `x.f4` and `coefficients.f8`, and tells the median of 50 after 5; `isotonic` and `platt` read `x.f8` and `y.u1`; `svd` reads `data.f8`, `indices.i4`, `indptr.i8` and compares with `reference.f8`. Prints a JSON object a round: seconds and what was found.
func run() throws {
    let words = CommandLine.arguments
    guard words.count >= 5, let threads = Int(words[3]), let rounds = Int(words[4]) else {
        print("usage: numerical PART FOLDER THREADS ROUNDS [--float]")
        return
    }
    let data = Folder(path: words[2], isFloat: words.contains("--float"))
    switch words[1] {
    case "kmeans": try clusters(data, threads: threads, rounds: rounds)
    case "isotonic": try isotonic(data, threads: threads, rounds: rounds)
    case "platt": try platt(data, threads: threads, rounds: rounds)
    case "score": try score(data, threads: threads, rounds: rounds)
    case "svd": try decompose(data, threads: threads, rounds: rounds)
    default: print("numerical: no part '\(words[1])'")
    }
}

/// Where the data lie.
struct Folder {
    var path: String
    var isFloat: Bool

    func array(_ name: String, _ kind: NumberKind) throws -> NumberFile {
        try NumberFile(raw: "\(path)/\(name)", kind: kind, columns: nil)
    }

    func design() throws -> DesignMatrix {
        let columns = try array("columns.i8", .int64).integers()[0]
        if isFloat {
            let elements = try array("x.f4", .float32).floats() ?? []
            return .float(FloatMatrix(rows: elements.count / columns, columns: columns, elements: elements))
        }
        let elements = try array("x.f8", .float64).doubles()
        return .double(Matrix(rows: elements.count / columns, columns: columns, elements: elements))
    }

    func write(_ numbers: [Int32], _ name: String) throws {
        try numbers.withUnsafeBytes { try Data($0).write(to: URL(fileURLWithPath: "\(path)/\(name)")) }
    }
}

/// What is printed of a round.
struct Round: Encodable {
    var seconds: Double
    var figures: [String: Double]
}

func report(_ time: Duration, _ figures: [String: Double]) throws {
    let seconds = Double(time.components.seconds) + Double(time.components.attoseconds) * 1e-18
    print(String(decoding: try JSONEncoder().encode(Round(seconds: seconds, figures: figures)), as: UTF8.self))
}

func clusters(_ data: Folder, threads: Int, rounds: Int) throws {
    let design = try data.design()
    let centres = try data.array("start.f8", .float64).doubles()
    let start = Matrix(rows: centres.count / design.columns, columns: design.columns, elements: centres)
    let estimator = try KMeans(
        .init(clusters: start.rows, restarts: 1, maximumIterations: 20, tolerance: 0), concurrency: threads)
    for _ in 0..<rounds {
        var found: KMeansFit?
        let time = try ContinuousClock().measure { found = try estimator.fit(design, start: start) }
        guard let found else { return }
        try data.write(found.clusters, "clusters.i4")
        try report(
            time,
            ["inertia": found.inertia, "iterations": Double(found.iterations), "repairs": Double(found.repairs)])
    }
}

func isotonic(_ data: Folder, threads: Int, rounds: Int) throws {
    let arguments = try data.array("x.f8", .float64).doubles()
    let values = try data.array("y.u1", .uint8).doubles()
    for _ in 0..<rounds {
        var found: IsotonicRegression?
        let time = try ContinuousClock().measure {
            found = try IsotonicRegression(arguments: arguments, values: values, concurrency: threads)
        }
        guard let found else { return }
        // Of labels of 0 and 1 a step leaves its count times p (1 - p).
        let squares = found.steps.reduce(0) { $0 + $1.weight * $1.value * (1 - $1.value) }
        try report(time, ["steps": Double(found.steps.count), "squares": squares])
    }
}

func platt(_ data: Folder, threads: Int, rounds: Int) throws {
    let margins = try data.array("x.f8", .float64).doubles()
    let labels = try data.array("y.u1", .uint8).integers().map { $0 == 1 }
    for _ in 0..<rounds {
        var found = PlattCalibration(slope: 1, intercept: 0)
        let time = try ContinuousClock().measure {
            found = try PlattCalibrator(concurrency: threads).fit(margins: margins, labels: labels)
        }
        try report(time, ["slope": found.slope, "intercept": found.intercept])
    }
}

func score(_ data: Folder, threads: Int, rounds: Int) throws {
    let design = try data.design()
    let prediction = LogisticPrediction(
        LogisticStart(coefficients: try data.array("coefficients.f8", .float64).doubles(), intercept: -1),
        concurrency: threads)
    for _ in 0..<rounds {
        var found: [Double] = []
        for _ in 0..<5 { found = try prediction.probabilities(of: design) }
        var times: [Duration] = []
        for _ in 0..<50 {
            times.append(try ContinuousClock().measure { found = try prediction.probabilities(of: design) })
        }
        times.sort()
        try report(times[25], ["sum": found.reduce(0, +)])
    }
}

func decompose(_ data: Folder, threads: Int, rounds: Int) throws {
    let matrix = SparseMatrix(
        columns: try data.array("columns.i8", .int64).integers()[0],
        rowStarts: try data.array("indptr.i8", .int64).integers(),
        columnIndices: try data.array("indices.i4", .int32).integers().map { Int32($0) },
        values: try data.array("data.f8", .float64).doubles())
    let reference = try data.array("reference.f8", .float64).doubles()
    let estimator = try Decomposition(.init(rank: reference.count, tolerance: 1e-3), concurrency: threads)
    for _ in 0..<rounds {
        var found: DecompositionFit?
        let time = try ContinuousClock().measure { found = try estimator.fit(.sparse(matrix)) }
        guard let found else { return }
        let errors = zip(found.singularValues, reference).map { abs($0 - $1) / $1 }
        try report(
            time,
            ["error": errors.max() ?? .infinity, "values": Double(errors.count), "products": Double(found.products)])
    }
}

try run()
