import Models
import Scoring
import TestKit

/// Packages with every kind of column, and rows for them, drawn from a seed.
struct RandomPackage {
    static let texts = [
        "", "a", "A", "b b", "ä", "日本", "none", "nan", "=\"'\\:", "0", "0.0", "long text, that goes on",
    ]
    private static let transforms: [Transform] = [
        .log1p, .signedLog1p, .squareRoot, .clip(lower: -3.5, upper: 12),
    ]

    private var random: SplitMix64

    init(seed: Int) { random = SplitMix64(seed: UInt64(seed)) }

    /// In -1...1.
    private mutating func unit() -> Double { Double(random.below(2_000_001) - 1_000_000) / 1_000_000 }

    mutating func package(named name: String) throws -> ScorerPackage {
        var inputs: [ModelInput] = []
        for index in 0...random.below(5) {
            let levels = random.shuffled(Array(Self.texts.dropFirst())).prefix(random.below(5)).sorted()
            inputs.append(
                random.oneIn(2)
                    ? ModelInput(name: "number \(index) 'é'", kind: .number)
                    : ModelInput(name: "t\(index)", kind: .category, levels: levels))
        }
        var columns: [DesignColumn] = []
        for (index, input) in inputs.enumerated() { columns += self.columns(of: input, index) }
        if columns.isEmpty { columns = [DesignColumn(name: "c", input: 0, encoding: .missingIndicator)] }
        let plain = columns.indices
        for _ in 0..<random.below(4) {
            let pair = [random.below(plain.count), random.below(plain.count)].sorted()
            guard columns[pair[0]].input < columns[pair[1]].input else { continue }
            columns.append(
                DesignColumn(
                    name: "c", input: columns[pair[0]].input, encoding: .product(pair[0], pair[1])))
        }
        let weights = LogisticModel.Weights(
            coefficients: columns.map { _ in unit() * 2 }, intercept: unit(),
            fill: columns.map { column in if case .number = column.encoding { unit() * 5 } else { 0 } },
            mean: columns.map { _ in unit() },
            scale: columns.map { _ in random.pick([1e-3, 0.5, 1, 20]) },
            calibration: calibration())
        let model = try LogisticModel(
            description: .init(
                inputs: inputs, columns: columns, calibration: weights.calibration?.method ?? .none),
            weights: weights)
        return ScorerPackage(
            name: name, title: "", unit: "row", provenance: "simulated", model: model, features: nil,
            golden: (0..<60).map { _ in GoldenRow(inputs: inputs.map { value(of: $0) }, model: model) })
    }

    private mutating func calibration() -> Calibration? {
        switch random.below(3) {
        case 0: return nil
        case 1: return .platt(PlattCalibration(slope: 0.5 + abs(unit()), intercept: unit()))
        default:
            var (margin, logit) = (-2 + unit(), -1 + unit())
            var curve = IsotonicCalibration(margins: [margin], logits: [logit])
            for _ in 0..<random.below(8) {
                margin += 0.01 + abs(unit())
                logit += random.oneIn(2) ? 0 : abs(unit())
                curve.margins.append(margin)
                curve.logits.append(logit)
            }
            return .isotonic(curve)
        }
    }

    private mutating func columns(of input: ModelInput, _ index: Int) -> [DesignColumn] {
        var encodings: [DesignColumn.Encoding] = []
        if input.kind == .number {
            for _ in 0..<random.below(3) {
                let transforms = random.shuffled(Self.transforms).prefix(random.below(3))
                encodings.append(.number(transforms: Array(transforms)))
            }
            if random.oneIn(3) {
                let edges = Set((0..<random.below(5)).map { _ in unit() * 20 }).sorted()
                encodings.append(
                    .bins(
                        EvidenceBins(
                            edges: edges, evidence: (0...edges.count).map { _ in unit() }, missing: unit())))
            }
        } else {
            encodings += input.levels.indices.map { .level($0) }
            if random.oneIn(2) { encodings.append(.otherLevels) }
            if random.oneIn(3) {
                encodings.append(
                    .levelEvidence(
                        LevelEvidence(
                            levels: input.levels.map { _ in unit() }, other: unit(), missing: unit())))
            }
        }
        if random.oneIn(2) { encodings.append(.missingIndicator) }
        return encodings.map { DesignColumn(name: "c", input: index, encoding: $0) }
    }

    private mutating func value(of input: ModelInput) -> InputValue {
        if random.oneIn(6) { return .missing }
        if input.kind == .category {
            return .level(random.pick(Self.texts.filter { !$0.isEmpty } + ["unseen"]))
        }
        let scale = random.pick([1e-12, 1e-3, 1, 30, 1e9, 1e300])
        return .number(unit() * scale)
    }
}
