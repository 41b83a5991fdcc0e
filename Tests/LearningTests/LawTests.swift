import LinearAlgebra
import Learning
import Models
import TestKit
import Testing

/// The laws that all estimators of a kind hold.
@Suite struct LawTests {
    /// k-means from given centres, in place of starts drawn by the places of rows.
    @Test(arguments: [(false, nil), (true, nil), (false, 40)] as [(Bool, Int?)])
    func clustersHoldTheLawsOfStructure(isSpherical: Bool, batchSize: Int?) throws {
        let start = Matrix(rows: 3, columns: 3, elements: [-4, 4, 24, 2, 16, -12, 8, -8, 6])
        let laws = StructureLaws(
            columns: 3, takesWeights: true, ignoresOrder: batchSize == nil, growth: 1
        ) { rows, weights, concurrency in
            let fit = try KMeans(
                .init(clusters: 3, isSpherical: isSpherical, batchSize: batchSize, maximumIterations: 20),
                concurrency: concurrency
            ).fit(rows, weights: weights, start: start)
            return StructureLaws.Found(
                parameters: fit.model.centres.flatMap { $0 }, rows: fit.clusters.map { [Double($0)] }
            ) { others in
                try ClusterAssignment(fit.model, concurrency: concurrency).clusters(of: .double(others)).map {
                    [Double($0)]
                }
            }
        }
        #expect(try laws.violations(rows: 120, seed: 1) == [])
    }

    @Test(arguments: [false, true]) func directionsHoldTheLawsOfStructure(isCentred: Bool) throws {
        let laws = StructureLaws(columns: 4, takesWeights: false, growth: 2) { rows, _, concurrency in
            let fit = try Decomposition(
                .init(rank: 2, isCentred: isCentred, tolerance: 1e-9), concurrency: concurrency
            ).fit(rows)
            return StructureLaws.Found(
                parameters: fit.model.components.flatMap { $0 }, rows: Self.rows(of: fit.scores)
            ) { others in
                try Self.rows(
                    of: Projection(fit.model, concurrency: concurrency).scores(of: .double(others)))
            }
        }
        for seed in 1...3 as ClosedRange<UInt64> {
            #expect(try laws.violations(rows: 60, seed: seed) == [])
        }
    }

    @Test(arguments: [CalibrationMethod.platt, .isotonic])
    func calibratorsHoldTheirLaws(method: CalibrationMethod) throws {
        let laws = CalibratorLaws { margins, labels, concurrency in
            let calibration: Calibration =
                method == .platt
                ? .platt(
                    try PlattCalibrator(concurrency: concurrency).fit(margins: margins, labels: labels))
                : .isotonic(
                    try IsotonicCalibrator(concurrency: concurrency).fit(margins: margins, labels: labels))
            return calibration.logit
        }
        for seed in 1...3 as ClosedRange<UInt64> {
            #expect(try laws.violations(rows: 300, seed: seed) == [])
        }
    }

    @Test(arguments: [
        TextVectorizing.Configuration(minimumTexts: 2),
        .init(analyzer: .init(shortest: 1, longest: 2), isSublinear: true),
        .init(analyzer: .init(unit: .characters, shortest: 2, longest: 4)),
        .init(buckets: 512),
    ])
    func termsHoldTheLawsOfTexts(configuration: TextVectorizing.Configuration) throws {
        let laws = TextLaws(
            knowsItsWords: configuration.buckets == nil && configuration.analyzer.unit == .words
        ) { texts, concurrency in
            let model = try TextVectorizing(configuration, concurrency: concurrency).fit(texts)
            return { text in
                let vector = model.vector(of: text)
                guard !vector.columns.isEmpty else { return nil }
                var dense = [Double](repeating: 0, count: model.columnCount)
                for (column, value) in zip(vector.columns, vector.values) { dense[Int(column)] = value }
                return dense
            }
        }
        #expect(try laws.violations() == [])
    }

    @Test(arguments: [
        TermBlockVectorizing.Configuration(), .init(characters: nil), .init(words: nil),
    ])
    func projectionsHoldTheLawsOfTexts(configuration: TermBlockVectorizing.Configuration) throws {
        let laws = TextLaws(knowsItsWords: configuration.characters == nil) { texts, concurrency in
            let model = try TextEmbedding(
                .init(terms: configuration, dimensions: 5, tolerance: 1e-9), concurrency: concurrency
            ).fit(texts)
            return { model.vector(of: $0) }
        }
        #expect(try laws.violations() == [])
    }

    @Test(arguments: [true, false]) func wordsHoldTheLawsOfTexts(takesOffCommon: Bool) throws {
        let laws = TextLaws { texts, concurrency in
            let model = try WordVectorizing(
                .init(dimensions: 4, takesOffCommon: takesOffCommon), concurrency: concurrency
            ).fit(texts)
            return { model.vector(of: $0) }
        }
        #expect(try laws.violations() == [])
    }

    private static func rows(of matrix: Matrix) -> [[Double]] {
        (0..<matrix.rows).map { row in (0..<matrix.columns).map { matrix[row, $0] } }
    }
}
