import LinearAlgebra
import Learning
import Models
import TestKit
import Testing

@Suite struct PlattCalibratorTests {
    @Test func agreesWithStatsmodels() throws {
        for reference in try LearningFixture.read().calibrations {
            let line = try PlattCalibrator().fit(margins: reference.margins, labels: reference.labels)
            #expect(
                isNear([line.slope, line.intercept], [reference.slope, reference.intercept], 1e-6),
                "\(reference.name): \(line)")
        }
    }

    @Test func holdsTheLawsOfEstimators() throws {
        let laws = EstimatorLaws(columns: 1, takesWeights: false) { design, labels, _ in
            let line = try PlattCalibrator().fit(margins: design.elements, labels: labels)
            return [line.slope, line.intercept]
        }
        for seed in 1...3 as ClosedRange<UInt64> {
            #expect(try laws.violations(rows: 100, seed: seed) == [])
        }
    }

    @Test func equalMarginsAreRefused() {
        #expect(throws: LearningError.constantMargins) {
            try PlattCalibrator().fit(margins: [2, 2, 2], labels: [true, false, true])
        }
    }
}
