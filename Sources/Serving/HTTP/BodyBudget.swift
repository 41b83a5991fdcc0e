internal import Synchronization

/// The memory that the bodies of all requests may take together while they arrive.
final class BodyBudget: Sendable {
    private let limits: LiveLimits
    private let taken = Atomic<Int>(0)

    /// - Parameter limits: of which the bytes of all bodies together count.
    init(_ limits: LiveLimits) { self.limits = limits }

    /// Sets bytes aside.
    ///
    /// - Returns: whether there was room for them; if not, nothing was set aside.
    func take(_ bytes: Int) -> Bool {
        if taken.add(bytes, ordering: .relaxed).newValue <= limits.pendingBytes { return true }
        taken.subtract(bytes, ordering: .relaxed)
        return false
    }

    /// Gives bytes back.
    func give(_ bytes: Int) { taken.subtract(bytes, ordering: .relaxed) }
}
