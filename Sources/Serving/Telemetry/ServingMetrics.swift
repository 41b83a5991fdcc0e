internal import Synchronization

/// The counts that `/metrics` shows, since the start.
///
/// Labels are bounded: routes are templates, models those asked for, versions those that were loaded.
final class ServingMetrics: Sendable {
    /// Upper bounds of the buckets for the time of a request, in seconds.
    ///
    /// OpenTelemetry's for HTTP servers, with finer ones below 5 ms.
    static let buckets = [
        0.000_05, 0.000_1, 0.000_25, 0.000_5, 0.001, 0.002_5, 0.005, 0.01, 0.025, 0.05, 0.075, 0.1, 0.25, 0.5,
        0.75, 1, 2.5, 5, 7.5, 10,
    ]

    /// What distinguishes the requests of one histogram.
    struct RequestKey: Hashable, Comparable {
        var route: String
        var method: String
        var status: Int

        static func < (left: Self, right: Self) -> Bool {
            (left.route, left.method, left.status) < (right.route, right.method, right.status)
        }
    }

    /// A histogram of times.
    struct Histogram {
        /// A count for each bucket, and one for what is above the last; not cumulative.
        var counts = [Int](repeating: 0, count: ServingMetrics.buckets.count + 1)
        /// In seconds.
        var sum = 0.0
    }

    /// What distinguishes the counts of one version.
    struct VersionKey: Hashable, Comparable {
        var model: String
        var version: String

        static func < (left: Self, right: Self) -> Bool {
            (left.model, left.version) < (right.model, right.version)
        }
    }

    /// Why a version's request failed, by the protocol's statistics extension.
    enum FailureReason: String, CaseIterable {
        case rejected = "REJECTED"
        case backend = "BACKEND"
    }

    /// All the counts.
    struct Counts {
        var requests: [RequestKey: Histogram] = [:]
        var successes: [VersionKey: Int] = [:]
        var rows: [VersionKey: Int] = [:]
        var failures: [VersionKey: [FailureReason: Int]] = [:]
        var swaps: [String: Int] = [:]
        var reloadFailures: [String: Int] = [:]
    }

    private let counts = Mutex(Counts())

    /// All the counts, at one moment.
    var snapshot: Counts { counts.withLock { $0 } }

    /// Counts an answered request.
    func answered(_ key: RequestKey, after time: Duration) {
        let (whole, attoseconds) = time.components
        let seconds = Double(whole) + Double(attoseconds) * 1e-18
        let bucket = Self.buckets.firstIndex { seconds <= $0 } ?? Self.buckets.count
        counts.withLock { counts in
            counts.requests[key, default: Histogram()].counts[bucket] += 1
            counts.requests[key, default: Histogram()].sum += seconds
        }
    }

    /// Counts a request whose rows were scored.
    func scored(_ model: LoadedModel, rows: Int) {
        let key = VersionKey(model: model.name, version: "\(model.version)")
        counts.withLock { counts in
            counts.successes[key, default: 0] += 1
            counts.rows[key, default: 0] += rows
        }
    }

    /// Counts a request that a known model could not answer.
    func failed(model: String, version: Int?, _ reason: FailureReason) {
        let key = VersionKey(model: model, version: version.map { "\($0)" } ?? "")
        counts.withLock { $0.failures[key, default: [:]][reason, default: 0] += 1 }
    }

    /// Counts a version that took over.
    func swapped(model: String) { counts.withLock { $0.swaps[model, default: 0] += 1 } }

    /// Counts an attempt to load a version that failed.
    func reloadFailed(model: String) { counts.withLock { $0.reloadFailures[model, default: 0] += 1 } }
}
