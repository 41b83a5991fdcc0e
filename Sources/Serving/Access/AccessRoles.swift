/// What a key is for, to be asked of every request: a set of bits, which needs no hash.
struct AccessRoles: Equatable, Sendable {
    private let bits: UInt8

    init(_ roles: Set<AccessRole>) { bits = roles.reduce(0) { $0 | Self.bit($1) } }

    /// Whether the key is for that.
    func contains(_ role: AccessRole) -> Bool { bits & Self.bit(role) != 0 }

    private static func bit(_ role: AccessRole) -> UInt8 {
        switch role {
        case .score: 1
        case .explain: 2
        case .admin: 4
        }
    }
}
