import Evaluation
import FoundationEssentials
import Testing

/// Thresholds on groups and between them.
@Suite struct GateSlicesTests {
    private func metric(
        _ value: Double?, _ group: String, slice: String = "test", method: String = "m"
    ) -> MetricRow {
        MetricRow(
            metric: "auroc", slice: slice, group: group, value: value, lower: nil, upper: nil, n: 100,
            method: method)
    }

    private var rows: [MetricRow] {
        [
            metric(0.8, "overall"), metric(0.8, "region=EU"), metric(0.7, "region=US"),
            metric(0.6, "sex=F"), metric(0.9, "sex=F & region=EU"), metric(0.1, "region=US", slice: "fold-1"),
            metric(0.1, "region"),
        ]
    }

    private func result(_ json: String, _ rows: [MetricRow]? = nil) throws -> GateResult {
        let gate = try JSONDecoder().decode(GateDefinition.self, from: Data(json.utf8))
        return evaluateGates([gate], rows: rows ?? self.rows)
    }

    private func perSlice(_ spec: String, _ bound: Double) -> String {
        """
        {"metric": "auroc", "per_slice_thresholds": [{"slicing_specs": [\(spec)],
         "threshold": {"value_threshold": {"lower_bound": \(bound)}}}]}
        """
    }

    @Test(arguments: [
        (#"{"feature_keys": ["region"]}"#, ["region=EU", "region=US"]),
        (#"{"feature_values": {"region": "US"}}"#, ["region=US"]),
        (#"{"feature_keys": ["sex"], "feature_values": {"region": "EU"}}"#, ["sex=F & region=EU"]),
        (#"{"feature_keys": ["sex", "region"]}"#, ["sex=F & region=EU"]),
        ("{}", ["overall"]),
    ]) func aSpecificationNamesGroups(spec: String, groups: [String]) throws {
        let result = try result(perSlice(spec, 0))
        #expect(result.isValid)
        #expect(result.checks.map(\.group) == groups)
        #expect(Set(result.checks.map(\.name)).count == groups.count)
    }

    /// A value that reads like a group of two keys is held as both; of two keys only where each part was measured.
    @Test func valuesMayHaveTheSeparatorsInThem() throws {
        let rows = [
            "overall", "industry=Food & Drink", "industry=Food", "industry=a=b & c=d", "sex=F",
            "industry=Food & sex=F", "note=x & sex=F", "segment=R&D & sex=F", "segment=R&D",
        ].map { metric(0.8, $0) }
        func groups(_ spec: String) throws -> [String] {
            try result(perSlice(spec, 0), rows).checks.map(\.group)
        }
        #expect(
            try groups(#"{"feature_keys": ["industry"]}"#) == [
                "industry=Food & Drink", "industry=Food", "industry=a=b & c=d", "industry=Food & sex=F",
            ])
        #expect(
            try groups(#"{"feature_values": {"industry": "Food & Drink"}}"#) == ["industry=Food & Drink"])
        #expect(try groups(#"{"feature_values": {"industry": "Food"}}"#) == ["industry=Food"])
        #expect(
            try groups(#"{"feature_values": {"industry": "Food & sex=F"}}"#) == ["industry=Food & sex=F"])
        #expect(try groups(#"{"feature_keys": ["sex"]}"#) == ["sex=F"])
        #expect(try groups(#"{"feature_keys": ["note"]}"#) == ["note=x & sex=F"])
        #expect(
            try groups(#"{"feature_keys": ["industry"], "feature_values": {"sex": "F"}}"#) == [
                "industry=Food & sex=F"
            ])
        #expect(try groups(#"{"feature_keys": ["segment", "sex"]}"#) == ["segment=R&D & sex=F"])
        for absent in [#"["indus"]"#, #"["c"]"#, #"["industry", "segment"]"#] {
            let result = try result(perSlice("{\"feature_keys\": \(absent)}", 0), rows)
            #expect(!result.isValid)
            #expect(result.checks.isEmpty && result.missingSlices.count == 1)
        }
    }

    /// What an evaluation says is a group of two keys is held by the gates on two: one key has its own values.
    @Test func aGroupOfTwoKeysIsNoValueOfOne() throws {
        let pairs = ["sex=F & region=N", "sex=F & region=N \\& sex=F"]
        let values = ["region=N", "region=N \\& sex=F", "sex=F"]
        let rows = (["overall", "region", "sex", "sex & region"] + values + pairs).map { metric(0.8, $0) }
        func groups(_ spec: String) throws -> [String] {
            try result(perSlice(spec, 0), rows).checks.map(\.group)
        }
        #expect(try groups(#"{"feature_keys": ["sex"]}"#) == ["sex=F"])
        #expect(try groups(#"{"feature_keys": ["region"]}"#) == Array(values.prefix(2)))
        #expect(try groups(#"{"feature_keys": ["region", "sex"]}"#) == pairs)
        #expect(
            try groups(#"{"feature_keys": ["sex"], "feature_values": {"region": "N & sex=F"}}"#) == [pairs[1]]
        )
        #expect(try groups(#"{"feature_values": {"region": "N & sex=F"}}"#) == [values[1]])
    }

    /// Regions `N` and `N & sex=F` beside the sex `F`: the second region is no less held than the first.
    @Test(arguments: [
        (#"{"feature_keys": ["region"]}"#, false), (#"{"feature_values": {"region": "N & sex=F"}}"#, false),
        (#"{"feature_values": {"region": "N"}}"#, true), (#"{"feature_keys": ["sex"]}"#, true),
    ]) func noValueOfAKeyGetsBy(spec: String, isValid: Bool) throws {
        let rows = [
            metric(0.8, "overall"), metric(0.8, "region=N"), metric(0.1, "region=N & sex=F"),
            metric(0.8, "sex=F"),
        ]
        #expect(try result(perSlice(spec, 0.5), rows).isValid == isValid)
    }

    /// The ways to take such values apart double with each: nobody would wait for the answer.
    @Test(.timeLimit(.minutes(1))) func manySeparatorsAreReadAtOnce() throws {
        let values = (0..<30).map { "a=1" + String(repeating: " & a=1", count: $0) }
        let rows = (values + ["b=1", values[29] + " & b=1"]).map { metric(0.8, $0) }
        func groups(_ keys: String) throws -> [String] {
            try result(perSlice("{\"feature_keys\": [\(keys)]}", 0), rows).checks.map(\.group)
        }
        #expect(try groups(#""a""#) == values + [values[29] + " & b=1"])
        #expect(try groups(#""a", "b""#) == [values[29] + " & b=1"])
        #expect(try groups(#""a", "b", "c""#).isEmpty)
    }

    @Test func everyGroupMustHold() throws {
        let result = try result(perSlice(#"{"feature_keys": ["region"]}"#, 0.75))
        #expect(!result.isValid)
        #expect(result.checks.map(\.status) == [.passed, .failed])
    }

    @Test func aGroupThatIsNotThereIsMissing() throws {
        let keys = try result(perSlice(#"{"feature_keys": ["segment"]}"#, 0))
        #expect(!keys.isValid)
        #expect(keys.missingSlices == ["test/segment=*"])
        #expect(
            try result(perSlice(#"{"feature_values": {"region": "XX"}}"#, 0)).missingSlices == [
                "test/region=XX"
            ])
    }

    @Test func aSmallGroupIsInconclusive() throws {
        let small =
            rows + [metric(nil, "region=MT", method: "undefined: too small to say, fewer than 50 rows")]
        let result = try result(perSlice(#"{"feature_keys": ["region"]}"#, 0), small)
        #expect(!result.isValid)
        #expect(result.checks.map(\.status) == [.passed, .passed, .inconclusive])
    }

    private func cross(_ threshold: String, _ other: String = #"{"feature_values": {"region": "US"}}"#)
        -> String
    {
        """
        {"metric": "auroc", "cross_slice_thresholds": [{"cross_slicing_specs": [{"baseline_spec":
         {"feature_values": {"region": "EU"}}, "slicing_specs": [\(other)]}],
         "threshold": {"value_threshold": \(threshold)}}]}
        """
    }

    /// The value is the baseline group's less the other's: 0.8 - 0.7.
    @Test func aDifferenceBetweenGroups() throws {
        let holds = try result(cross(#"{"lower_bound": 0.09, "upper_bound": 0.11}"#))
        #expect(holds.isValid)
        #expect(holds.checks.map(\.type) == [.crossSlice])
        #expect(holds.checks[0].actual.map { abs($0 - 0.1) < 1e-12 } == true)
        #expect(try !result(cross(#"{"upper_bound": 0.05}"#)).isValid)
        #expect(
            try !result(cross(#"{"upper_bound": 0.05}"#, #"{"feature_values": {"region": "XX"}}"#)).isValid)
        let every = try result(cross(#"{"upper_bound": 1}"#, #"{"feature_keys": ["region"]}"#))
        #expect(every.checks.map(\.group) == ["region=US"], "a group is not compared with itself")
    }

    @Test func aGroupAloneIsComparedWithNothing() throws {
        let itself = try result(cross(#"{"upper_bound": 1}"#, #"{"feature_values": {"region": "EU"}}"#))
        #expect(!itself.isValid)
        #expect(itself.missingSlices == ["test/region=EU"])
    }

    @Test func aDifferenceToNothingIsMissing() throws {
        let undefined = rows.map {
            $0.group == "region=US"
                ? metric(nil, $0.group, slice: $0.slice, method: "undefined: one class") : $0
        }
        let result = try result(cross(#"{"upper_bound": 1}"#), undefined)
        #expect(!result.isValid)
        #expect(result.checks.map(\.status) == [.missing])
    }

    @Test(arguments: [
        #"{"metric": "a", "per_slice_thresholds": [{"slicing_specs": [], "threshold": {"value_threshold": {"lower_bound": 0}}}]}"#,
        #"{"metric": "a", "per_slice_thresholds": [{"slicing_specs": [{}], "threshold": {}}]}"#,
        #"{"metric": "a", "per_slice_thresholds": [{"slicing_specs": [{}], "threshold": {"value_threshold": {}}}]}"#,
        #"{"metric": "a", "cross_slice_thresholds": [{"cross_slicing_specs": [], "threshold": {"value_threshold": {"lower_bound": 0}}}]}"#,
        #"{"metric": "a", "cross_slice_thresholds": [{"cross_slicing_specs": [{"baseline_spec": {"feature_keys": ["a"]}, "slicing_specs": [{}]}], "threshold": {"value_threshold": {"lower_bound": 0}}}]}"#,
        #"{"metric": "a", "bound": "lower", "cross_slice_thresholds": [{"cross_slicing_specs": [{"baseline_spec": {}, "slicing_specs": [{"feature_keys": ["a"]}]}], "threshold": {"value_threshold": {"lower_bound": 0}}}]}"#,
    ]) func whatNamesNothingIsRefused(_ json: String) {
        #expect(throws: DecodingError.self) { try result(json) }
    }

    /// A gate is written and read back the same.
    @Test func gatesRoundTrip() throws {
        for json in [perSlice("{}", 0.5), cross(#"{"upper_bound": 0.1}"#)] {
            let gate = try JSONDecoder().decode(GateDefinition.self, from: Data(json.utf8))
            let written = try JSONEncoder().encode(gate)
            #expect(try JSONDecoder().decode(GateDefinition.self, from: written) == gate)
        }
    }
}
