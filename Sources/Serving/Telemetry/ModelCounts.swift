/// What a version did so far.
struct ModelCounts: Equatable, Sendable {
    /// Requests that were scored.
    var successes = 0
    /// Rows that were scored.
    var rows = 0
    /// Batches that were scored.
    var executions = 0
    /// Explanations that were given; what they scored is in no other count.
    var explanations = 0
    /// When a request was last scored, in milliseconds since 1970; 0 for never.
    var last = 0
    /// Requests that were not scored, by `ModelMeter.FailureReason`.
    var failures = ModelMeter.FailureReason.allCases.map { _ in 0 }
    /// Values of answered and refused requests with a finding, by `InputFinding.place`.
    var findings = InputFinding.allCases.map { _ in 0 }
    /// Requests that the input policy refused, by `InputFinding.place`.
    var refusals = InputFinding.allCases.map { _ in 0 }
    /// What scoring a batch took.
    var durations = DurationHistogram.Counted(.scoring)
    /// How long after their newest event leads were scored.
    var leadLatencies = DurationHistogram.Counted(.lead)
    /// Rows by probability, each bin a twentieth.
    var bins = [Int](repeating: 0, count: ScoreTally.binCount)
    /// The sum of the rows' probabilities.
    var probabilitySum = 0.0
    /// Rows that were scored without a value, by input.
    var missing: [String: Int] = [:]
    /// Rows that were scored with a category the model does not know, by input.
    var unknown: [String: Int] = [:]

    /// No counts.
    init(inputs: [String] = []) {
        for input in inputs {
            missing[input] = 0
            unknown[input] = 0
        }
    }

    /// Adds those of another version.
    static func += (left: inout ModelCounts, right: ModelCounts) {
        left.successes += right.successes
        left.last = max(left.last, right.last)
        left.rows += right.rows
        left.executions += right.executions
        left.explanations += right.explanations
        for index in left.failures.indices { left.failures[index] += right.failures[index] }
        for finding in left.findings.indices {
            left.findings[finding] += right.findings[finding]
            left.refusals[finding] += right.refusals[finding]
        }
        left.durations += right.durations
        left.leadLatencies += right.leadLatencies
        for index in left.bins.indices { left.bins[index] += right.bins[index] }
        left.probabilitySum += right.probabilitySum
        left.missing.merge(right.missing, uniquingKeysWith: +)
        left.unknown.merge(right.unknown, uniquingKeysWith: +)
    }
}
