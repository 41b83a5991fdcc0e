/// Directions that rows are projected on, and what is taken off them before.
///
/// Only `+ - *`: the same bits on every CPU.
public struct ComponentModel: Equatable, Sendable {
    /// The directions, the most telling first; shape (components, columns).
    public let components: [[Double]]
    /// What is taken off each column, nil for nothing; shape (columns).
    public let means: [Double]?

    /// The number of numbers in a row.
    public var columns: Int { components[0].count }

    /// Creates a model.
    ///
    /// - Throws: `ModelError` where there is no component, they have different lengths, or a number is not within
    ///   ±`DesignEncoder.limit`.
    public init(components: [[Double]], means: [Double]? = nil) throws(ModelError) {
        guard let first = components.first else {
            throw .wrongCount(of: "components", expected: 1, found: 0)
        }
        for (index, component) in components.enumerated() {
            try DesignEncoder.validate(component, named: "components[\(index)]", count: first.count)
        }
        if let means { try DesignEncoder.validate(means, named: "means", count: first.count) }
        self.components = components
        self.means = means
    }

    /// Writes a row's coordinates along the components.
    ///
    /// - Parameters:
    ///   - row: shape (columns); finite.
    ///   - scores: shape (components); overwritten.
    /// - Precondition: both have the shape.
    /// - Complexity: O(components * columns); allocates nothing.
    public func project(_ row: Span<Double>, into scores: inout MutableSpan<Double>) {
        precondition(row.count == columns && scores.count == components.count)
        for index in components.indices {
            let component = components[index]
            var sum = 0.0
            for column in 0..<row.count { sum += (row[column] - (means?[column] ?? 0)) * component[column] }
            scores[index] = sum
        }
    }
}

extension ComponentModel: Codable {
    private enum CodingKeys: String, CodingKey { case components, means }

    /// Reads what `encode(to:)` writes.
    ///
    /// - Throws: `DecodingError`, and `ModelError` as `init(components:means:)`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            components: try container.decode([[Double]].self, forKey: .components),
            means: try container.decodeIfPresent([Double].self, forKey: .means))
    }

    /// Writes all numbers, which read back as the same doubles.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(components, forKey: .components)
        try container.encodeIfPresent(means, forKey: .means)
    }
}
