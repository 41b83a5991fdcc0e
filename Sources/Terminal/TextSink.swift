/// Where text goes: a stream of the process, or a test's memory.
public protocol TextSink: Sendable {
    /// Writes all of the text, or notes that it could not.
    func write(_ text: String)

    /// Why text was lost; nil if none was, or if the reader went away on purpose.
    var failure: String? { get }

    /// Whether somebody may still read what is written.
    var isRead: Bool { get }
}

extension TextSink {
    /// Yes, unless a sink knows better.
    public var isRead: Bool { true }
}
