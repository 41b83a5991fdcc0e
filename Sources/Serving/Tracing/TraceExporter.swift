internal import Synchronization

/// Sends recorded requests to a collector; what it does not take is dropped and counted.
final class TraceExporter: Sendable {
    /// Requests whose spans the collector took.
    let sent = Atomic<Int>(0)
    /// Requests whose spans it did not.
    let failed = Atomic<Int>(0)
    private let client: CollectorClient
    private let writer: SpanWriter
    private let log: ServingLog
    private let isFailing = Atomic<Bool>(false)

    // A body of about 1 MiB.
    private static let batchLimit = 512

    init(_ configuration: TraceConfiguration, writer: SpanWriter, log: ServingLog) {
        client = CollectorClient(
            configuration.endpoint, headers: configuration.headers, patience: configuration.patience)
        self.writer = writer
        self.log = log
    }

    /// Sends requests, some at a time; to be called by one thread at a time.
    func send(_ requests: [RecordedRequest]) {
        var rest = requests[...]
        while !rest.isEmpty {
            let batch = rest.prefix(Self.batchLimit)
            rest = rest.dropFirst(Self.batchLimit)
            do throws(CollectorClient.Failure) {
                try client.post(writer.body(batch))
                sent.add(batch.count, ordering: .relaxed)
                if isFailing.exchange(false, ordering: .relaxed) { log.write(.info, "traces.exported") }
            } catch {
                // Nothing is tried again: what is asked next matters more than what was, and nothing piles up.
                failed.add(batch.count + rest.count, ordering: .relaxed)
                if !isFailing.exchange(true, ordering: .relaxed) {
                    log.write(.error, "traces.lost", [("reason", error.reason)])
                }
                return
            }
        }
    }
}
