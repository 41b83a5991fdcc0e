import LinearAlgebra

func randomMatrix(rows: Int, columns: Int, seed: UInt64) -> Matrix {
    var random = CounterRandom(seed: seed, stream: "matrix")
    return Matrix(
        rows: rows, columns: columns, elements: (0..<rows * columns).map { _ in random.nextUniform() - 0.5 })
}

func randomVector(_ count: Int, seed: UInt64) -> [Double] {
    var random = CounterRandom(seed: seed, stream: "vector")
    return (0..<count).map { _ in random.nextUniform() }
}
