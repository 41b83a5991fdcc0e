/// What a pull took over from another registry.
public struct PullResult: Hashable, Sendable {
    /// The versions copied, ascending.
    public let versions: [Int]
    /// The number of journal lines taken over.
    public let entries: Int
}
