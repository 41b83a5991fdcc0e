/// Who asks, by the key that let the request in.
///
/// A class, since every request carries one from hand to hand.
final class Caller: Equatable, Sendable {
    /// The key's name; nil where everyone on the host is let in.
    let key: String?
    /// What the key is for.
    let roles: AccessRoles

    init(key: String?, roles: Set<AccessRole>) {
        self.key = key
        self.roles = AccessRoles(roles)
    }

    /// Whoever asks for what is open to anyone.
    static let nobody = Caller(key: nil, roles: [])
    /// Everyone on the host, where access is open.
    static let anyone = Caller(key: nil, roles: Set(AccessRole.allCases))

    /// Whether both have the same name and roles.
    static func == (left: Caller, right: Caller) -> Bool {
        left.key == right.key && left.roles == right.roles
    }
}
