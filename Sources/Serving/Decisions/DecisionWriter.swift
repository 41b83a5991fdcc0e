internal import Features
internal import Models
internal import Storage

/// Keeps what is answered about whom: lines of JSON that `leadline evaluate --log` reads, under pseudonyms.
final class DecisionWriter: Sendable {
    private let key: PseudonymKey
    private let hasInputs: Bool
    private let lines: LineWriter

    /// Opens the log.
    ///
    /// - Throws: as `LineWriter`.
    init(_ logging: DecisionLogging, log: ServingLog) throws(StorageError) {
        key = logging.key
        hasInputs = logging.hasInputs
        lines = try LineWriter(logging.file, limit: logging.byteLimit, keep: logging.keep, log: log)
    }

    /// Lines that are in the file.
    var written: Int { lines.written }

    /// Lines that are nowhere, for the disk or the buffer was full.
    var dropped: Int { lines.dropped }

    /// What the log calls a lead.
    func pseudonym(of lead: EntityKey) -> String { key.pseudonym("\(lead)") }

    /// Keeps a decision about a lead; one about nobody is not kept.
    ///
    /// - Parameters:
    ///   - slots: what was scored, shape (inputs).
    ///   - trace: of the request, where it is recorded.
    func write(
        _ decision: borrowing ServedDecision, _ score: Score, slots: Span<Double>, in trace: TraceContext?
    ) {
        guard let subject = decision.subject else { return }
        lines.write(
            decision.line(
                about: subject, score, at: .now, trace: trace?.traceDigits, inputs: hasInputs ? slots : nil))
    }

    /// Keeps that a lead was answered by the fallback.
    func write(_ fallback: Fallback, about subject: DecisionSubject, in trace: TraceContext?) {
        lines.write(fallback.line(about: subject, at: .now, trace: trace?.traceDigits))
    }

    /// Writes what still waits, and keeps nothing more.
    func finish() { lines.finish() }
}
