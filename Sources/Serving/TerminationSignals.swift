internal import Glibc

/// SIGTERM and SIGINT, taken by one thread that waits for them.
public struct TerminationSignals {
    private var set = sigset_t()

    /// Blocks the signals for the calling thread and the threads it starts from now on.
    public init() {
        unsafe sigemptyset(&set)
        unsafe sigaddset(&set, SIGTERM)
        unsafe sigaddset(&set, SIGINT)
        unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Waits for one of the signals.
    public func wait() {
        var set = set
        var signal: Int32 = 0
        unsafe sigwait(&set, &signal)
    }
}
