import Synchronization

/// Both sinks and the line that is being redrawn, if any; keeps the three from writing into each other.
final class Screen: Sendable {
    let output: any TextSink
    private let errors: any TextSink
    private let live = Mutex<String?>(nil)

    init(output: any TextSink, errors: any TextSink) {
        self.output = output
        self.errors = errors
    }

    /// Text for standard output.
    func write(_ text: String) { around { output.write(text) } }

    /// Text for standard error.
    func report(_ text: String) { around { errors.write(text) } }

    /// Draws the live line anew.
    func draw(_ line: String) {
        live.withLock { live in
            live = line
            errors.write("\r\(line)\u{1B}[K")
        }
    }

    /// Takes the live line away.
    func clear() {
        live.withLock { live in
            if live != nil { errors.write("\r\u{1B}[K") }
            live = nil
        }
    }

    private func around(_ body: () -> Void) {
        live.withLock { live in
            if live != nil { errors.write("\r\u{1B}[K") }
            body()
            if let live { errors.write(live) }
        }
    }
}
