import Foundation
import Testing

@testable import Models

@Suite struct IntentModelTests {
    private func terms(_ terms: [String], _ unit: TextAnalyzer.Unit = .words) throws -> TextVectorizer {
        try TextVectorizer(
            analyzer: TextAnalyzer(
                unit: unit, shortest: unit == .words ? 1 : 3, longest: unit == .words ? 1 : 3),
            isSublinear: false, columns: .terms(terms), weights: nil)
    }

    private func blocks() throws -> TermBlocks {
        try TermBlocks(
            words: try terms(["card", "cash", "rate"]), characters: try terms([" ca", "ard"], .characters))
    }

    private func model(
        features: IntentFeatures? = nil, threshold: Double = 0, temperature: Double = 2
    ) throws -> IntentModel {
        let own = try features ?? .terms(blocks())
        return try IntentModel(
            features: own, intents: ["a", "b", "c"],
            coefficients: (0..<own.columnCount * 3).map { Float($0 * 7 % 11) - 5 },
            intercepts: [0.5, -0.25, 0], temperature: temperature, threshold: threshold)
    }

    private func projection() throws -> IntentFeatures {
        .projection(
            try TextEmbedder(
                terms: try blocks(), dimensions: 2,
                directions: [0.5, 0.25, -0.5, 1, 0.125, 0.75, 1, -1, 0.25, 0.5]))
    }

    /// Margins, softmax and order by plain loops over the vector.
    @Test func answersAreThoseOfPlainLoops() throws {
        for features in [IntentFeatures.terms(try blocks()), try projection()] {
            let model = try model(features: features)
            let text = "Card rate? card"
            let vector: [Double]
            switch features {
            case .terms(let terms):
                let found = terms.vector(of: text)
                vector = (0..<5).map { column in
                    found.columns.firstIndex(of: Int32(column)).map { found.values[$0] } ?? 0
                }
            case .projection(let embedder): vector = try #require(embedder.vector(of: text))
            }
            var margins = model.intercepts
            for (column, value) in vector.enumerated() {
                for index in 0..<3 {
                    margins[index] += value * Double(model.coefficients[column * 3 + index])
                }
            }
            let powers = margins.map { exp($0 / 2) }
            let answer = model.answer(text, reasons: 100)
            for index in 0..<3 {
                #expect(abs(answer.probabilities[index] - powers[index] / powers.reduce(0, +)) < 1e-12)
            }
            let order = [0, 1, 2].sorted { margins[$0] > margins[$1] }
            #expect(answer.likeliest == order[0] && answer.runnerUp == order[1])
            #expect(answer.intent == order[0] && answer.abstention == nil)
            #expect(abs(answer.margin - (margins[order[0]] - margins[order[1]]) / 2) < 1e-12)
            let sum = answer.reasons.reduce(answer.prior) { $0 + $1.contribution }
            #expect(abs(sum - answer.margin) < 1e-12, "\(features.kind)")
            #expect(answer.reasons.map(\.contribution) == answer.reasons.map(\.contribution).sorted(by: >))
            #expect(Set(answer.reasons.map(\.gram)) == ["card", "rate", " ca", "ard"])
            #expect(answer.reasons.first { $0.gram == " ca" }?.unit == .characters)
            #expect(model.answer(text, reasons: 2).reasons == Array(answer.reasons.prefix(2)))
            #expect(model.answer(text).reasons.isEmpty)
        }
    }

    /// The prior probabilities, and no opinion.
    @Test func nothingKnownIsUnknown() throws {
        for features in [IntentFeatures.terms(try blocks()), try projection()] {
            for text in ["", "  ", "…!?", "\u{0}\u{1b}", "😀😀", "xyz", "δοκιμή"] {
                let answer = try model(features: features).answer(text, reasons: 5)
                #expect(answer.abstention == .nothingKnown && answer.intent == nil && answer.likeliest == 0)
                #expect(answer.reasons.isEmpty && abs(answer.probabilities.reduce(0, +) - 1) < 1e-12)
                #expect(answer.margin == answer.prior)
            }
        }
    }

    @Test func belowTheThresholdIsUnknown() throws {
        let certain = try model().answer("card")
        let exactly = try model(threshold: certain.probability)
        #expect(exactly.answer("card").abstention == nil)
        let above = try model(threshold: certain.probability.nextUp)
        #expect(above.answer("card").abstention == .belowThreshold)
        #expect(above.answer("card").likeliest == certain.likeliest)
    }

    /// Shared columns have no gram of their own.
    @Test func sharedColumnsAreToldByNumber() throws {
        let shared = try TermBlocks(
            words: try TextVectorizer(
                analyzer: TextAnalyzer(), isSublinear: false, columns: .hashed(4), weights: nil),
            characters: nil)
        let answer = try model(features: .terms(shared)).answer("card", reasons: 3)
        #expect(answer.reasons.count == 1 && answer.reasons[0].gram.hasPrefix("#"))
    }

    /// Ten megabytes are read to their limit.
    @Test func longTextsEnd() throws {
        let long = String(repeating: "card ", count: 2_000_000)
        let answer = try model().answer(long, reasons: 1)
        #expect(answer.abstention == nil)
        #expect(try model().answer(String(long.prefix(TermBlocks.longestText))) == model().answer(long))
    }

    @Test func modelsReadBackAsTheyWere() throws {
        for features in [IntentFeatures.terms(try blocks()), try projection()] {
            let model = try model(features: features, threshold: 0.4)
            let data = try JSONEncoder().encode(model)
            #expect(try JSONDecoder().decode(IntentModel.self, from: data) == model)
        }
    }

    @Test func whatIsNoModelIsRefused() throws {
        let features = IntentFeatures.terms(try blocks())
        func make(
            intents: [String] = ["a", "b"], coefficients: Int = 10, value: Float = 1,
            intercepts: [Double] = [0, 0], temperature: Double = 1, threshold: Double = 0
        ) throws {
            _ = try IntentModel(
                features: features, intents: intents,
                coefficients: [Float](repeating: value, count: coefficients), intercepts: intercepts,
                temperature: temperature, threshold: threshold)
        }
        try make()
        #expect(throws: ModelError.self) { try make(intents: ["a"], coefficients: 5, intercepts: [0]) }
        #expect(throws: ModelError.self) { try make(intents: ["a", "a"]) }
        #expect(throws: ModelError.self) { try make(intents: ["a", ""]) }
        #expect(throws: ModelError.self) { try make(coefficients: 9) }
        #expect(throws: ModelError.self) { try make(value: .nan) }
        #expect(throws: ModelError.self) { try make(intercepts: [0]) }
        #expect(throws: ModelError.self) { try make(intercepts: [0, .infinity]) }
        #expect(throws: ModelError.self) { try make(temperature: 0) }
        #expect(throws: ModelError.self) { try make(temperature: .nan) }
        #expect(throws: ModelError.self) { try make(threshold: 1.5) }
        var text = String(decoding: try JSONEncoder().encode(model()), as: UTF8.self)
        text = text.replacing("\"coefficients\":\"", with: "\"coefficients\":\"?")
        #expect(throws: (any Error).self) {
            try JSONDecoder().decode(IntentModel.self, from: Data(text.utf8))
        }
        #expect(throws: (any Error).self) {
            try JSONDecoder().decode(IntentModel.self, from: Data("{}".utf8))
        }
    }
}
