import Features
import Models
import Scoring
import Testing

struct LiveScorerTests {
    private static let lead = EntityKey(namespace: "lead", id: "1")

    private func event(_ id: Int, _ kind: String, day: Int, _ attributes: [String: AttributeValue] = [:])
        -> Event
    {
        let time = Instant(year: 2026, month: 1, day: day)
        return Event(
            id: "\(id)", source: "web", kind: kind, subject: Self.lead, occurredAt: time, recordedAt: time,
            attributes: attributes)
    }

    @Test func eventsScoreAsTheRowOfTheirFeatures() throws {
        let package = try SampleScorer.package()
        let scorer = try LiveScorer(package)
        let events = [
            event(1, "visit", day: 2), event(2, "visit", day: 3, ["region": .text("east")]),
            event(3, "visit", day: 9),
        ]
        let answer = scorer.answer(
            for: Self.lead, events: events, at: Instant(year: 2026, month: 1, day: 9))
        #expect(answer.values == [.number(2), .category("east")])
        let row = GoldenRow(inputs: [.number(2), .level("east")], model: package.model)
        #expect(answer.explanation.score.logit.bitPattern == row.logit.bitPattern)
        let sum = answer.explanation.contributions.reduce(answer.explanation.baseline, +)
        #expect(sum == answer.explanation.score.logit)
    }

    @Test func whatIsRecordedLaterChangesNothing() throws {
        let scorer = try LiveScorer(SampleScorer.package())
        let cutoff = Instant(year: 2026, month: 1, day: 5)
        let known = [event(1, "visit", day: 2)]
        let before = scorer.answer(for: Self.lead, events: known, at: cutoff)
        let after = scorer.answer(
            for: Self.lead, events: [event(2, "visit", day: 5), event(3, "visit", day: 7)] + known, at: cutoff
        )
        #expect(before == after)
    }

    @Test func aModelOfPlainRowsTakesNoEvents() throws {
        var package = try SampleScorer.package()
        package.features = nil
        #expect(throws: ScoringError.noFeatures(model: "sample")) { try LiveScorer(package) }
    }
}
