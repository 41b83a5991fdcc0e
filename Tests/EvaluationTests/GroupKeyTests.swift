import Evaluation
import FoundationEssentials
import Testing

/// A group's name can be read in one way only, whatever its values are.
@Suite struct GroupKeyTests {
    private func key(_ parts: (String, String)...) -> GroupKey {
        GroupKey(parts.map { GroupKey.Part(grouping: $0.0, value: $0.1) })
    }

    @Test func isWrittenAsPeopleWouldWriteIt() {
        #expect(key(("sex", "F"), ("age-band", "25-40")).text == "sex=F & age-band=25-40")
        #expect(key(("employer", "Smith&Sons")).text == "employer=Smith&Sons")
        #expect(key(("employer", "Smith & Sons")).text == "employer=Smith \\& Sons")
        #expect(key(("path", "a\\b")).text == "path=a\\\\b")
        #expect(GroupKey([]).text == "overall")
    }

    /// All pairs of texts of up to three of the characters that could be mistaken: no two keys have one name, and each
    /// name reads back as its key.
    @Test func noTwoKeysHaveOneName() {
        let letters = ["a", " ", "&", "\\", "="]
        var texts = [""]
        for length in 0..<3 {
            texts += texts.filter { $0.count == length }.flatMap { text in letters.map { text + $0 } }
        }
        var seen: [String: GroupKey] = [:]
        for first in texts {
            let alone = key(("x", first))
            #expect(GroupKey(alone.text) == alone)
            #expect(seen.updateValue(alone, forKey: alone.text) == nil)
            for second in texts {
                let both = key(("x", first), ("y", second))
                #expect(GroupKey(both.text) == both)
                #expect(seen.updateValue(both, forKey: both.text) == nil)
            }
        }
        #expect(seen.count == texts.count * (texts.count + 1))
    }

    @Test(arguments: ["region", "at 1998-01-01", "a & b"]) func isNoKey(text: String) {
        #expect(GroupKey(text) == nil)
    }

    /// A gate finds the value as it stands in the data.
    @Test func gatesAskForTheValueItself() throws {
        let rows = ["a=x \\& b=y", "a=x & b=z", "a=x", "b=z"].map {
            MetricRow(
                metric: "auroc", slice: "test", group: $0, value: 0.7, lower: nil, upper: nil, n: 9,
                method: "")
        }
        let json = """
            {"metric": "auroc", "per_slice_thresholds": [{"slicing_specs":
             [{"feature_values": {"a": "x & b=y"}}], "threshold": {"value_threshold": {"lower_bound": 0.5}}}]}
            """
        let gate = try JSONDecoder().decode(GateDefinition.self, from: Data(json.utf8))
        #expect(evaluateGates([gate], rows: rows).checks.map(\.group) == ["a=x \\& b=y"])
    }

    @Test(arguments: ["a=b", "a & b", ""]) func namesThatTellNothingAreRefused(name: String) {
        #expect(throws: EvaluationError.self) { try EvaluationPlan(groups: [name]) }
        #expect(throws: EvaluationError.self) { try EvaluationPlan(protected: [name]) }
    }
}
