import Models
import Testing

/// Contributions against another row.
@Suite struct ReferenceTests {
    @Test func contributionsSumToTheLogit() throws {
        let model = try ModelSamples.model()
        let rows = ModelSamples.rows(2000)
        for (row, reference) in zip(rows, rows.dropFirst()) {
            let explanation = model.explain(row.span, against: reference.span)
            #expect(explanation.score == model.score(row.span))
            #expect(explanation.baseline == model.score(reference.span).logit)
            let sum = explanation.contributions.reduce(explanation.baseline, +)
            #expect(abs(sum - explanation.score.logit) <= 1e-12)
        }
    }

    @Test func whereTheyAgreeNothingIsAdded() throws {
        let model = try ModelSamples.model()
        for row in ModelSamples.rows(200) {
            let explanation = model.explain(row.span, against: row.span)
            #expect(explanation.contributions == [0, 0, 0])
            #expect(explanation.baseline == explanation.score.logit)
        }
    }

    /// Under a curve, too: inputs on which two rows agree add nothing, however steep the curve is at either.
    @Test func underACurveWhatTheyShareAddsNothing() throws {
        let curve = IsotonicCalibration(margins: [-2, 0, 1, 3], logits: [-3, -2.9, 0, 0.1])
        let model = try ModelSamples.model().calibrated(by: .isotonic(curve))
        let rows = ModelSamples.rows(2000)
        for (row, reference) in zip(rows, rows.dropFirst()) {
            let explanation = model.explain(row.span, against: reference.span)
            #expect(explanation.score == model.score(row.span))
            #expect(explanation.baseline == model.score(reference.span).logit)
            let sum = explanation.contributions.reduce(explanation.baseline, +)
            #expect(abs(sum - explanation.score.logit) <= 1e-12)
            var other = reference
            other[0] = row[0]
            other[2] = row[2]
            let contributions = model.explain(row.span, against: other.span).contributions
            #expect(contributions[0] == 0 && contributions[2] == 0)
            #expect(model.explain(row.span, against: row.span).contributions == [0, 0, 0])
        }
    }

    /// The difference of what each adds, as written out.
    @Test func aContributionIsADifferenceOfParts() throws {
        let model = try ModelSamples.model()
        let explanation = model.explain([35.0, 0, 1].span, against: [.nan, 0, 2].span)
        // The missing amount counts as 35 and has an indicator: 0.83 * -0.13 / 0.26.
        #expect(abs(explanation.contributions[0] - 0.83 * 0.13 / 0.26) < 1e-12)
        #expect(explanation.contributions[1] == 0)
        #expect(abs(explanation.contributions[2] - 0.83 * (-0.29 / 0.47 - 0.53 / 0.4)) < 1e-12)
    }
}
