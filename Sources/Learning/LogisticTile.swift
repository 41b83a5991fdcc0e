/// What is done to the numbers of a tile of rows, in loops that are compiled to vector instructions.
enum LogisticTile {
    /// Multiplies numbers by weights.
    static func multiply(_ numbers: inout MutableSpan<Double>, by weights: Span<Double>) {
        let count = weights.count
        precondition(numbers.count == count)
        for row in 0..<count { numbers[row] *= weights[row] }
    }

    /// Adds a number to each.
    static func add(_ number: Double, to numbers: inout MutableSpan<Double>) {
        for row in 0..<numbers.count { numbers[row] += number }
    }

    /// Adds a number of its own to each.
    static func add(_ further: Span<Double>, to numbers: inout MutableSpan<Double>) {
        let count = further.count
        precondition(numbers.count == count)
        for row in 0..<count { numbers[row] += further[row] }
    }
}
