import Evaluation
import FoundationEssentials
import Testing

@Suite struct GateTests {
    private func metric(
        _ name: String, _ value: Double?, _ lower: Double? = nil, _ upper: Double? = nil,
        slice: String = "test", group: String = "overall", method: String = "m"
    ) -> MetricRow {
        MetricRow(
            metric: name, slice: slice, group: group, value: value, lower: lower, upper: upper, n: 10,
            method: method)
    }

    private func gate(_ json: String) throws -> GateDefinition {
        try JSONDecoder().decode(GateDefinition.self, from: Data(json.utf8))
    }

    private func isValid(
        _ json: String, _ rows: [MetricRow], _ baselines: [String: [MetricRow]] = [:]
    ) throws -> Bool {
        evaluateGates(
            [try gate(json)], rows: rows, baselines: baselines.mapValues { .rows($0) }
        ).isValid
    }

    @Test func boundsAreInclusive() throws {
        let json = #"{"metric": "auroc", "value_threshold": {"lower_bound": 0.75, "upper_bound": 0.95}}"#
        #expect(try isValid(json, [metric("auroc", 0.75)]))
        #expect(try isValid(json, [metric("auroc", 0.95)]))
        #expect(try !isValid(json, [metric("auroc", 0.75.nextDown)]))
        #expect(try !isValid(json, [metric("auroc", 0.95.nextUp)]))
    }

    @Test(arguments: [Double.nan, .infinity, -.infinity]) func notFiniteFailsFirst(_ value: Double) throws {
        let json = #"{"metric": "auroc", "value_threshold": {"upper_bound": 1e300}}"#
        #expect(try !isValid(json, [metric("auroc", value)]))
        let change =
            #"{"metric": "a", "change_threshold": {"absolute": -9, "direction": "HIGHER_IS_BETTER"}}"#
        #expect(try !isValid(change, [metric("a", value)], ["incumbent": [metric("a", 1)]]))
        #expect(try !isValid(change, [metric("a", 1)], ["incumbent": [metric("a", value)]]))
    }

    @Test func undefinedFailsWithItsReason() throws {
        let json = #"{"metric": "auroc", "value_threshold": {"lower_bound": 0}}"#
        let result = evaluateGates(
            [try gate(json)], rows: [metric("auroc", nil, method: "undefined: one class only")])
        #expect(!result.isValid)
        #expect(result.failures.map(\.message) == ["undefined: one class only"])
    }

    @Test func theLowerEndCanBeHeld() throws {
        let json = #"{"metric": "auroc", "bound": "lower", "value_threshold": {"lower_bound": 0.7}}"#
        #expect(try isValid(json, [metric("auroc", 0.8, 0.7, 0.9)]))
        #expect(try !isValid(json, [metric("auroc", 0.8, 0.69, 0.9)]))
        #expect(try !isValid(json, [metric("auroc", 0.8)]))
    }

    @Test func changeAgainstABaseline() throws {
        let allowed =
            #"{"metric": "a", "change_threshold": {"absolute": -0.25, "direction": "HIGHER_IS_BETTER"}}"#
        #expect(try isValid(allowed, [metric("a", 0.5)], ["incumbent": [metric("a", 0.75)]]))
        #expect(try !isValid(allowed, [metric("a", 0.5)], ["incumbent": [metric("a", 0.8)]]))
        let lower = #"{"metric": "a", "change_threshold": {"relative": 0.5, "direction": "LOWER_IS_BETTER"}}"#
        #expect(try isValid(lower, [metric("a", 3)], ["incumbent": [metric("a", 2)]]))
        #expect(try !isValid(lower, [metric("a", 3.1)], ["incumbent": [metric("a", 2)]]))
        #expect(try !isValid(lower, [metric("a", 3)], ["incumbent": [metric("a", 0)]]))
    }

    @Test func changeBoundsUseThePairedInterval() throws {
        let json = """
            {"metric": "auroc", "bound": "lower", "change_threshold":
             {"absolute": -0.01, "direction": "HIGHER_IS_BETTER", "baseline": "rule"}}
            """
        let rows = [metric("auroc", 0.8), metric("auroc_difference_to_rule", 0.01, -0.005, 0.025)]
        #expect(try isValid(json, rows, ["rule": [metric("auroc", 0.79)]]))
        #expect(try !isValid(json, [rows[0]], ["rule": [metric("auroc", 0.79)]]))
    }

    @Test func noIncumbentIsARubberStamp() throws {
        let json = #"{"metric": "a", "change_threshold": {"absolute": 0, "direction": "HIGHER_IS_BETTER"}}"#
        let result = evaluateGates([try gate(json)], rows: [metric("a", 1)])
        #expect(result.isValid)
        #expect(result.isRubberStamp)
        #expect(result.checks.map(\.status) == [.skipped])
        let rule = """
            {"metric": "a", "change_threshold": {"absolute": 0, "direction": "HIGHER_IS_BETTER", "baseline": "rule"}}
            """
        #expect(try !isValid(rule, [metric("a", 1)]))
    }

    @Test func missingSlicesAndMetricsFail() throws {
        let json =
            #"{"metric": "a", "group": "region=EU", "severity": "warn", "value_threshold": {"lower_bound": 0}}"#
        let result = evaluateGates([try gate(json)], rows: [metric("a", 1)])
        #expect(!result.isValid, "a missing slice fails even where the gate only warns")
        #expect(result.missingSlices == ["test/region=EU"])
        let absent = #"{"metric": "b", "value_threshold": {"lower_bound": 0}}"#
        let other = evaluateGates([try gate(absent)], rows: [metric("a", 1)])
        #expect(!other.isValid)
        #expect(other.missingSlices.isEmpty)
        #expect(other.failures.map(\.message) == ["the metric `b` was not computed"])
    }

    @Test func noGatesAtAllFail() {
        let result = evaluateGates([], rows: [metric("a", 1)])
        #expect(!result.isValid)
        #expect(result.lacksThresholds)
    }

    @Test func aWarningLeavesTheResultValid() throws {
        let json = #"{"metric": "a", "severity": "warn", "value_threshold": {"lower_bound": 2}}"#
        let result = evaluateGates([try gate(json)], rows: [metric("a", 1)])
        #expect(result.isValid)
        #expect(result.isWarned)
        #expect(result.failures.map(\.status) == [.warned])
    }

    @Test(arguments: [
        #"{"metric": "a"}"#,
        #"{"metric": "a", "value_threshold": {}}"#,
        #"{"metric": "a", "value_threshold": {"lower_bound": 2, "upper_bound": 1}}"#,
        #"{"metric": "a", "change_threshold": {"direction": "HIGHER_IS_BETTER"}}"#,
        #"{"metric": "a", "change_threshold": {"absolute": 0}}"#,
        #"{"metric": "a", "value_threshold": {"lower_bound": 2}, "minimum": {}}"#,
        #"{"metric": "a", "value_threshold": {"lower_bound": 2}, "minimum": {"positives": 0}}"#,
        #"{"metric": "a", "change_threshold": {"absolute": 0, "direction": "up"}}"#,
        #"{"metric": "a", "value_threshold": {"lower_bound": 2}, "change_threshold": null}"#,
        #"{"metric": "a", "value_threshold": {"lower_bound": 2}, "minimum": null}"#,
        #"{"metric": "a", "value_threshold": {"lower_bound": 2}, "minimum": {"rows": 9, "positives": null}}"#,
        #"{"metric": "a", "value_threshold": {"lower_bound": 2, "upper_bound": null}}"#,
        #"{"metric": "a", "value_threshold": {"lower_bound": 2}, "valueThreshold": null}"#,
        #"{"metric": "a", "value_threshold": {"lower_bound": 2}, "changeThreshold": null}"#,
        #"{"metric": "a", "value_threshold": {"lower_bound": 2}, "bound": null}"#,
        #"{"metric": "a", "value_threshold": {"lower_bound": 2}, "severity": null}"#,
        #"{"metric": "a", "value_threshold": {"lower_bound": 2}, "per_slice_thresholds": null}"#,
        #"{"metric": "a", "value_threshold": {"lower_bound": 2}, "per_slice_thresholds": []}"#,
        #"{"metric": "a", "value_threshold": {"lower_bound": 2}, "cross_slice_thresholds": []}"#,
        #"{"metric": "a", "change_threshold": {"absolute": 0, "relative": null, "direction": "HIGHER_IS_BETTER"}}"#,
        #"{"metric": "a", "change_threshold": {"absolute": 0, "direction": "HIGHER_IS_BETTER", "baseline": null}}"#,
        #"{"metric": "a", "bound": "middle", "value_threshold": {"lower_bound": 2}}"#,
    ]) func invalidGatesAreRefused(_ json: String) {
        #expect(throws: DecodingError.self) { try gate(json) }
    }

    @Test func camelCaseIsRead() throws {
        let older = """
            {"metric": "a", "valueThreshold": {"lowerBound": 1, "upperBound": 2},
             "changeThreshold": {"absolute": 0, "direction": "lowerIsBetter"}}
            """
        let now = """
            {"metric": "a", "value_threshold": {"lower_bound": 1, "upper_bound": 2},
             "change_threshold": {"absolute": 0, "direction": "LOWER_IS_BETTER"}}
            """
        #expect(try gate(older) == gate(now))
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let written = String(decoding: try encoder.encode(gate(older)), as: UTF8.self)
        #expect(written.contains(#""value_threshold":{"lower_bound":1,"upper_bound":2}"#))
        #expect(written.contains(#""direction":"LOWER_IS_BETTER""#))
        let both =
            #"{"metric": "a", "value_threshold": {"lower_bound": 1}, "valueThreshold": {"lowerBound": 0}}"#
        #expect(throws: DecodingError.self) { try gate(both) }
        let twice = #"{"metric": "a", "value_threshold": {"lower_bound": 1, "lowerBound": 0}}"#
        #expect(throws: DecodingError.self) { try gate(twice) }
    }

    @Test func theResultKeepsItsKeys() throws {
        let json = #"{"metric": "a", "value_threshold": {"lower_bound": 2}}"#
        let result = evaluateGates([try gate(json)], rows: [metric("a", 1)])
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let data = try encoder.encode(result)
        #expect(try JSONDecoder().decode(GateResult.self, from: data) == result)
        let text = String(decoding: data, as: UTF8.self)
        for key in [
            "validation_ok", "missing_thresholds", "missing_slices", "rubber_stamp", "failures",
            "inconclusive",
        ] {
            #expect(text.contains("\"\(key)\":"))
        }
    }
}
