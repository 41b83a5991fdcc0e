internal import Glibc

/// A moment of the host's monotonic clock; cheaper to read and to compare than `ContinuousClock`'s.
struct MonotonicTime: Sendable {
    /// Since some moment before the start, in nanoseconds.
    let nanoseconds: Int

    /// The moment of the call.
    static var now: MonotonicTime {
        var time = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &time)
        return MonotonicTime(nanoseconds: time.tv_sec * 1_000_000_000 + time.tv_nsec)
    }

    /// The nanoseconds from another moment to this one.
    func nanoseconds(since start: MonotonicTime) -> Int { nanoseconds - start.nanoseconds }
}
