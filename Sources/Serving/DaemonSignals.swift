internal import Glibc

/// The signals that a daemon lives by, taken by one thread that waits for them.
public struct DaemonSignals {
    private var set = sigset_t()

    /// What a signal asks for.
    public enum Wish: Sendable {
        /// To end: SIGTERM or SIGINT.
        case stop
        /// To read the settings again: SIGHUP.
        case reload
    }

    /// Blocks the signals for the calling thread and the threads it starts from now on.
    ///
    /// From now on a file that may not grow and a pipe that nobody reads are errors of a write, and no end of the
    /// process.
    public init() {
        signal(SIGXFSZ, SIG_IGN)
        signal(SIGPIPE, SIG_IGN)
        unsafe sigemptyset(&set)
        for number in [SIGTERM, SIGINT, SIGHUP] { unsafe sigaddset(&set, number) }
        unsafe pthread_sigmask(SIG_BLOCK, &set, nil)
    }

    /// Waits for one of the signals.
    public func wait() -> Wish {
        var set = set
        var signal: Int32 = 0
        unsafe sigwait(&set, &signal)
        return signal == SIGHUP ? .reload : .stop
    }
}
