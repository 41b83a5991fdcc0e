internal import Glibc

/// SIGTERM and SIGINT, taken by one thread that waits for them.
public struct TerminationSignals {
    private var set = sigset_t()

    /// Blocks the signals for the calling thread and the threads it starts from now on.
    ///
    /// SIGXFSZ too, so that a file that may not grow any more is an error of its writer and not the daemon's end.
    public init() {
        unsafe sigemptyset(&set)
        unsafe sigaddset(&set, SIGTERM)
        unsafe sigaddset(&set, SIGINT)
        var blocked = set
        unsafe sigaddset(&blocked, SIGXFSZ)
        unsafe pthread_sigmask(SIG_BLOCK, &blocked, nil)
    }

    /// Waits for one of the signals.
    public func wait() {
        var set = set
        var signal: Int32 = 0
        unsafe sigwait(&set, &signal)
    }
}
