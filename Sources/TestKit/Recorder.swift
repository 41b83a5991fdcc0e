internal import Synchronization

/// A list that tests fill from closures of any isolation.
public final class Recorder<Element: Sendable>: Sendable {
    private let list = Mutex<[Element]>([])

    /// An empty list.
    public init() {}

    /// Adds an element at the end.
    public func append(_ element: Element) { list.withLock { $0.append(element) } }

    /// The elements, first to last.
    public var elements: [Element] { list.withLock { $0 } }
}
