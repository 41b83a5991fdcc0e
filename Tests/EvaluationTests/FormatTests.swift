import Evaluation
import FoundationEssentials
import Testing

@Suite struct FormatTests {
    @Test func aRowHasEveryColumn() throws {
        let row = MetricEstimate.undefined("one class only").row(
            "auroc", slice: "test", group: "overall", n: 3)
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let data = try encoder.encode(row)
        let columns = #""lower":null,"method":"undefined: one class only","metric":"auroc","n":3"#
        #expect(
            String(decoding: data, as: UTF8.self)
                == #"{"group":"overall",\#(columns),"slice":"test","upper":null,"value":null}"#)
        #expect(try JSONDecoder().decode(MetricRow.self, from: data) == row)
    }

    @Test func aPlanHasDefaults() throws {
        let plan = try JSONDecoder().decode(EvaluationPlan.self, from: Data("{}".utf8))
        #expect(try plan == EvaluationPlan())
        let encoded = try JSONEncoder().encode(plan)
        #expect(try JSONDecoder().decode(EvaluationPlan.self, from: encoded) == plan)
    }

    @Test(arguments: [
        (#"{"top": 0}"#, "top"), (#"{"top": 1.5}"#, "top"), (#"{"capacity": 0}"#, "capacity"),
        (#"{"groups": ["a", "a"]}"#, "groups"), (#"{"resamples": 3}"#, "resamples"),
    ]) func aSettingOutOfRangeIsNamed(_ json: String, _ key: String) throws {
        do {
            _ = try JSONDecoder().decode(EvaluationPlan.self, from: Data(json.utf8))
            Issue.record("\(json) was accepted")
        } catch DecodingError.dataCorrupted(let context) {
            #expect(context.codingPath.last?.stringValue == key)
            #expect(context.debugDescription.hasPrefix("evaluation.\(key) is out of range; allowed:"))
        }
    }
}
