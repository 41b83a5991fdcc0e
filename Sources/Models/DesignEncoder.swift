/// Turns rows of inputs into standardized design columns: the one implementation that training and scoring use.
///
/// Column j of a row is `(encoded - mean[j]) / scale[j]`, limited to ±`limit`.
public struct DesignEncoder: Equatable, Sendable {
    /// What a row holds, slot by slot.
    public let inputs: [ModelInput]
    /// The design columns, ascending by input; then products of them.
    public let columns: [DesignColumn]
    /// The number that a missing value of a number column counts as, in the input's own unit; shape (columns);
    /// 0 for other columns.
    public let fill: [Double]
    /// What is subtracted from each encoded column; shape (columns).
    public let mean: [Double]
    /// What each centred column is divided by; shape (columns); above 0.
    public let scale: [Double]

    /// The largest magnitude of a standardized value and of any parameter of a model.
    ///
    /// A product of three such numbers, summed over any number of columns, is finite: no row can score NaN.
    public static let limit = 1e90

    /// `columnStarts[i]..<columnStarts[i + 1]` are the columns of input i that are no products.
    let columnStarts: [Int]
    let steps: [Step]
    let transforms: [Transform]
    /// Of columns of evidence: a number's edges, then each bin's evidence, standardized, then that of missing, and behind these
    /// each bin's `travelled`; of a category each level's, then that of other levels and of missing.
    let tables: [Double]
    let products: Products
    private let levelCodes: [[String: Double]]

    /// All of a column without references, in one place, for the inner loop.
    struct Step: Equatable {
        enum Kind { case number, level, otherLevels, missingIndicator, bins, levelEvidence, product }
        var kind: Kind
        var level: Double = 0
        /// Where its transforms are, or its part of the tables.
        var operands: Range<Int> = 0..<0
        /// The number of levels, or buckets, of the input.
        var levels: Double
        var fill: Double
        var mean: Double
        var scale: Double
        /// What 0 and 1 are, standardized: all that columns other than numbers encode to.
        let absent: Double
        let present: Double

        init(kind: Kind, levels: Double, fill: Double, mean: Double, scale: Double) {
            self.kind = kind
            self.levels = levels
            self.fill = fill
            self.mean = mean
            self.scale = scale
            absent = Self.standardized(0, mean: mean, scale: scale)
            present = Self.standardized(1, mean: mean, scale: scale)
        }

        /// Whether the column is the number as it is sent.
        @inline(__always)
        var isPlain: Bool { kind == .number && operands.isEmpty }

        /// By the column's own mean and scale.
        func standardized(_ encoded: Double) -> Double {
            Self.standardized(encoded, mean: mean, scale: scale)
        }

        /// Within ±`limit`.
        @inline(__always)
        static func standardized(_ encoded: Double, mean: Double, scale: Double) -> Double {
            let z = (encoded - mean) / scale
            return z < -DesignEncoder.limit
                ? -DesignEncoder.limit : (z > DesignEncoder.limit ? DesignEncoder.limit : z)
        }
    }

    /// Creates an encoder.
    ///
    /// - Throws: `ModelError` where shapes, kinds, indices or numbers do not fit: no such file can crash scoring.
    /// - Complexity: O(columns + levels).
    public init(
        inputs: [ModelInput], columns: [DesignColumn], fill: [Double], mean: [Double], scale: [Double]
    ) throws(ModelError) {
        try Self.validate(inputs: inputs)
        try Self.validate(columns: columns, inputs: inputs)
        try Self.validate(fill, named: "fill", count: columns.count, within: .greatestFiniteMagnitude)
        try Self.validate(mean, named: "mean", count: columns.count)
        try Self.validate(scale, named: "scale", count: columns.count)
        if let index = scale.firstIndex(where: { $0 <= 0 }) {
            throw .invalidNumber(in: "scale", index: index, requirement: "above 0")
        }
        self.inputs = inputs
        self.columns = columns
        self.fill = fill
        self.mean = mean
        self.scale = scale
        (steps, transforms, tables) = Self.plan(columns, of: inputs, fill: fill, mean: mean, scale: scale)
        var starts = [Int](repeating: 0, count: inputs.count + 1)
        for column in columns where !column.isProduct { starts[column.input + 1] += 1 }
        for input in inputs.indices { starts[input + 1] += starts[input] }
        columnStarts = starts
        products = Products(columns, inputCount: inputs.count)
        levelCodes = inputs.map { input in
            Dictionary(
                input.levels.enumerated().map { ($0.element, Double($0.offset)) },
                uniquingKeysWith: { first, _ in first })
        }
    }

    /// The slot's value for a category's level; nil stands for missing.
    ///
    /// - Returns: the level's index, or its bucket; NaN for missing, -1 for a level the model does not know.
    /// - Precondition: `input` is the index of an input.
    public func encode(level: String?, input: Int) -> Double {
        guard let level else { return .nan }
        if let buckets = inputs[input].buckets { return Double(LevelBucket.index(of: level, count: buckets)) }
        return levelCodes[input][level] ?? ModelInput.unknownLevel
    }

    private static func plan(
        _ columns: [DesignColumn], of inputs: [ModelInput], fill: [Double], mean: [Double], scale: [Double]
    ) -> (steps: [Step], transforms: [Transform], tables: [Double]) {
        var transforms: [Transform] = []
        var tables: [Double] = []
        let steps = columns.indices.map { index in
            let column = columns[index]
            var step = Step(
                kind: .number, levels: Double(inputs[column.input].codeCount), fill: fill[index],
                mean: mean[index], scale: scale[index])
            switch column.encoding {
            case .number(let own):
                transforms += own
                step.operands = transforms.count - own.count..<transforms.count
            case .level(let level):
                step.kind = .level
                step.level = Double(level)
            case .otherLevels: step.kind = .otherLevels
            case .missingIndicator: step.kind = .missingIndicator
            case .bins(let bins):
                step.kind = .bins
                let start = tables.count
                tables += bins.edges
                tables += (bins.evidence + [bins.missing]).map(step.standardized)
                step.operands = start..<tables.count
                tables += Self.travelled(bins.evidence.map(step.standardized))
            case .levelEvidence(let evidence):
                step.kind = .levelEvidence
                let start = tables.count
                tables += (evidence.levels + [evidence.other, evidence.missing]).map(step.standardized)
                step.operands = start..<tables.count
            case .product: step.kind = .product
            }
            return step
        }
        return (steps, transforms, tables)
    }
}
