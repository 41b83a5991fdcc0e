/// Who may ask for more than health.
public enum AccessPolicy: Sendable {
    /// Whoever has one of the keys.
    case keys(AccessKeys)
    /// Whoever can connect: only for a loopback address.
    case open

    /// Whether a key is asked for.
    var needsKey: Bool {
        if case .keys = self { true } else { false }
    }

    /// Whether a request with this Authorization header may pass.
    ///
    /// - Complexity: O(keys + header), the same whichever key it is and whether any is.
    func admits(authorization: String?) -> Bool {
        switch self {
        case .open: true
        case .keys(let keys): keys.admits(authorization: authorization)
        }
    }
}
