import Arithmetic
public import Models

/// The clusters that personas are made of: how a row becomes numbers, where the centres lie and how sure a nearest centre is.
///
/// Only `+ - * /`, square roots and `PortableMath`: the same bits on every CPU, one row or many.
public struct PersonaClusters: Equatable, Sendable {
    /// How inputs become standardized columns.
    public let encoder: DesignEncoder
    /// The clusters' ids, in the order of the centres; each once.
    ///
    /// An id belongs to its centre: another discovery with other centres has other ids.
    public let ids: [String]
    /// The centres, among standardized columns.
    public let model: ClusterModel
    /// What halves of squared distances are divided by before they become probabilities; above 0.
    public let temperature: Double
    /// The squared distance to the nearest centre beyond which a row is like nobody; above 0.
    public let farthest: Double
    /// What bootstrap samples say of each cluster, in the order of the centres: `highlyStable`, `valid`, `doubtful`, `notToBeTrusted` or
    /// `notMeasured`.
    public let verdicts: [String]
    /// How the features' numbers are spread, by feature.
    public let ranks: [String: FeatureRanks]

    /// Creates clusters.
    ///
    /// - Throws: `ModelError` for shapes that do not fit, names twice and numbers out of range.
    public init(
        encoder: DesignEncoder, ids: [String], model: ClusterModel, temperature: Double, farthest: Double,
        verdicts: [String], ranks: [String: FeatureRanks]
    ) throws(ModelError) {
        guard !encoder.columns.contains(where: \.isProduct) else {
            throw .invalidInput(index: 0, problem: "it has products, which clusters do not take")
        }
        guard model.columns == encoder.columns.count else {
            throw .wrongCount(
                of: "numbers of a centre", expected: encoder.columns.count, found: model.columns)
        }
        guard ids.count == model.centres.count, Set(ids).count == ids.count else {
            throw .wrongCount(of: "ids", expected: model.centres.count, found: Set(ids).count)
        }
        guard verdicts.count == ids.count else {
            throw .wrongCount(of: "verdicts", expected: ids.count, found: verdicts.count)
        }
        for (name, value) in [("temperature", temperature), ("farthest", farthest)]
        where !(value > 0 && value <= DesignEncoder.limit) {
            throw .invalidNumber(in: name, index: 0, requirement: "above 0, at most 1e90")
        }
        self.encoder = encoder
        self.ids = ids
        self.model = model
        self.temperature = temperature
        self.farthest = farthest
        self.verdicts = verdicts
        self.ranks = ranks
    }

    /// The standardized columns of a row; of length 1 where directions are compared, nil where such a row has none.
    ///
    /// - Parameter slots: as the encoder takes them; shape (inputs).
    /// - Complexity: O(columns).
    public func columns(of slots: [Double]) -> [Double]? {
        var row = encoder.columns.indices.map {
            encoder.standardized(column: $0, value: slots[encoder.columns[$0].input])
        }
        guard model.isSpherical else { return row }
        var squares = 0.0
        for value in row { squares += value * value }
        guard squares > 0, squares.isFinite else { return nil }
        let length = squares.squareRoot()
        for index in row.indices { row[index] /= length }
        return row
    }

    /// Squared distances of a row to the centres; shape (clusters).
    ///
    /// - Parameter row: as `columns(of:)` gives it.
    public func squaredDistances(_ row: [Double]) -> [Double] {
        model.centres.map { centre in
            var sum = 0.0
            for (value, own) in zip(row, centre) { sum += (value - own) * (value - own) }
            return sum
        }
    }

    /// How likely each cluster is: the softmax of minus half the squared distances, divided by the temperature.
    ///
    /// - Returns: shape (clusters); they sum to 1.
    public func probabilities(_ squaredDistances: [Double]) -> [Double] {
        let least = squaredDistances.reduce(.infinity) { min($0, $1) }
        let tails = squaredDistances.map { PortableMath.exp((least - $0) / 2 / temperature) }
        let sum = tails.reduce(0, +)
        return tails.map { $0 / sum }
    }
}
