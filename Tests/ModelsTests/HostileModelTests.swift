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
    ]

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
