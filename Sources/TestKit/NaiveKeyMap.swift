public import Features

/// Whom keys belong to by what some events say, by walking from key to key.
public struct NaiveKeyMap {
    /// By key, the last of its events that says whom it belongs to.
    private var links: [EntityKey: (event: Event, target: EntityKey)] = [:]

    /// Takes what is known, in the order of events.
    ///
    /// - Parameter identity: the links that say whom a key belongs to; of one event the first in the list counts.
    public init(_ identity: [String], _ known: [Event]) {
        for event in known {
            for name in identity.reversed() {
                if case .link(let key)? = event.attributes[name] { links[event.subject] = (event, key) }
            }
        }
    }

    /// Whom a key belongs to.
    public func owner(of key: EntityKey) -> EntityKey {
        var walked: [EntityKey] = []
        var place = key
        while let link = links[place] {
            if let start = walked.firstIndex(of: place) {
                // The key of the circle whose link comes first in the order of events goes no further.
                let circle = walked[start...].compactMap { links[$0]?.event }
                return circle.min(by: Event.precedes)?.subject ?? place
            }
            walked.append(place)
            place = link.target
        }
        return place
    }
}
