internal import Features
internal import Glibc

extension Instant {
    /// The host's time of day; it and `coarse` are the one place of the room that read it.
    static var now: Instant { read(CLOCK_REALTIME) }

    /// The time of day at the host's last tick, some milliseconds ago at most; cheaper to read.
    static var coarse: Instant { read(CLOCK_REALTIME_COARSE) }

    private static func read(_ clock: clockid_t) -> Instant {
        var time = timespec()
        unsafe clock_gettime(clock, &time)
        return Instant(microseconds: Int64(time.tv_sec) * 1_000_000 + Int64(time.tv_nsec) / 1_000)
    }
}
