/// Who may ask for more than health.
public enum AccessPolicy: Sendable {
    /// Whoever has one of the keys, for what it is for; the file is read again when it changes.
    case keys(AccessKeys)
    /// Whoever can connect: only for a loopback address.
    case open

    /// The file of the keys; nil where access is open.
    var file: String? {
        if case .keys(let keys) = self { keys.file } else { nil }
    }
}
