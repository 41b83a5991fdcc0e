internal import Synchronization

/// The times of answered requests by resource, method and status: a fixed table, counted into by index.
final class RequestMeter: Sendable {
    /// The statuses that are told apart; others are counted as the last, 0.
    static let statuses = [200, 400, 401, 403, 404, 405, 408, 413, 429, 431, 500, 501, 503, 0]

    /// The methods that are told apart.
    enum Method: Int, CaseIterable {
        case get, head, post, other

        /// The method of a request's first line.
        init(_ text: String) {
            switch text {
            case "POST": self = .post
            case "GET": self = .get
            case "HEAD": self = .head
            default: self = .other
            }
        }

        /// As OpenTelemetry has it.
        var name: String {
            switch self {
            case .get: "GET"
            case .head: "HEAD"
            case .post: "POST"
            case .other: "_OTHER"
            }
        }
    }

    /// The histograms of one resource; each is made when its first request is answered.
    @safe
    private final class Row: Sendable {
        // Methods x statuses. An `AtomicLazyReference` is looked up by its type's metadata with every load.
        private let histograms: InlineArray<56, Atomic<Unmanaged<DurationHistogram>?>>

        init() {
            precondition(Method.allCases.count * RequestMeter.statuses.count == 56)
            unsafe histograms = InlineArray { _ in unsafe Atomic(nil) }
        }

        deinit {
            for index in unsafe histograms.indices {
                unsafe histograms[index].load(ordering: .acquiring)?.release()
            }
        }

        /// Nil where there is none yet.
        func histogram(_ index: Int) -> DurationHistogram? {
            unsafe histograms[index].load(ordering: .acquiring)?.takeUnretainedValue()
        }

        /// Made where there is none yet; of two that are made at once, one stays.
        func makeHistogram(_ index: Int) -> DurationHistogram {
            let made = unsafe Unmanaged.passRetained(
                DurationHistogram(.request))
            let (exchanged, original) = unsafe histograms[index].compareExchange(
                expected: nil, desired: made, ordering: .acquiringAndReleasing)
            if exchanged { return unsafe made.takeUnretainedValue() }
            unsafe made.release()
            guard let original = unsafe original else {
                preconditionFailure("a histogram was there, and is not")
            }
            return unsafe original.takeUnretainedValue()
        }
    }

    private let rows: [Row] = RouteTemplate.allCases.map { _ in Row() }

    /// Counts an answered request.
    ///
    /// - Complexity: O(1); allocates only for the first of its kind.
    func answered(_ template: RouteTemplate, _ method: Method, status: Int, nanoseconds: Int) {
        let column = Self.statuses.firstIndex(of: status) ?? Self.statuses.count - 1
        let row = rows[template.rawValue]
        let index = method.rawValue * Self.statuses.count + column
        (row.histogram(index) ?? row.makeHistogram(index)).record(nanoseconds)
    }

    /// Calls for each kind of request that was answered, in the order of the table.
    func forEach(_ body: (RouteTemplate, Method, _ status: Int, DurationHistogram.Counted) -> Void) {
        for template in RouteTemplate.allCases {
            for method in Method.allCases {
                for (column, status) in Self.statuses.enumerated() {
                    let index = method.rawValue * Self.statuses.count + column
                    guard let histogram = rows[template.rawValue].histogram(index) else { continue }
                    body(template, method, status, histogram.counted)
                }
            }
        }
    }
}
