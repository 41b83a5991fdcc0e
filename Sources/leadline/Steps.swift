import Synchronization
import Terminal

/// Shows the steps of a long run, one after the other.
final class Steps: Sendable {
    private let console: Console
    private let current = Mutex<ProgressMeter?>(nil)

    init(_ console: Console) { self.console = console }

    /// Ends the step that runs and begins another.
    func step(_ title: String) {
        finish()
        let meter = console.progress(title, total: nil)
        current.withLock { $0 = meter }
    }

    /// Ends the step that runs.
    func finish() {
        let meter = current.withLock { meter in
            defer { meter = nil }
            return meter
        }
        meter?.finish()
    }
}
