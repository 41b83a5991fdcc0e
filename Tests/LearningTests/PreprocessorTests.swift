import Features
import Models
import Testing

@testable import Learning

@Suite struct PreprocessorTests {
    private func fit(
        _ columns: [FeatureColumn], inputs: [InputSelection.Entry]? = nil, minimumCount: Int = 2
    ) throws -> FittedPreprocessor {
        let selection = try inputs.map { entries in try InputSelection(entries) }
        return try Preprocessor(.init(inputs: selection, minimumCount: minimumCount)).fit(
            ScorerTrainerTests.frame(columns))
    }

    @Test func numbersHavePopulationMomentsAndIndicatorsStay() throws {
        let fitted = try fit([FeatureColumn(name: "x", values: .numbers([1, 2, .nan, 6]))])
        #expect(fitted.encoder.columns.map(\.name) == ["x", "x=(missing)"])
        #expect(fitted.encoder.fill[0] == 2)
        #expect(fitted.encoder.mean == [2.75, 0])
        #expect(abs(fitted.encoder.scale[0] - 1.920286436967152) < 1e-15)
        #expect(fitted.encoder.scale[1] == 1)
    }

    /// Said before memory is taken: nobody can make these rows here.
    @Test func designsThatFitNoMemoryAreRefused() throws {
        try FittedPreprocessor.check(columns: 1_000, rows: 1_000_000, input: "c")
        #expect(throws: LearningError.designTooLarge(rows: 1_000_000, columns: 10_000, input: "c")) {
            try FittedPreprocessor.check(columns: 10_000, rows: 1_000_000, input: "c")
        }
    }

    @Test func columnsOfEqualValuesAreDroppedByName() throws {
        let fitted = try fit([
            FeatureColumn(name: "constant", values: .numbers([0.1, 0.1, 0.1, 0.1])),
            FeatureColumn(name: "never", values: .numbers([.nan, .nan, .nan, .nan])),
            FeatureColumn(name: "nobody", values: .categories([nil, nil, nil, nil])),
            FeatureColumn(name: "one", values: .categories(["a", "a", "a", "a"])),
            FeatureColumn(name: "partly", values: .numbers([3, .nan, 3, 3])),
            FeatureColumn(name: "x", values: .numbers([1, 2, 3, 4])),
        ])
        #expect(fitted.droppedColumns == ["constant", "never", "nobody", "one=a", "partly"])
        #expect(fitted.encoder.inputs.map(\.name) == ["partly", "x"])
        #expect(fitted.encoder.columns.map(\.name) == ["partly=(missing)", "x"])
    }

    @Test func rareLevelsShareAColumnAndLeaveNoName() throws {
        let fitted = try fit([
            FeatureColumn(name: "c", values: .categories(["b", "a", "b", "a", "rare", nil]))
        ])
        #expect(fitted.encoder.columns.map(\.name) == ["c=a", "c=b", "c=(other)", "c=(missing)"])
        #expect(fitted.encoder.inputs[0].levels == ["a", "b"])
    }

    @Test func withoutRareLevelsAnUnknownOneIsAllZero() throws {
        let encoder = try fit([FeatureColumn(name: "c", values: .categories(["b", "a", "b", "a"]))]).encoder
        #expect(encoder.columns.map(\.name) == ["c=a", "c=b"])
        let code = encoder.encode(level: "new", input: 0)
        #expect(encoder.encoded(column: 0, value: code) == 0 && encoder.encoded(column: 1, value: code) == 0)
    }

    @Test func transformsNameTheirColumnAndRefuseTheirDomain() throws {
        let column = FeatureColumn(name: "x", values: .numbers([0, -3, 4]))
        #expect(throws: LearningError.self) {
            try fit([column], inputs: [.init(name: "x", transforms: [.log1p])])
        }
        let fitted = try fit(
            [column], inputs: [.init(name: "x", transforms: [.clip(lower: 0, upper: 9), .squareRoot])])
        #expect(fitted.encoder.columns.map(\.name) == ["squareRoot(clip(x))"])
        #expect(abs(fitted.encoder.mean[0] - 2.0 / 3) < 1e-15)
    }

    @Test func hugeNumbersNeedATransform() throws {
        let column = FeatureColumn(name: "x", values: .numbers([1e300, -1e300, .nan, 1e300]))
        #expect {
            try fit([column])
        } throws: {
            "\($0)" == "input 'x', row 1: a number beyond ±1e90; take signedLog1p or clip"
        }
        let fitted = try fit([column], inputs: [.init(name: "x", transforms: [.signedLog1p])])
        #expect(fitted.encoder.mean[0].isFinite)
    }

    @Test func whatCannotBeUsedIsRefused() throws {
        let numbers = FeatureColumn(name: "x", values: .numbers([1, 2, 3]))
        let constant = FeatureColumn(name: "x", values: .numbers([1, 1]))
        #expect(throws: LearningError.noColumns) { try fit([constant]) }
        #expect(throws: LearningError.noRows) { try fit([FeatureColumn(name: "x", values: .numbers([]))]) }
        #expect(throws: LearningError.missingInput(name: "y", kind: "numbers or categories")) {
            try fit([numbers], inputs: [.init(name: "y")])
        }
        #expect(throws: LearningError.self) {
            try fit([FeatureColumn(name: "x", values: .numbers([1, .infinity]))])
        }
        #expect(throws: LearningError.self) {
            try fit(
                [FeatureColumn(name: "c", values: .categories(["a", "b"]))],
                inputs: [.init(name: "c", transforms: [.log1p])])
        }
        #expect(throws: ConfigurationError.self) { try InputSelection([.init(name: "x"), .init(name: "x")]) }
        #expect(throws: ConfigurationError.self) { try Preprocessor(.init(minimumCount: 0)) }
    }

    @Test func aFrameWithoutAnInputIsRefused() throws {
        let encoder = try fit([FeatureColumn(name: "x", values: .numbers([1, 2]))]).encoder
        let other = ScorerTrainerTests.frame([FeatureColumn(name: "x", values: .categories(["a"]))])
        #expect(throws: LearningError.missingInput(name: "x", kind: "numbers")) {
            try encoder.rows(of: other)
        }
    }
}
