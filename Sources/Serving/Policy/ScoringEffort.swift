/// What a model's scoring took for a request, and how much it was asked for: what its circuit breaker judges it by.
///
/// Reading the request and writing the answer are not in it, nor what versions beside the champion did.
struct ScoringEffort {
    /// By which it is judged; nil where nothing is.
    let policy: BreakerPolicy?
    /// How the champion came to be asked; nil where it was not.
    var passage: CircuitBreaker.Passage?
    private var nanoseconds = 0
    private var units = 0.0

    /// Bytes of events that count as much as a row, where features are computed from them: some hundred events.
    static let bytesOfRow = 65_536.0

    /// No effort yet.
    init(judgedBy policy: BreakerPolicy? = nil) { self.policy = policy }

    /// Whether a champion scored anything.
    var isEmpty: Bool { units == 0 }

    /// Adds what a version did; only a champion's counts.
    ///
    /// - Parameter bytes: of the events from which features were computed.
    mutating func add(_ rows: ScoredRows, by model: LoadedModel, bytes: Int = 0) {
        guard model.meter.labels.variant == .champion else { return }
        add(nanoseconds: rows.nanoseconds, rows: rows.scores.count, bytes: bytes)
    }

    /// Adds time of scoring rows, or one row and the features from its events.
    mutating func add(nanoseconds: Int, rows: Int, bytes: Int) {
        self.nanoseconds += nanoseconds
        units += Double(rows) + Double(bytes) / Self.bytesOfRow
    }

    /// Whether it took longer than a policy admits for as much.
    func isSlow(by policy: BreakerPolicy) -> Bool {
        Double(nanoseconds) > policy.slowMilliseconds * 1_000_000 * units
    }
}
