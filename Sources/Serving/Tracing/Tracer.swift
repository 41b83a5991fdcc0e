internal import Features
internal import Synchronization

/// Decides which requests are recorded, keeps what was recorded, and sends it from a thread of its own.
///
/// Whatever becomes of the collector, no request waits for it.
final class Tracer: Sendable {
    private let sample: Double
    private let draws: Atomic<UInt64>
    private let queue: TraceQueue
    private let exporter: TraceExporter
    private let thread: RepeatingThread

    /// Starts to send.
    init(_ configuration: TraceConfiguration, service: String, version: String, log: ServingLog) {
        sample = configuration.sample
        var generator = SystemRandomNumberGenerator()
        draws = Atomic(generator.next())
        let queue = TraceQueue(limit: configuration.queueLimit)
        let exporter = TraceExporter(
            configuration, writer: SpanWriter(service: service, version: version), log: log)
        self.queue = queue
        self.exporter = exporter
        let send: @Sendable () -> Void = { exporter.send(queue.take()) }
        thread = RepeatingThread(every: configuration.interval, atEnd: send, send)
    }

    /// A request begins: what it is recorded with, or nil where it is not.
    ///
    /// Whoever asked decides where it says; else a share is drawn.
    func begin(_ parent: TraceContext?) -> RequestTrace? {
        guard let parent else {
            guard Double(draw() >> 11) * 0x1p-53 < sample else { return nil }
            let context = TraceContext(trace: (nonzero(), nonzero()), span: nonzero(), isSampled: true)
            return RequestTrace(context, parent: 0) { [self] in nonzero() }
        }
        guard parent.isSampled else { return nil }
        var context = parent
        context.span = nonzero()
        return RequestTrace(context, parent: parent.span) { [self] in nonzero() }
    }

    /// What a request that is not recorded tells its client: the trace goes on, with a span of this server.
    func passed(_ parent: TraceContext) -> TraceContext {
        var context = parent
        context.span = nonzero()
        return context
    }

    /// Keeps an answered request until it is sent.
    func finish(_ request: RecordedRequest) { queue.append(request) }

    /// How long the end waits for a collector, or for whoever knows its address.
    static let patience = Duration.seconds(5)

    /// Sends what waits, and ends, in time: what a collector has not taken by then is lost.
    ///
    /// A second call sends nothing.
    func stop(within time: Duration = patience) { thread.stop(within: time) }

    /// Requests whose spans the collector took.
    var exported: Int { exporter.sent.load(ordering: .relaxed) }

    /// Requests whose spans were lost.
    var lost: Int {
        queue.dropped.load(ordering: .relaxed) + exporter.failed.load(ordering: .relaxed)
    }

    /// The counts of what was sent and dropped.
    func write(_ text: inout Exposition) {
        text.family("leadline_traces_exported_total", "counter", "Requests whose spans a collector took.")
        text.sample("leadline_traces_exported_total", [], "\(exporter.sent.load(ordering: .relaxed))")
        text.family("leadline_traces_dropped_total", "counter", "Requests whose spans were lost.")
        text.sample(
            "leadline_traces_dropped_total", [("reason", "queue_full")],
            "\(queue.dropped.load(ordering: .relaxed))")
        text.sample(
            "leadline_traces_dropped_total", [("reason", "export_failed")],
            "\(exporter.failed.load(ordering: .relaxed))")
    }

    private func nonzero() -> UInt64 {
        while true {
            let word = draw()
            if word != 0 { return word }
        }
    }

    // Steele, Lea and Flood, "Fast splittable pseudorandom number generators" (2014): a counter and a mix, which threads
    // share without waiting.
    private func draw() -> UInt64 {
        var word = draws.wrappingAdd(0x9E37_79B9_7F4A_7C15, ordering: .relaxed).newValue
        word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
        word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
        return word ^ word >> 31
    }
}
