/// How keys are told to belong to somebody else: by links that their own events carry.
public struct IdentityDefinition: Codable, Hashable, Sendable {
    /// The names of the links; of an event that carries several, the first in this list counts.
    public var links: [String]

    /// Creates a definition.
    public init(links: [String]) { self.links = links }

    /// The link that an event tells by, and whom its subject belongs to; nil where it tells nothing.
    ///
    /// - Complexity: O(links).
    func statement(of event: Event) -> (link: String, target: EntityKey)? {
        for link in links {
            if case .link(let target)? = event.attributes[link] { return (link, target) }
        }
        return nil
    }
}
