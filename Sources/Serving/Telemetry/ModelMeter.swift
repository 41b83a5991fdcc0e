internal import Features
internal import Synchronization

/// What one version did in one part, counted from several threads at once without a lock.
///
/// A loaded version holds its meter; `ServingMetrics` keeps the counts when the version is gone.
final class ModelMeter: Sendable {
    /// Whose counts they are.
    let labels: MeterLabels
    /// The names of the model's inputs, in their order.
    let inputs: [String]

    private let successes = Atomic<Int>(0)
    private let rows = Atomic<Int>(0)
    // Of the last request that was scored, in milliseconds since 1970.
    private let last = Atomic<Int>(0)
    private let executions = Atomic<Int>(0)
    private let explanations = Atomic<Int>(0)
    private let failures: InlineArray<2, Atomic<Int>>
    private let durations = DurationHistogram(.scoring)
    private let leadLatencies = DurationHistogram(.lead)
    private let bins: InlineArray<20, Atomic<Int>>
    // The bits of a double, whose sum never overflows.
    private let probabilities = Atomic<UInt64>(0)
    // By `InputFinding.place`.
    private let findings = InlineArray<3, Atomic<Int>> { _ in Atomic(0) }
    private let refusals = InlineArray<3, Atomic<Int>> { _ in Atomic(0) }
    private let missing: [Counter]
    private let unknown: [Counter]

    /// A count of its own: arrays cannot hold atomics.
    private final class Counter: Sendable {
        let value = Atomic<Int>(0)
        var current: Int { value.load(ordering: .relaxed) }
    }

    /// Why a request was not scored, by the protocol's statistics extension.
    enum FailureReason: Int, CaseIterable, Sendable {
        /// The client's fault.
        case rejected
        /// The server's.
        case backend

        /// Whose fault an error is: a model that cannot do what is asked was asked for the wrong thing.
        init(_ error: ServingError) {
            if case .unsupported = error {
                self = .rejected
            } else {
                self = error.status < 500 ? .rejected : .backend
            }
        }

        /// As the label has it.
        var name: String {
            switch self {
            case .rejected: "REJECTED"
            case .backend: "BACKEND"
            }
        }
    }

    /// A meter at zero.
    ///
    /// - Parameter inputs: the names of the model's inputs; none for a meter that only counts failures.
    init(_ labels: MeterLabels, inputs: [String]) {
        self.labels = labels
        self.inputs = inputs
        failures = InlineArray { _ in Atomic(0) }
        bins = InlineArray { _ in Atomic(0) }
        missing = inputs.map { _ in Counter() }
        unknown = inputs.map { _ in Counter() }
    }

    /// Counts a request whose rows were scored in one execution.
    ///
    /// - Parameter nanoseconds: what scoring took, without reading the request and writing the answer.
    func scored(_ tally: ScoreTally, nanoseconds: Int) {
        successes.add(1, ordering: .relaxed)
        executions.add(1, ordering: .relaxed)
        last.store(Int(Instant.coarse.microseconds / 1_000), ordering: .relaxed)
        rows.add(tally.rows, ordering: .relaxed)
        durations.record(nanoseconds)
        addProbabilities(tally.sum)
        let counts = tally.bins.span
        for bin in counts.indices where counts[bin] > 0 { bins[bin].add(counts[bin], ordering: .relaxed) }
    }

    private func addProbabilities(_ sum: Double) {
        var old = probabilities.load(ordering: .relaxed)
        while true {
            let new = (Double(bitPattern: old) + sum).bitPattern
            let (exchanged, original) = probabilities.compareExchange(
                expected: old, desired: new, ordering: .relaxed)
            if exchanged { return }
            old = original
        }
    }

    /// Counts an explanation, which is no score.
    func explained() { explanations.add(1, ordering: .relaxed) }

    /// Counts a lead that was scored so many seconds after its newest event; more than a year are one.
    func scoredLead(secondsSinceEvent: Int) { leadLatencies.record(min(secondsSinceEvent, 365 * 86_400)) }

    /// Counts rows that were scored without a value of an input.
    func sawMissing(input: Int, rows: Int = 1) { missing[input].value.add(rows, ordering: .relaxed) }

    /// Counts rows that were scored with a category the model does not know.
    func sawUnknown(input: Int, rows: Int = 1) { unknown[input].value.add(rows, ordering: .relaxed) }

    /// Counts a request that was not scored, by whose fault, and what the input policy refused it for.
    func failed(_ error: ServingError) {
        failed(FailureReason(error))
        refused(error)
    }

    /// Counts a request that the input policy refused; no other error.
    func refused(_ error: ServingError) {
        guard case .refusedInput(_, let finding, let rows) = error else { return }
        refusals[finding.place].add(1, ordering: .relaxed)
        findings[finding.place].add(rows, ordering: .relaxed)
    }

    /// Counts what was found in the rows of an answered request.
    func found(_ found: [InputReview.Found]) {
        for one in found { findings[one.finding.place].add(one.rows, ordering: .relaxed) }
    }

    /// Counts a request that was not scored.
    func failed(_ reason: FailureReason) { failures[reason.rawValue].add(1, ordering: .relaxed) }

    /// The counts so far; those of a request that is being counted may be there in part.
    var counts: ModelCounts {
        var counts = ModelCounts(inputs: inputs)
        counts.successes = successes.load(ordering: .relaxed)
        counts.last = last.load(ordering: .relaxed)
        counts.rows = rows.load(ordering: .relaxed)
        counts.executions = executions.load(ordering: .relaxed)
        counts.explanations = explanations.load(ordering: .relaxed)
        counts.failures = FailureReason.allCases.map { failures[$0.rawValue].load(ordering: .relaxed) }
        counts.findings = InputFinding.allCases.map { findings[$0.place].load(ordering: .relaxed) }
        counts.refusals = InputFinding.allCases.map { refusals[$0.place].load(ordering: .relaxed) }
        counts.durations = durations.counted
        counts.leadLatencies = leadLatencies.counted
        counts.bins = (0..<ScoreTally.binCount).map { bins[$0].load(ordering: .relaxed) }
        counts.probabilitySum = Double(bitPattern: probabilities.load(ordering: .relaxed))
        for (index, input) in inputs.enumerated() {
            counts.missing[input] = missing[index].current
            counts.unknown[input] = unknown[index].current
        }
        return counts
    }
}
