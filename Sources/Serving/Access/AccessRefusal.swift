/// Why a request is not let in.
enum AccessRefusal: String, CaseIterable, Sendable {
    /// It carries no key.
    case missing
    /// Its key is not listed.
    case unknown
    /// Its key is for something else.
    case role
    /// Its key has asked more often than it may.
    case rate
}
