internal import Arithmetic
internal import Features
internal import Glibc

/// How long after it occurred an event is recorded, as far as the data reach.
///
/// Of late events only those that were recorded soon are there at all: the delays are truncated on the right. The
/// product-limit estimator takes each delay against the events alone that were old enough to show it.
///
/// Source: D. Lynden-Bell, Monthly Notices of the Royal Astronomical Society 155 (1971) 95-118; for delays of reports
/// S. W. Lagakos, L. M. Barraj, V. De Gruttola, Biometrika 75 (1988) 515-523; the variance is Greenwood's.
struct ReportingDelays {
    /// The number of events.
    let count: Int
    /// The delays, ascending and each once, in microseconds.
    private let delays: [Int64]
    /// By delay, the share of events recorded that soon, and the variance of its logarithm.
    private let shares: [(share: Double, variance: Double)]

    /// Delays that fewer events were old enough to show are left out: one of a few would decide everything below.
    private static let leastOld = 30

    /// Estimates the distribution.
    ///
    /// - Parameter events: by event, its delay and the time from its occurrence to the end of the data, in microseconds;
    ///   `0 <= delay <= age`.
    /// - Complexity: O(n log n).
    init(_ events: [(delay: Int64, age: Int64)]) {
        count = events.count
        let sorted = events.map(\.delay).sorted()
        let ages = events.map(\.age).sorted()
        var delays: [Int64] = []
        var shares: [(share: Double, variance: Double)] = []
        var (share, variance) = (1.0, 0.0)
        var (last, younger) = (sorted.count, ages.count)
        while last > 0 {
            let delay = sorted[last - 1]
            while younger > 0, ages[younger - 1] >= delay { younger -= 1 }
            var first = last
            while first > 0, sorted[first - 1] == delay { first -= 1 }
            delays.append(delay)
            shares.append((share, variance))
            let (old, own) = (Double(last - younger), Double(last - first))
            if last - younger >= Self.leastOld {
                share *= 1 - own / old
                variance += old > own ? own / (old * (old - own)) : 0
            }
            last = first
        }
        self.delays = delays.reversed()
        self.shares = shares.reversed()
    }

    /// The share of events that are recorded within a time, in 0...1, raised by so many standard errors.
    ///
    /// - Complexity: O(log n).
    func share(within time: Int64, quantile: Double = 0) -> Double {
        let place = delays.partitioningIndex { $0 > time }
        // Below the least delay is what the first step left.
        guard place > 0 else { return 0 }
        let (share, variance) = shares[place - 1]
        return min(1, share * exp(quantile * variance.squareRoot()))
    }

    /// The least delay within which at least this share of events is recorded.
    ///
    /// - Complexity: O(n).
    func percentile(_ share: Double) -> TimeSpan {
        let place = shares.firstIndex { $0.share >= share } ?? shares.count - 1
        return TimeSpan(microseconds: place < 0 ? 0 : delays[place])
    }
}
