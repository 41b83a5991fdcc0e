import Settings
import Testing
import Workflow

/// What the `actionable` section of a pipeline refuses.
@Suite struct ActionableTests {
    private static let base = """
        \(PipelineTests.head)
              calls: {type: integer, purpose: feature}
              region: {type: text, purpose: feature}
            events:
              - {kind: visit, subject: id, channel: web, occurredAt: day, recordedAt: assumed occurredAt + 0d, attributes: [calls, region]}
        label: {version: 1, name: again, outcome: {kind: visit}, window: 30d, from: cutoff}
        \(PipelineTests.months)
        features:
          visits: {kind: count, of: visit}
          calls: {kind: sum, of: visit, attribute: calls}
          region: {kind: attribute, attribute: region}
          stage: {kind: attribute, attribute: region}
        model: {inputs: {calls: [], region: [], stage: []}}
        evaluation: {groups: [region]}
        """

    @Test func whatCanBeDoneIsTaken() throws {
        let pipeline = try Pipeline(
            text: Self.base + """

                actionable:
                  calls: {direction: up, minimum: 0, maximum: 5, step: 1}
                  stage: {levels: [north, south]}
                """)
        #expect(pipeline.settings.actionable?.count == 2)
        #expect(pipeline.settings.actionable?["calls"]?.direction == .up)
    }

    @Test(arguments: [
        ("visits: {minimum: 0, maximum: 5, step: 1}", "there is no input 'visits' of the model"),
        ("cals: {minimum: 0, maximum: 5, step: 1}", "did you mean `calls`?"),
        ("region: {levels: [north]}", "'region' is a group that rates are compared by"),
        ("calls: {levels: [north]}", "'calls' is a number and has no levels"),
        ("stage: {minimum: 0, maximum: 5, step: 1}", "'stage' is a category"),
        ("calls: {minimum: 0, maximum: 5}", "a number needs minimum, maximum and step"),
        ("calls: {minimum: 5, maximum: 5, step: 1}", "the minimum is below the maximum"),
        ("calls: {minimum: 0, maximum: 5, step: 0}", "the step above 0"),
        ("calls: {minimum: .nan, maximum: 5, step: 1}", "actionable"),
        ("calls: {minimum: 0, maximum: 5, step: 0.001}", "more than 1001 multiples"),
        ("calls: {minimum: 0.2, maximum: 0.8, step: 1}", "no multiple of the step"),
        ("calls: {minimum: 0, maximum: 1e15, step: 1e13}", "within 1e12"),
        ("stage: {levels: []}", "lists each level"),
        ("stage: {levels: [north, north]}", "lists each level"),
        ("stage: {levels: [north], step: 1}", "give either"),
        ("calls: {direction: sideways, minimum: 0, maximum: 5, step: 1}", "sideways"),
        ("calls: {minimum: 0, maximum: 5, steps: 1}", "step"),
    ])
    func whatCannotIsRefusedWithItsLine(entry: String, problem: String) throws {
        let error = #expect(throws: SettingsError.self) {
            try Pipeline(text: Self.base + "\nactionable:\n  \(entry)\n")
        }
        let text = "\(try #require(error))"
        #expect(text.contains(problem), "\(text)")
        let line = Self.base.split(separator: "\n", omittingEmptySubsequences: false).count + 2
        #expect(text.contains(":\(line):"), "\(text)")
    }
}
