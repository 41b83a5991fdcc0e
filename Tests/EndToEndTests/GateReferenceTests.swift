import FoundationEssentials
import Testing

/// Gates of the command line against the rules of TensorFlow Model Analysis, written anew in a few lines.
///
/// Source: tensorflow/model-analysis, `evaluators/metrics_validator.py`, `_check_threshold`. A baseline of 0 and a relative
/// change to a negative one are left out, where `docs/gates.md` says how this differs.
@Suite struct GateReferenceTests {
    /// A threshold as that tool has it.
    private enum Threshold {
        case value(lower: Double?, upper: Double?)
        case change(absolute: Double?, relative: Double?, isHigherBetter: Bool)

        /// Whether a metric holds; NaN holds nothing.
        func holds(_ metric: Double, _ baseline: Double) -> Bool {
            switch self {
            case .value(let lower, let upper):
                return metric >= lower ?? -.infinity && metric <= upper ?? .infinity
            case .change(let absolute, let relative, let isHigherBetter):
                let difference = metric - baseline
                let ratio = difference / baseline
                return isHigherBetter
                    ? difference >= absolute ?? -.infinity && ratio >= relative ?? -.infinity
                    : difference <= absolute ?? .infinity && ratio <= relative ?? .infinity
            }
        }

        var text: String {
            func entries(_ pairs: [(String, Double?)]) -> String {
                pairs.compactMap { name, bound in bound.map { "\(name): \($0)" } }.joined(separator: ", ")
            }
            switch self {
            case .value(let lower, let upper):
                return "value_threshold: {\(entries([("lower_bound", lower), ("upper_bound", upper)]))}"
            case .change(let absolute, let relative, let isHigherBetter):
                return "change_threshold: {\(entries([("absolute", absolute), ("relative", relative)])), "
                    + "direction: \(isHigherBetter ? "HIGHER" : "LOWER")_IS_BETTER}"
            }
        }
    }

    private func gate(_ leads: ScoredLeads, _ gates: [String]) throws -> ScoredLeads.Verdict.Result {
        let run = try leads.gate(gates, ["--baseline", "old.csv", "--json"])
        return try JSONDecoder().decode(ScoredLeads.Verdict.self, from: Data(run.output.utf8)).result
    }

    /// Bounds below, at and above each figure, of either sort and direction.
    @Test func thresholdsHoldAsThere() throws {
        let leads = try ScoredLeads()
        let evaluation = try leads.evaluation()
        var gates: [String] = []
        var expected: [Bool] = []
        for metric in ["auroc", "average_precision", "brier_score", "log_loss", "base_rate", "lift_at_top"] {
            for group in ["overall", "part=left", "part=right, 50 %: all"] {
                let value = try #require(evaluation.row(metric, group)?.value)
                let base = try #require(
                    evaluation.baseline.metrics.first { $0.metric == metric && $0.group == group }?.value)
                try #require(base > 0)
                for step in [-0.003, 0, 0.003] {
                    let (change, ratio) = (value - base + step, (value - base) / base + step)
                    let thresholds: [Threshold] =
                        [
                            .value(lower: value + step, upper: nil), .value(lower: nil, upper: value + step),
                            .value(lower: value + step - 0.001, upper: value + step + 0.001),
                        ]
                        + [true, false].flatMap { isHigherBetter -> [Threshold] in
                            [
                                .change(absolute: change, relative: nil, isHigherBetter: isHigherBetter),
                                .change(absolute: nil, relative: ratio, isHigherBetter: isHigherBetter),
                                .change(absolute: change, relative: ratio, isHigherBetter: isHigherBetter),
                            ]
                        }
                    for threshold in thresholds {
                        gates.append("metric: \(metric), group: \"\(group)\", \(threshold.text)")
                        expected.append(threshold.holds(value, base))
                    }
                }
            }
        }
        let result = try gate(leads, gates)
        #expect(result.checks.compactMap(\.gate) == Array(gates.indices))
        for (check, holds) in zip(result.checks, expected) {
            #expect(check.status == (holds ? "passed" : "failed"), "\(check.name)")
        }
        #expect(expected.contains(true) && expected.contains(false) && !result.validation_ok)
    }

    /// A specification is of the slices that have its keys, and its values where it names some.
    @Test func slicesAreThoseOfThere() throws {
        let leads = try ScoredLeads()
        let evaluation = try leads.evaluation()
        func value(_ group: String) -> Double { evaluation.row("base_rate", group)?.value ?? .nan }
        let groups = ScoredLeads.parts.map { "part=\($0)" }
        let bound = (value("part=left") + value("part=right, 50 %: all")) / 2
        for (specification, isOf) in [
            ("{}", { $0 == "overall" }), ("{feature_keys: [part]}", { $0 != "overall" }),
            ("{feature_values: {part: lost}}", { $0 == "part=lost" }),
            ("{feature_keys: [part], feature_values: {part: left}}", { $0 == "part=left" }),
        ] as [(String, (String) -> Bool)] {
            let result = try gate(
                leads,
                [
                    "metric: base_rate, per_slice_thresholds: [{slicing_specs: [\(specification)], "
                        + "threshold: {value_threshold: {lower_bound: \(bound)}}}]"
                ])
            let meant = (["overall"] + groups).filter(isOf)
            #expect(result.checks.map(\.group).sorted() == meant.sorted())
            for check in result.checks {
                let holds = Threshold.value(lower: bound, upper: nil).holds(value(check.group), .nan)
                #expect((check.status == "passed") == holds, "\(check.name)")
            }
        }
        for (base, other) in [("left", "lost"), ("lost", "left"), ("left", "few")] {
            let difference = value("part=\(base)") - value("part=\(other)")
            let result = try gate(
                leads,
                [
                    "metric: base_rate, cross_slice_thresholds: [{cross_slicing_specs: "
                        + "[{baseline_spec: {feature_values: {part: \(base)}}, slicing_specs: [{feature_values: {part: \(other)}}]}], "
                        + "threshold: {value_threshold: {lower_bound: 0.0}}}]"
                ])
            #expect(result.validation_ok == Threshold.value(lower: 0, upper: nil).holds(difference, .nan))
        }
    }
}
