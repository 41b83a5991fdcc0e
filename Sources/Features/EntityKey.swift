/// The key a source gives to a person, an account or a thing: `namespace:id`, kept for ever.
///
/// Ordered by namespace, then id, as Swift orders texts: by the scalars of their canonical composition, the same on every
/// machine and in every locale. Keys that are canonically equal are one.
public struct EntityKey: Hashable, Comparable, Sendable, CustomStringConvertible {
    /// Who gives the key, such as `lead` or `account`.
    public var namespace: String
    /// The key as the source writes it.
    public var id: String

    /// Creates a key from its parts.
    public init(namespace: String, id: String) {
        self.namespace = namespace
        self.id = id
    }

    /// `namespace:id`.
    public var description: String { "\(namespace):\(id)" }

    /// By namespace, then by id.
    public static func < (left: EntityKey, right: EntityKey) -> Bool {
        (left.namespace, left.id) < (right.namespace, right.id)
    }
}
