internal import Glibc

/// A moment of the host's monotonic clock; cheaper to read and to compare than `ContinuousClock`'s.
struct MonotonicTime: Sendable {
    /// Since some moment before the start, in nanoseconds.
    let nanoseconds: Int

    /// The moment of the call.
    static var now: MonotonicTime { read(CLOCK_MONOTONIC) }

    /// The moment of the host's last tick, some milliseconds ago at most; cheaper still.
    static var coarse: MonotonicTime { read(CLOCK_MONOTONIC_COARSE) }

    private static func read(_ clock: clockid_t) -> MonotonicTime {
        var time = timespec()
        unsafe clock_gettime(clock, &time)
        return MonotonicTime(nanoseconds: time.tv_sec &* 1_000_000_000 &+ time.tv_nsec)
    }

    /// The nanoseconds from another moment to this one.
    func nanoseconds(since start: MonotonicTime) -> Int { nanoseconds - start.nanoseconds }
}
