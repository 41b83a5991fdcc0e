import Features
import Models
import Registry
import Scoring
import Storage

/// A small model of purchases: three inputs, with features, and golden rows.
enum TestModel {
    static let name = "repeat-purchase"

    static let features = [
        Feature(
            name: "frequency",
            definition: FeatureDefinition(
                kind: .count, of: "purchase", unit: "purchases", sentence: "{value} purchases so far")),
        Feature(
            name: "monetary", definition: FeatureDefinition(kind: .sum, of: "purchase", attribute: "amount")),
        Feature(
            name: "recency", definition: FeatureDefinition(kind: .timeSinceLast, of: "purchase", unit: "days")
        ),
        Feature(
            name: "region", definition: FeatureDefinition(kind: .attribute, attribute: "region")),
    ]

    static func package(intercept: Double, hasFeatures: Bool = true) throws -> ScorerPackage {
        let inputs = [
            ModelInput(name: "frequency", kind: .number, sentence: "{value} purchases so far"),
            ModelInput(name: "recency", kind: .number),
            ModelInput(name: "region", kind: .category, levels: ["east", "west"]),
        ]
        let columns = [
            DesignColumn(name: "frequency", input: 0, encoding: .number(transforms: [])),
            DesignColumn(name: "recency", input: 1, encoding: .number(transforms: [])),
            DesignColumn(name: "recency missing", input: 1, encoding: .missingIndicator),
            DesignColumn(name: "region=east", input: 2, encoding: .level(0)),
            DesignColumn(name: "region other", input: 2, encoding: .otherLevels),
        ]
        let model = try LogisticModel(
            encoder: DesignEncoder(
                inputs: inputs, columns: columns, fill: [0, 30, 0, 0, 0], mean: [2.5, 41.3, 0.1, 0.5, 0.05],
                scale: [1.7, 22.9, 0.3, 0.5, 0.2]),
            coefficients: [0.73, -0.41, -0.2, 0.11, 0.05], intercept: intercept,
            calibration: .platt(PlattCalibration(slope: 1.07, intercept: -0.03)))
        let golden = [
            GoldenRow(inputs: [.number(3), .number(12.5), .level("east")], model: model),
            GoldenRow(inputs: [.number(0), .missing, .missing], model: model),
        ]
        return ScorerPackage(
            name: name, title: "Will a customer buy again?", unit: "customer", provenance: "simulated",
            model: model, features: hasFeatures ? try FeatureSet(features) : nil, golden: golden)
    }

    /// What made a version, as far as tests care.
    static let recipe = Digest(of: [7])

    /// A model of numbers alone, `x0` and so on, some of them transformed, with indicators of missing values.
    static func numbers(_ count: Int) throws -> ScorerPackage {
        let inputs = (0..<count).map { ModelInput(name: "x\($0)", kind: .number) }
        let columns = (0..<count).flatMap { input in
            [
                DesignColumn(
                    name: "x\(input)", input: input,
                    encoding: .number(transforms: input % 3 == 0 ? [.signedLog1p] : [])),
                DesignColumn(name: "x\(input) missing", input: input, encoding: .missingIndicator),
            ]
        }
        let model = try LogisticModel(
            encoder: DesignEncoder(
                inputs: inputs, columns: columns, fill: columns.map { _ in 0.5 },
                mean: columns.map { 0.1 * Double($0.input) },
                scale: columns.map { 1 + 0.3 * Double($0.input) }),
            coefficients: columns.map { $0.input % 2 == 0 ? 0.31 : -0.27 }, intercept: -0.4,
            calibration: .platt(PlattCalibration(slope: 0.9, intercept: 0.02)))
        return ScorerPackage(
            name: "numbers", title: "Numbers", unit: "row", provenance: "simulated", model: model,
            features: nil,
            golden: [GoldenRow(inputs: inputs.map { _ in .number(1) }, model: model)])
    }

    /// Publishes a version whose intercept is its recipe.
    @discardableResult
    static func publish(
        intercept: Double, hasFeatures: Bool = true, in registry: Registry
    ) throws -> PublishedVersion {
        let package = try package(intercept: intercept, hasFeatures: hasFeatures)
        return try registry.model(name).publish(
            files: package.files(), kind: .scorer,
            recipeDigest: Digest(of: Array("\(intercept) \(hasFeatures)".utf8)))
    }

    static func promote(
        _ version: Int, of name: String = name, to alias: String = "production", in registry: Registry,
        isOverride: Bool = false
    ) throws {
        let decision = Decision(
            who: "test", when: "2026-01-01T00:00:00Z", why: "a test", isOverride: isOverride)
        let model = try registry.model(name)
        guard try model.aliases()[alias] != version else { return }
        let statement = GateStatement(
            model: name, version: version, versionDigest: try model.manifest(version: version).digest,
            alias: alias, incumbentDigest: try model.digest(of: alias),
            gates: GateSource(file: "gates.yaml", digest: Digest(of: [1])), isAccepted: !isOverride,
            isOverridable: true)
        let result = try model.keep(gateResult: CanonicalJSON.encode(["statement": statement]))
        try model.promote(version: version, to: alias, allowedBy: result, by: decision)
    }

    /// The probability of the row that `inferBody` asks for.
    static func probability(intercept: Double) throws -> Double {
        let model = try package(intercept: intercept).model
        return model.score([3, 12.5, 0].span).probability.value
    }

    static let inferBody = """
        {"id":"q1","inputs":[
        {"name":"frequency","shape":[1],"datatype":"INT64","data":[3]},
        {"name":"recency","shape":[1],"datatype":"FP64","data":[12.5]},
        {"name":"region","shape":[1],"datatype":"BYTES","data":["east"]}]}
        """
}
