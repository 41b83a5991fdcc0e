internal import Synchronization

/// So many requests a second, and as many at once after a pause of a second: a token bucket in one atomic number.
///
/// Source: the generic cell rate algorithm (ITU-T I.371): the number is the time at which the bucket will be full.
final class RateLimit: Sendable {
    /// Requests a second; above 0.
    let perSecond: Int
    private let fullAt: Atomic<Int64>

    /// A full bucket.
    init(perSecond: Int) {
        precondition(perSecond > 0, "a rate is above 0")
        self.perSecond = perSecond
        fullAt = Atomic(0)
    }

    /// Takes a token.
    ///
    /// - Parameter now: nanoseconds on a clock that does not go back; 0 or more.
    /// - Returns: nil if there was one, else the nanoseconds until there is.
    func take(at now: Int64) -> Int64? {
        let interval = max(1, 1_000_000_000 / Int64(perSecond))
        let capacity = interval * Int64(perSecond)
        var old = fullAt.load(ordering: .relaxed)
        while true {
            let new = max(old, now) + interval
            if new - now > capacity { return new - now - capacity }
            let (exchanged, original) = fullAt.compareExchange(
                expected: old, desired: new, ordering: .relaxed)
            if exchanged { return nil }
            old = original
        }
    }
}
