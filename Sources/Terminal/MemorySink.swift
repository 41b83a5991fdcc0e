import Synchronization

/// Keeps what is written, for tests.
public final class MemorySink: TextSink {
    private let content = Mutex("")

    /// Creates an empty sink.
    public init() {}

    /// All that was written so far.
    public var text: String { content.withLock { $0 } }

    /// Memory is always delivered.
    public var failure: String? { nil }

    /// Appends the text.
    public func write(_ text: String) { content.withLock { $0 += text } }
}
