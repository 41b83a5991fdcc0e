internal import Storage

/// A request that is recorded, while it is answered, by one thread.
final class RequestTrace {
    /// What a request's time goes to.
    enum Phase: String {
        /// Reading the body.
        case parse
        /// Computing features from events.
        case features
        /// Scoring rows.
        case score
        /// Writing the answer.
        case write
    }

    /// A phase with its end.
    struct Step: Sendable {
        let phase: Phase
        let span: UInt64
        let start: MonotonicTime
        let end: MonotonicTime
    }

    /// What the daemon calls its own span, and the trace it is part of.
    let context: TraceContext
    /// The span of whoever asked; 0 for the beginning of a trace.
    let parent: UInt64
    /// Who answered, once that is known.
    var model: LoadedModel?
    /// What the answer is called; nil where none has a name, or where it would tell of a lead without a pseudonym.
    var decision: Digest?
    /// The pseudonym of the lead that was asked about; nil where nobody was named, or nobody has the key.
    var pseudonym: String?
    private(set) var steps: [Step] = []
    private var running: (phase: Phase, start: MonotonicTime)?
    private let makeSpan: () -> UInt64

    /// Begins to record.
    ///
    /// - Parameter makeSpan: gives a number for another span, which is not 0.
    init(_ context: TraceContext, parent: UInt64, makeSpan: @escaping () -> UInt64) {
        self.context = context
        self.parent = parent
        self.makeSpan = makeSpan
        steps.reserveCapacity(4)
    }

    /// A phase begins, and the one before it ends.
    func begin(_ phase: Phase) {
        let now = MonotonicTime.now
        close(at: now)
        running = (phase, now)
    }

    /// The phase that is on ends with the request.
    func close(at end: MonotonicTime) {
        if let running {
            steps.append(Step(phase: running.phase, span: makeSpan(), start: running.start, end: end))
        }
        running = nil
    }
}
