import Foundation
import Models
import Testing

/// What a broken or forged file could hold is refused before a row is scored.
@Suite struct HostileModelTests {
    typealias Change = @Sendable (inout LogisticModel.Description, inout LogisticModel.Weights) -> Void

    static let changes: [(String, Change)] = [
        ("too few coefficients", { $1.coefficients.removeLast() }),
        ("too many means", { $1.mean.append(0) }),
        ("no scale", { $1.scale = [] }),
        ("no fill", { $1.fill = [] }),
        ("scale 0", { $1.scale[1] = 0 }),
        ("scale below 0", { $1.scale[1] = -1 }),
        ("scale NaN", { $1.scale[1] = .nan }),
        ("mean infinite", { $1.mean[0] = .infinity }),
        ("fill NaN", { $1.fill[0] = .nan }),
        ("coefficient NaN", { $1.coefficients[0] = .nan }),
        ("coefficient beyond the limit", { $1.coefficients[0] = 1e91 }),
        ("intercept infinite", { $1.intercept = -.infinity }),
        ("slope NaN", { $1.calibration = .platt(PlattCalibration(slope: .nan, intercept: 0)) }),
        ("calibration left out", { $1.calibration = nil }),
        ("calibration not described", { description, _ in description.calibration = .none }),
        ("level beyond the levels", { d, _ in d.columns[3].encoding = .level(3) }),
        ("level below 0", { d, _ in d.columns[3].encoding = .level(-1) }),
        ("level of a number", { d, _ in d.columns[0].encoding = .level(0) }),
        ("other levels of a number", { d, _ in d.columns[0].encoding = .otherLevels }),
        ("number of a category", { d, _ in d.columns[3].encoding = .number(transforms: []) }),
        ("input beyond the inputs", { d, _ in d.columns[7].input = 3 }),
        ("input below 0", { d, _ in d.columns[0].input = -1 }),
        ("inputs out of order", { d, _ in d.columns[7].input = 1 }),
        (
            "bounds crossed",
            { d, _ in d.columns[0].encoding = .number(transforms: [.clip(lower: 1, upper: 0)]) }
        ),
        (
            "bound NaN",
            { d, _ in d.columns[0].encoding = .number(transforms: [.clip(lower: .nan, upper: 0)]) }
        ),
        ("name twice", { d, _ in d.inputs[1].name = "amount" }),
        ("name empty", { d, _ in d.inputs[1].name = "" }),
        ("levels out of order", { d, _ in d.inputs[2].levels = ["west", "north", "east"] }),
        ("level twice", { d, _ in d.inputs[2].levels = ["east", "east", "west"] }),
        ("levels of a number", { d, _ in d.inputs[0].levels = ["one"] }),
        ("no inputs", { d, _ in d.inputs = [] }),
        ("bins of a category", { d, _ in d.columns[3].encoding = bins([1], [0, 1]) }),
        ("edges that fall", { d, _ in d.columns[0].encoding = bins([2, 1], [0, 1, 2]) }),
        ("edges twice", { d, _ in d.columns[0].encoding = bins([1, 1], [0, 1, 2]) }),
        ("edge infinite", { d, _ in d.columns[0].encoding = bins([.infinity], [0, 1]) }),
        ("too many edges", { d, _ in d.columns[0].encoding = edges(1_000) }),
        ("a bin without evidence", { d, _ in d.columns[0].encoding = bins([1], [0]) }),
        ("evidence NaN", { d, _ in d.columns[0].encoding = bins([1], [0, .nan]) }),
        ("evidence of missing infinite", { d, _ in d.columns[0].encoding = bins([], [0], .infinity) }),
        ("evidence of a number's levels", { d, _ in d.columns[0].encoding = levels([]) }),
        ("a level without evidence", { d, _ in d.columns[3].encoding = levels([0, 1]) }),
        ("evidence of a level beyond the limit", { d, _ in d.columns[3].encoding = levels([0, 1, 1e91]) }),
        ("buckets of a number", { d, _ in d.inputs[0].buckets = 8 }),
        ("buckets beside levels", { d, _ in d.inputs[2].buckets = 8 }),
        ("buckets that are no power of two", { d, _ in hash(&d, into: 12) }),
        ("one bucket", { d, _ in hash(&d, into: 1) }),
        ("buckets below 0", { d, _ in hash(&d, into: -8) }),
        ("too many buckets", { d, _ in hash(&d, into: 1 << 21) }),
        ("a bucket beyond the buckets", { d, _ in hash(&d, into: 2) }),
        ("a product of one input", { d, _ in d.columns[7].encoding = .product(3, 4) }),
        ("a product of a column with itself", { d, _ in d.columns[7].encoding = .product(0, 0) }),
        ("a product of what is not there", { d, w in append(.product(0, 8), to: &d, &w) }),
        ("a product below 0", { d, w in append(.product(-1, 2), to: &d, &w) }),
        ("a product in another order", { d, w in append(.product(2, 0), to: &d, &w) }),
        ("a product of another input", { d, w in append(.product(0, 2), input: 1, to: &d, &w) }),
        (
            "a product of a product",
            { d, w in
                append(.product(0, 2), to: &d, &w)
                append(.product(0, 8), to: &d, &w)
            }
        ),
        (
            "a column behind a product",
            { d, w in
                append(.product(0, 2), to: &d, &w)
                append(.missingIndicator, input: 2, to: &d, &w)
            }
        ),
    ]

    private static func bins(
        _ edges: [Double], _ evidence: [Double], _ missing: Double = 0
    ) -> DesignColumn.Encoding {
        .bins(EvidenceBins(edges: edges, evidence: evidence, missing: missing))
    }

    /// Bins whose evidence goes up and down by 0.5.
    private static func edges(_ count: Int) -> DesignColumn.Encoding {
        bins((0..<count).map(Double.init), (0...count).map { $0.isMultiple(of: 2) ? 0 : 0.5 })
    }

    private static func append(
        _ encoding: DesignColumn.Encoding, input: Int = 0, to description: inout LogisticModel.Description,
        _ weights: inout LogisticModel.Weights
    ) {
        description.columns.append(DesignColumn(name: "more", input: input, encoding: encoding))
        weights.coefficients.append(1)
        weights.fill.append(0)
        weights.mean.append(0)
        weights.scale.append(1)
    }

    private static func levels(_ levels: [Double]) -> DesignColumn.Encoding {
        .levelEvidence(LevelEvidence(levels: levels, other: 0, missing: 0))
    }

    /// The region hashed, its columns those of the first three buckets.
    private static func hash(_ description: inout LogisticModel.Description, into buckets: Int) {
        description.inputs[2].levels = []
        description.inputs[2].buckets = buckets
        description.columns[6].encoding = .missingIndicator
    }

    /// What the last of the hostile descriptions is changed from can be used.
    @Test func hashedLevelsAreNoneOfThese() throws {
        var description = ModelSamples.description
        Self.hash(&description, into: 4)
        let model = try LogisticModel(description: description, weights: ModelSamples.weights)
        #expect(model.encode(level: "#3", input: 2) == 3)
    }

    /// Nor is a product of two inputs.
    @Test func productsAreNoneOfThese() throws {
        var (description, weights) = (ModelSamples.description, ModelSamples.weights)
        Self.append(.product(0, 2), to: &description, &weights)
        #expect(try LogisticModel(description: description, weights: weights).columns.count == 9)
    }

    /// As many edges as there may be, and how far it is across them; one more is refused by its column.
    @Test func edgesHaveALimit() throws {
        var (description, weights) = (ModelSamples.description, ModelSamples.weights)
        description.columns[0].encoding = Self.edges(EvidenceBins.edgeLimit)
        (weights.mean[0], weights.scale[0]) = (0.25, 0.5)
        let model = try LogisticModel(description: description, weights: weights)
        for (old, new) in [(-1.0, 2_000.0), (-1, -5), (0.5, 0), (998, 997.5), (3, 400), (700.25, 12)] {
            let passed = (0..<EvidenceBins.edgeLimit).filter {
                (min(old, new)..<max(old, new)).contains(Double($0) - 1e-9)
            }
            #expect(model.distance(input: 0, from: old, to: new) == Double(passed.count), "\(old) \(new)")
        }
        description.columns[0].encoding = Self.edges(EvidenceBins.edgeLimit + 1)
        #expect(throws: ModelError.invalidColumn(index: 0, problem: "it has more than 999 edges of bins")) {
            try LogisticModel(description: description, weights: weights)
        }
    }

    @Test(arguments: changes.indices)
    func isRefused(index: Int) {
        let (name, change) = Self.changes[index]
        var description = ModelSamples.description
        var weights = ModelSamples.weights
        change(&description, &weights)
        #expect(throws: ModelError.self, "\(name)") {
            try LogisticModel(description: description, weights: weights)
        }
    }

    @Test func errorsSayWhereAndWhatToDo() {
        let error = ModelError.invalidNumber(in: "scale", index: 3, requirement: "above 0")
        #expect(
            error.description
                == "scale[3]: the number must be above 0; train the model again or restore its files")
    }

    @Test func unknownTransformIsRefusedByName() {
        #expect {
            try JSONDecoder().decode([Transform].self, from: Data(#"["logp1"]"#.utf8))
        } throws: {
            "\($0)".contains("'logp1' is not a transform")
        }
    }

    @Test func transformsGoThroughFiles() throws {
        let transforms: [Transform] = [.log1p, .signedLog1p, .squareRoot, .clip(lower: -0.5, upper: 1e9)]
        let json = try JSONEncoder().encode(transforms)
        #expect(try JSONDecoder().decode([Transform].self, from: json) == transforms)
    }
}
