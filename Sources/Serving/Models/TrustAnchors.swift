internal import Registry
internal import Synchronization

/// The keys of which one has to have signed what is loaded, as they are now.
final class TrustAnchors: Sendable {
    private let stored: Mutex<TrustedKeys?>

    init(_ keys: TrustedKeys?) { stored = Mutex(keys) }

    /// Nil where nothing need be signed.
    var keys: TrustedKeys? { stored.withLock { $0 } }

    /// Takes up other keys, which count for what is loaded from now on.
    func take(_ keys: TrustedKeys?) { stored.withLock { $0 = keys } }
}
