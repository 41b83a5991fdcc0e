import Testing

/// A gate, and what has to come of it.
struct GateSituation: CustomTestStringConvertible, Sendable {
    var testDescription: String
    /// The entries of its mapping.
    ///
    /// `BETWEEN` stands for a number between the lower end of AUROC's interval and
    /// AUROC, `CHANGE` for one between the lower end of its difference's interval and the difference.
    var gate: String
    var options = ["--baseline", "old.csv"]
    /// The states of its checks under `fail`.
    var states: [String] = []
    var missing: [String] = []

    /// Under `warn` what failed warns.
    var softened: [String] { states.map { $0 == "failed" ? "warned" : $0 } }
    /// What is missing blocks under `warn` too.
    var isMissing: Bool { !missing.isEmpty || states.contains("missing") }
    var code: Int32 {
        isMissing || !Set(states).isDisjoint(with: ["failed", "inconclusive"]) ? 1 : 0
    }
    var softenedCode: Int32 { isMissing ? 1 : code == 1 ? 2 : 0 }
}

extension GateSituation {
    private static let right = #""part=right, 50 %: all""#
    private static func value(_ metric: String, _ bounds: String, _ more: String = "") -> String {
        "metric: \(metric), value_threshold: {\(bounds)}\(more)"
    }
    private static func change(_ bounds: String, _ more: String = "") -> String {
        "metric: auroc, change_threshold: {\(bounds), direction: HIGHER_IS_BETTER}\(more)"
    }
    private static func slices(_ specification: String, _ bounds: String) -> String {
        "metric: auroc, per_slice_thresholds: "
            + "[{slicing_specs: [{\(specification)}], threshold: {value_threshold: {\(bounds)}}}]"
    }
    private static func across(_ base: String, _ other: String, _ bounds: String) -> String {
        "metric: auroc, cross_slice_thresholds: [{cross_slicing_specs: "
            + "[{baseline_spec: {feature_values: {part: \(base)}}, slicing_specs: [{feature_values: {part: \(other)}}]}], "
            + "threshold: {value_threshold: {\(bounds)}}}]"
    }

    static let all: [GateSituation] = [
        .init(testDescription: "holds", gate: value("auroc", "lower_bound: 0.5"), states: ["passed"]),
        .init(
            testDescription: "does not hold", gate: value("auroc", "lower_bound: 0.99"),
            states: ["failed"]),
        .init(
            testDescription: "above a range",
            gate: value("auroc", "lower_bound: 0.1, upper_bound: 0.2"), states: ["failed"]),
        .init(
            testDescription: "undefined: one class",
            gate: value("auroc", "lower_bound: 0.0", ", group: part=lost"), states: ["missing"]),
        .init(
            testDescription: "undefined: no probabilities",
            gate: value("brier_score", "upper_bound: 1.0"),
            options: ["--baseline", "old.csv", "--ranking"], states: ["missing"]),
        .init(
            testDescription: "no such metric", gate: value("aurco", "lower_bound: 0.0"),
            states: ["missing"]),
        .init(
            testDescription: "no such slice", gate: value("auroc", "lower_bound: 0.0", ", slice: fold-1"),
            states: ["missing"], missing: ["fold-1/overall"]),
        .init(
            testDescription: "no such group",
            gate: value("auroc", "lower_bound: 0.0", ", group: part=up"),
            states: ["missing"], missing: ["test/part=up"]),
        .init(
            testDescription: "too small a group",
            gate: value("auroc", "lower_bound: 0.0", ", group: part=few"), states: ["inconclusive"]),
        .init(
            testDescription: "a group to be escaped",
            gate: value("auroc", "lower_bound: 0.99", ", group: \(right)"), states: ["failed"]),
        .init(
            testDescription: "the bound holds",
            gate: value("auroc", "lower_bound: 0.0", ", bound: lower"),
            states: ["passed"]),
        .init(
            testDescription: "only the value holds",
            gate: value("auroc", "lower_bound: BETWEEN", ", bound: lower"), states: ["inconclusive"]),
        .init(
            testDescription: "no interval", gate: value("auroc", "lower_bound: 0.0", ", bound: lower"),
            options: ["--baseline", "old.csv", "--cluster", "part"], states: ["missing"]),
        .init(
            testDescription: "enough rows",
            gate: value(
                "auroc", "lower_bound: 0.0", ", minimum: {rows: 260, positives: 10, negatives: 100}"),
            states: ["passed"]),
        .init(
            testDescription: "few rows",
            gate: value("auroc", "lower_bound: 0.0", ", minimum: {rows: 261}"),
            states: ["inconclusive"]),
        .init(
            testDescription: "few positives of a bad figure",
            gate: value("auroc", "lower_bound: 0.99", ", minimum: {positives: 200}"),
            states: ["inconclusive"]),
        .init(
            testDescription: "few negatives",
            gate: value("auroc", "lower_bound: 0.0", ", minimum: {negatives: 260}"),
            states: ["inconclusive"]),
        .init(
            testDescription: "every group", gate: slices("feature_keys: [part]", "lower_bound: 0.0"),
            states: ["inconclusive", "missing", "passed", "passed"]),
        .init(
            testDescription: "one group",
            gate: slices("feature_values: {part: left}", "upper_bound: 0.1"),
            states: ["failed"]),
        .init(
            testDescription: "no group of the key",
            gate: slices("feature_keys: [country]", "lower_bound: 0"),
            missing: ["test/country=*"]),
        .init(
            testDescription: "between groups",
            gate: across("left", #""right, 50 %: all""#, "lower_bound: -1.0, upper_bound: 1.0"),
            states: ["passed"]),
        .init(
            testDescription: "too far between groups",
            gate: across("left", #""right, 50 %: all""#, "lower_bound: 0.9"), states: ["failed"]),
        .init(
            testDescription: "to a group too small", gate: across("left", "few", "lower_bound: -1.0"),
            states: ["inconclusive"]),
        .init(
            testDescription: "to itself", gate: across("left", "left", "lower_bound: 0.0"),
            missing: ["test/part=left"]),
        .init(
            testDescription: "no incumbent", gate: change("absolute: 0.5"), options: [],
            states: ["skipped"]),
        .init(testDescription: "no worse", gate: change("absolute: -0.01"), states: ["passed"]),
        .init(testDescription: "no gain", gate: change("absolute: 0.5"), states: ["failed"]),
        .init(
            testDescription: "no worse by a share", gate: change("relative: -0.01"), states: ["passed"]),
        .init(testDescription: "no gain by a share", gate: change("relative: 2.0"), states: ["failed"]),
        .init(
            testDescription: "perhaps too little", gate: change("absolute: CHANGE", ", bound: lower"),
            states: ["inconclusive"]),
        .init(
            testDescription: "no such baseline", gate: change("absolute: 0.0, baseline: rule"),
            states: ["missing"]),
        .init(
            testDescription: "the incumbent's is undefined",
            gate: change("absolute: 0.0", ", group: part=lost"), states: ["missing"]),
        .init(
            testDescription: "the incumbent's group is too small",
            gate: change("absolute: 0.0", ", group: part=few"), states: ["inconclusive"]),
    ]
}
