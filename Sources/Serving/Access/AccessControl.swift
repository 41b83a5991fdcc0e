internal import Synchronization

/// Decides who is let in, by the policy and the keys as they are now.
final class AccessControl: Sendable {
    private let ring: KeyRing?
    private let metrics: SafeguardMeter
    private let log: ServingLog
    /// Held by whoever reads the file.
    private let turn = Mutex(())

    init(_ policy: AccessPolicy, metrics: SafeguardMeter, log: ServingLog) {
        switch policy {
        case .open: ring = nil
        case .keys(let keys): ring = KeyRing(keys)
        }
        self.metrics = metrics
        self.log = log
    }

    /// Whether a key is asked for.
    var needsKey: Bool { ring != nil }

    /// What a request with this Authorization header may do.
    func verdict(for authorization: String?) -> AccessVerdict {
        guard let ring else { return .admitted(.anyone) }
        return ring.verdict(for: authorization)
    }

    /// Reads the file of keys if it changed, and says so.
    ///
    /// - Parameter isForced: whether to read it even if it looks the same.
    func refresh(isForced: Bool = false) {
        guard let ring else { return }
        switch turn.withLock({ _ in ring.refresh(isForced: isForced) }) {
        case .none: break
        case .taken(let keys):
            metrics.keysWereRead(.taken)
            log.write(keys > 0 ? .info : .error, "keys.taken", [("keys", "\(keys)")])
        case .refused(let reason):
            metrics.keysWereRead(.refused)
            log.write(.error, "keys.refused", [("reason", reason)])
        }
    }
}
