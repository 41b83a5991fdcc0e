/// What a lead does in a session.
enum SessionKind: String, CaseIterable, Sendable {
    case web
    case chat
    case email
    case product
    case surveys
    case tickets
    case webinars
    case downloads

    /// How likely it usually is against the others.
    var weight: Double {
        switch self {
        case .web: 46
        case .chat: 7
        case .email: 20
        case .product: 9
        case .surveys: 3
        case .tickets: 7
        case .webinars: 5
        case .downloads: 3
        }
    }
}
