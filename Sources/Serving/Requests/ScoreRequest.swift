internal import Features

/// A body of `/v1/score`: who is scored, as of when, and the raw events.
struct ScoreRequest {
    /// The model, or nil for the first.
    let model: String?
    /// Which version is to answer, by its number; nil where that is the daemon's choice.
    let version: String?
    /// As sent; nil where the events say who it is.
    let entity: EntityKey?
    /// The time of the question, or nil for now.
    let asOf: Instant?
    /// The events of the entity and of those it links to.
    let events: [Event]

    static let known: Set = ["model", "version", "entity", "asOf", "events"]

    /// Reads a body.
    ///
    /// - Throws: `invalidJSON`, `invalidField`.
    init(parsing body: [UInt8]) throws(ServingError) {
        try self.init(try JSONDocument(parsing: body).root)
    }

    /// Reads a body that is JSON.
    ///
    /// - Throws: `invalidField`.
    init(_ root: JSONNode) throws(ServingError) {
        try self.init(try root.object(at: "the body", of: Self.known), in: root)
    }

    /// Reads the members of a body that may have others.
    ///
    /// - Throws: `invalidField`.
    init(_ members: [String: JSONNode], in root: JSONNode) throws(ServingError) {
        model = try members["model"].map { (node) throws(ServingError) in try node.text(at: "model") }
        version = try Self.version(members)
        entity = try members["entity"].map { (node) throws(ServingError) in
            try EventReader.entity(try node.text(at: "entity"), path: "entity")
        }
        asOf = try members["asOf"].map { (node) throws(ServingError) in
            try EventReader.instant(try node.text(at: "asOf"), path: "asOf")
        }
        events = try EventReader.events(members["events"] ?? .missing(in: root))
    }

    /// The version that a body asks for: a number or its text; nil for none.
    ///
    /// - Throws: `invalidField`.
    static func version(_ members: [String: JSONNode]) throws(ServingError) -> String? {
        guard let node = members["version"] else { return nil }
        return if let number = node.integer { "\(number)" } else { try node.text(at: "version") }
    }

    /// Who is scored where nobody knows the model's unit: the entity sent, or the one subject of all events; nil where there is
    /// neither.
    var onlyEntity: EntityKey? {
        if let entity { return entity }
        guard let first = events.first?.subject, events.allSatisfy({ $0.subject == first }) else {
            return nil
        }
        return first
    }

    /// Who is scored: the entity sent, or the one subject of the events that is of the model's unit.
    ///
    /// - Throws: `invalidField` where there is none or more than one.
    func entity(unit: String) throws(ServingError) -> EntityKey {
        if let entity {
            guard entity.namespace == unit else {
                throw .invalidField(
                    path: "entity", problem: "is not of the namespace '\(unit)', which the model scores",
                    remedy: "send \(unit):ID")
            }
            return entity
        }
        let subjects = Set(events.lazy.map(\.subject).filter { $0.namespace == unit })
        guard let subject = subjects.first, subjects.count == 1 else {
            throw .invalidField(
                path: "entity",
                problem:
                    "is missing, and the events have \(subjects.count) subjects of the namespace '\(unit)'",
                remedy: "send \(unit):ID")
        }
        return subject
    }
}
