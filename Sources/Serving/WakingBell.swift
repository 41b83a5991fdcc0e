internal import Glibc

/// Lets a thread sleep for a time that another thread can end.
@safe
final class WakingBell: Sendable {
    // The mutex guards what is rung; both stay where they are for the object's life.
    private nonisolated(unsafe) let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private nonisolated(unsafe) let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
    private nonisolated(unsafe) var isRung = false

    /// A bell that nobody has rung.
    init() {
        unsafe pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        unsafe pthread_condattr_init(&attributes)
        // A clock that is set does not lengthen a sleep.
        unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        unsafe pthread_cond_init(condition, &attributes)
        unsafe pthread_condattr_destroy(&attributes)
    }

    deinit {
        unsafe pthread_cond_destroy(condition)
        unsafe pthread_mutex_destroy(mutex)
        unsafe condition.deallocate()
        unsafe mutex.deallocate()
    }

    /// Ends every sleep, those to come included.
    func ring() {
        unsafe pthread_mutex_lock(mutex)
        unsafe isRung = true
        unsafe pthread_cond_broadcast(condition)
        unsafe pthread_mutex_unlock(mutex)
    }

    /// Sleeps for a duration, or until the bell is rung.
    func sleep(for duration: Duration) {
        var end = timespec()
        unsafe clock_gettime(CLOCK_MONOTONIC, &end)
        let (seconds, attoseconds) = duration.components
        let nanoseconds = end.tv_nsec + Int(attoseconds / 1_000_000_000)
        end.tv_sec += Int(seconds) + nanoseconds / 1_000_000_000
        end.tv_nsec = nanoseconds % 1_000_000_000
        unsafe pthread_mutex_lock(mutex)
        // A thread may wake without a reason: only the bell and the end of the time are one.
        while unsafe !isRung, unsafe pthread_cond_timedwait(condition, mutex, &end) == 0 {}
        unsafe pthread_mutex_unlock(mutex)
    }
}
