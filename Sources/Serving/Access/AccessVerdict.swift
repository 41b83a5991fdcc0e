/// What the key of a request, if it has one, opens.
enum AccessVerdict: Equatable, Sendable {
    /// The request is let in, for what its key is for.
    case admitted(Caller)
    /// It is not; `retryAfter` are the seconds to wait where the key has asked too often.
    case refused(AccessRefusal, retryAfter: Int = 0)

    /// Whether the request is let in.
    var isAdmitted: Bool {
        if case .admitted = self { true } else { false }
    }
}
