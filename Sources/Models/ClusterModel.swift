/// Centres, and the rule that a row belongs to the nearest.
///
/// Only `+ - * /` and square roots: the same cluster on every CPU, and the very one that a fit found.
public struct ClusterModel: Equatable, Sendable {
    /// The centres; shape (clusters, columns).
    public let centres: [[Double]]
    /// Whether rows are brought to length 1 before they are compared, as the centres were.
    public let isSpherical: Bool

    /// The number of numbers in a row.
    public var columns: Int { centres[0].count }

    /// Creates a model.
    ///
    /// - Throws: `ModelError` where there is no centre, they have different lengths, or a number is not within
    ///   ±`DesignEncoder.limit`.
    public init(centres: [[Double]], isSpherical: Bool) throws(ModelError) {
        guard let first = centres.first else { throw .wrongCount(of: "centres", expected: 1, found: 0) }
        for (index, centre) in centres.enumerated() {
            try DesignEncoder.validate(centre, named: "centres[\(index)]", count: first.count)
        }
        self.centres = centres
        self.isSpherical = isSpherical
    }

    /// The cluster of a row, and the row's squared distance to its centre.
    ///
    /// - Parameter row: shape (columns); finite. For a spherical model it has length 1.
    /// - Returns: of several nearest centres the first.
    /// - Precondition: the row has the shape.
    /// - Complexity: O(clusters * columns); allocates nothing.
    public func nearest(_ row: Span<Double>) -> (cluster: Int, squaredDistance: Double) {
        precondition(row.count == columns, "the row has another shape than the centres")
        var (cluster, least) = (0, Double.infinity)
        for index in centres.indices {
            let centre = centres[index]
            var sum = 0.0
            for column in 0..<row.count {
                let difference = row[column] - centre[column]
                sum += difference * difference
            }
            if sum < least { (cluster, least) = (index, sum) }
        }
        return (cluster, least)
    }
}

extension ClusterModel: Codable {
    private enum CodingKeys: String, CodingKey { case centres, isSpherical }

    /// Reads what `encode(to:)` writes.
    ///
    /// - Throws: `DecodingError`, and `ModelError` as `init(centres:isSpherical:)`.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            centres: try container.decode([[Double]].self, forKey: .centres),
            isSpherical: try container.decode(Bool.self, forKey: .isSpherical))
    }

    /// Writes all numbers, which read back as the same doubles.
    public func encode(to encoder: any Encoder) throws {
        var container = encoder.container(keyedBy: CodingKeys.self)
        try container.encode(centres, forKey: .centres)
        try container.encode(isSpherical, forKey: .isSpherical)
    }
}
