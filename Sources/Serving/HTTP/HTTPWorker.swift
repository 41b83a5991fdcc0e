internal import CMicroHTTPD
internal import Synchronization

/// One of the threads that read, compute and write: an instance of the HTTP library, and when it looks for requests.
///
/// Where requests come one at a time the thread goes on looking for a while before it sleeps: to wake a core that has fallen
/// asleep takes longer than to answer. Where several wait at a time, it is never long asleep.
@safe
final class HTTPWorker: Sendable {
    private let dispatcher: HTTPDispatcher
    /// The nanoseconds that it looks for a request after the last one.
    private let busyPoll: Int
    /// How many workers there are.
    private let threads: Int
    // Used by the worker's thread alone until that has ended.
    private nonisolated(unsafe) let daemon: OpaquePointer
    private nonisolated(unsafe) var isQuiesced = false
    private nonisolated(unsafe) var looksUntil = 0
    private let isClosing = Atomic<Bool>(false)
    private let isEnding = Atomic<Bool>(false)
    private let bell = WaitingBell()
    /// What the library waits on.
    private let events: Int32

    /// Takes requests from a socket, which others may take from, too.
    ///
    /// - Parameters:
    ///   - flags: of the library beside those for waiting.
    ///   - options: of the library.
    ///   - busyPoll: nanoseconds; 0 for no looking.
    ///   - threads: how many workers there are.
    /// - Returns: nil where the library does not start.
    init?(
        _ dispatcher: HTTPDispatcher, flags: UInt32, options: [MHD_OptionItem], busyPoll: Int, threads: Int
    ) {
        self.dispatcher = dispatcher
        self.busyPoll = busyPoll
        self.threads = threads
        // The server keeps the dispatcher as long as the library.
        let context = unsafe Unmanaged.passUnretained(dispatcher).toOpaque()
        var options = unsafe options
        let started = unsafe leadline_http_start(
            flags | MHD_USE_EPOLL.rawValue, HTTPDispatcher.handle, context, &options)
        guard let started = unsafe started else { return nil }
        unsafe daemon = started
        events = unsafe leadline_http_events(started)
    }

    /// Answers what is there, and waits for more if that was nothing.
    ///
    /// To be called again and again by one thread.
    func turn() {
        // The thread is told to stop any moment, after those before it have stopped.
        if isEnding.load(ordering: .acquiring) { return RepeatingThread.sleep(for: .milliseconds(1)) }
        if unsafe isClosing.load(ordering: .relaxed) && !isQuiesced {
            unsafe MHD_quiesce_daemon(daemon)
            unsafe isQuiesced = true
        }
        let before = (answered: dispatcher.answered, closed: dispatcher.closed)
        unsafe MHD_run(daemon)
        let answered = dispatcher.answered - before.answered
        if answered > 0 {
            // Whoever looks takes new connections before others are awake.
            let looks = answered == 1 && busyPoll > 0 && dispatcher.hasItsShare(of: threads)
            unsafe looksUntil = looks ? MonotonicTime.now.nanoseconds + busyPoll : 0
            return
        }
        // Where there was no room for a connection the library waits for one again only in its next run.
        if dispatcher.closed > before.closed { return }
        if unsafe looksUntil == 0 || MonotonicTime.now.nanoseconds >= looksUntil { wait() }
    }

    /// Sleeps until there is something to do.
    private func wait() {
        unsafe looksUntil = 0
        var milliseconds: UInt64 = 0
        let isBounded = unsafe MHD_get_timeout(daemon, &milliseconds) == .YES
        bell.wait(for: events, milliseconds: isBounded ? milliseconds : nil)
    }

    /// Takes no more connections; those that are open go on.
    func quiesce() {
        isClosing.store(true, ordering: .relaxed)
        bell.ring()
    }

    /// Has the thread return from `turn` at once, now and from then on.
    func end() {
        isEnding.store(true, ordering: .releasing)
        bell.ring()
    }

    /// Closes the connections; once, after `end`, and after the thread has ended.
    func close() {
        if unsafe !isQuiesced { unsafe MHD_quiesce_daemon(daemon) }
        unsafe MHD_stop_daemon(daemon)
    }
}
