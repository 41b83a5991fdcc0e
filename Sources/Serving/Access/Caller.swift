/// Who asks, by the key that let the request in.
struct Caller: Equatable, Sendable {
    /// The key's name; nil where everyone on the host is let in.
    var key: String?
    /// What the key is for.
    var roles: Set<AccessRole>

    /// Whoever asks for what is open to anyone.
    static let nobody = Caller(key: nil, roles: [])
    /// Everyone on the host, where access is open.
    static let anyone = Caller(key: nil, roles: Set(AccessRole.allCases))
}
