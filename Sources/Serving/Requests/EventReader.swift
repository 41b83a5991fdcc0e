internal import Features

/// Reads events in the JSON envelope of `docs/formats/event.md`, by the rules of `Event.validated`.
enum EventReader {
    /// How many entities the events of a body may name, as subjects and by links: each takes memory for all that a model keeps of one.
    static let entityLimit = 4_096

    /// Reads a list of events.
    ///
    /// - Throws: `invalidField` with the event's position and member, and for events that name too many entities.
    static func events(_ node: JSONNode) throws(ServingError) -> [Event] {
        var events: [Event] = []
        for (position, element) in try node.list(at: "events").enumerated() {
            events.append(try event(element, path: "events[\(position)]"))
        }
        try expectFewEntities(events)
        return events
    }

    private static func expectFewEntities(_ events: [Event]) throws(ServingError) {
        // Most bodies could not name so many.
        guard events.reduce(0, { $0 + 1 + $1.attributes.count }) > entityLimit else { return }
        var named = Set<EntityKey>()
        for event in events {
            named.insert(event.subject)
            for case .link(let key) in event.attributes.values { named.insert(key) }
            guard named.count <= entityLimit else {
                throw .invalidField(
                    path: "events", problem: "name more than \(entityLimit) entities",
                    remedy: "send the events of one entity and of those it is linked to")
            }
        }
    }

    private static func event(_ node: JSONNode, path: String) throws(ServingError) -> Event {
        let members = try node.object(at: path)
        func text(_ name: String) throws(ServingError) -> String {
            try (members[name] ?? .missing(in: node)).text(at: "\(path).\(name)")
        }
        if members["specversion"] != nil, try text("specversion") != "1.0" {
            throw .invalidField(
                path: "\(path).specversion", problem: "is not spoken here",
                remedy: "send CloudEvents of specversion 1.0")
        }
        if members["datacontenttype"] != nil, try text("datacontenttype") != "application/json" {
            throw .invalidField(
                path: "\(path).datacontenttype", problem: "is not application/json",
                remedy: "send attributes as JSON")
        }
        if let version = members["envelopeversion"], version.number != 1 {
            throw .invalidField(
                path: "\(path).envelopeversion", problem: "is not spoken here",
                remedy: "send version 1 of the envelope, or leave it out")
        }
        if members["data_base64"] != nil {
            throw .invalidField(
                path: "\(path).data_base64", problem: "is not read here",
                remedy: "send attributes as JSON in data")
        }
        let occurredAt = try instant(try text("time"), path: "\(path).time")
        var recordedAt = occurredAt
        if members["recordedtime"] != nil {
            recordedAt = try instant(try text("recordedtime"), path: "\(path).recordedtime")
        }
        let parts = Parts(
            id: try text("id"), source: try text("source"), kind: try text("type"),
            subject: try entity(try text("subject"), path: "\(path).subject"),
            channel: members["channel"] == nil ? "" : try text("channel"))
        var attributes =
            try members["data"].map { (data) throws(ServingError) in
                try Self.attributes(data, path: "\(path).data")
            } ?? [:]
        if members["account"] != nil {
            guard attributes[Event.accountName] == nil else {
                throw .invalidField(
                    path: "\(path).account", problem: "stands in data, too", remedy: "give it once")
            }
            attributes[Event.accountName] = .link(
                try entity(try text("account"), path: "\(path).account"))
        }
        do throws(FeatureError) {
            return try Event.validated(
                id: parts.id, source: parts.source, kind: parts.kind, subject: parts.subject,
                channel: parts.channel, occurredAt: occurredAt, recordedAt: recordedAt,
                attributes: attributes)
        } catch {
            throw .invalidField(path: path, problem: "is no event", remedy: "\(error)")
        }
    }

    private struct Parts {
        var id: String
        var source: String
        var kind: String
        var subject: EntityKey
        var channel: String
    }

    /// Reads `namespace:id`.
    static func entity(_ text: String, path: String) throws(ServingError) -> EntityKey {
        do throws(FeatureError) {
            return try EntityKey(text)
        } catch {
            throw .invalidField(path: path, problem: "is not 'namespace:id'", remedy: "\(error)")
        }
    }

    /// Reads an RFC 3339 time with a zone.
    static func instant(_ text: String, path: String) throws(ServingError) -> Instant {
        do throws(FeatureError) {
            return try Instant(text)
        } catch {
            throw .invalidField(path: path, problem: "is not a time", remedy: "\(error)")
        }
    }

    private static func attributes(
        _ node: JSONNode, path: String
    ) throws(ServingError) -> [String: AttributeValue] {
        var attributes: [String: AttributeValue] = [:]
        try node.expectObject(at: path)
        var position = 0
        // By its place, not by its name, which may be anything.
        try node.forEachMember { (name, value) throws(ServingError) in
            attributes[name] = try attribute(value, path: "\(path)[\(position)]")
            position += 1
        }
        return attributes
    }

    private static func attribute(_ node: JSONNode, path: String) throws(ServingError) -> AttributeValue {
        if let number = node.number { return .number(number) }
        if let flag = node.boolean { return .flag(flag) }
        if let text = node.string { return .text(text) }
        if node.kind == .object, let link = node.members["link"] {
            return .link(try entity(try link.text(at: "\(path).link"), path: "\(path).link"))
        }
        throw .invalidField(
            path: path, problem: "is \(node.kind.name)",
            remedy:
                "send a number, a text, a truth value or {\"link\": \"namespace:id\"}; leave a missing one out"
        )
    }
}
