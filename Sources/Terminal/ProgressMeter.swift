import Synchronization

/// Tells how far a long piece of work has come: a bar on a terminal, a line now and then elsewhere.
///
/// All of it goes to standard error. A meter that is let go without `finish` takes its bar away.
public final class ProgressMeter: Sendable {
    private struct State {
        var done = 0
        var lastShown: ContinuousClock.Instant
        var isFinished = false
    }

    private let title: String
    private let total: Int?
    private let console: Console
    private let start: ContinuousClock.Instant
    private let state: Mutex<State>

    init(title: String, total: Int?, console: Console) {
        self.title = title
        self.total = total
        self.console = console
        start = console.now()
        state = Mutex(State(lastShown: start))
        if console.capabilities.isLive { console.screen.draw(bar(0)) } else { console.note("\(title) …") }
    }

    deinit {
        if console.capabilities.isLive, state.withLock({ !$0.isFinished }) { console.screen.clear() }
    }

    /// Counts steps; shows them at most ten times a second on a terminal, every five seconds elsewhere.
    public func advance(by steps: Int = 1) {
        let isLive = console.capabilities.isLive
        let interval: Duration = isLive ? .milliseconds(100) : .seconds(5)
        let now = console.now()
        state.withLock { state in
            state.done += steps
            guard !state.isFinished, now - state.lastShown >= interval else { return }
            state.lastShown = now
            if isLive {
                console.screen.draw(bar(state.done))
            } else {
                console.note("\(title): \(count(state.done))")
            }
        }
    }

    /// Ends the work with one line; `outcome` says what came of it.
    public func finish(_ outcome: String = "done") {
        let isFirst = state.withLock { state in
            defer { state.isFinished = true }
            return !state.isFinished
        }
        guard isFirst else { return }
        if console.capabilities.isLive { console.screen.clear() }
        console.note("\(title): \(outcome) in \(Self.text(of: console.now() - start))")
    }

    private func count(_ done: Int) -> String {
        total.map { "\(done) of \($0)" } ?? "\(done)"
    }

    private func bar(_ done: Int) -> String {
        guard let total, total > 0 else { return "\(title): \(count(done))" }
        let cells = 24
        let filled = min(cells, max(0, done * cells / total))
        let blocks = String(repeating: "█", count: filled) + String(repeating: "░", count: cells - filled)
        let text = "\(title) \(blocks) \(count(done))"
        return text.cut(toWidth: (console.capabilities.width ?? 80) - 1)
    }

    /// Tenths of a second below a minute, else minutes and seconds.
    private static func text(of duration: Duration) -> String {
        let tenths =
            duration.components.seconds * 10 + duration.components.attoseconds / 100_000_000_000_000_000
        let seconds = tenths / 10
        return seconds < 60 ? "\(seconds).\(tenths % 10) s" : "\(seconds / 60) min \(seconds % 60) s"
    }
}

extension Console {
    /// Begins a piece of work of `total` steps; nil if nobody knows how many.
    public func progress(_ title: String, total: Int?) -> ProgressMeter {
        ProgressMeter(title: title, total: total, console: self)
    }
}
