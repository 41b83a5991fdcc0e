/// Reading with errors that name the place.
extension JSONNode {
    /// A stand-in for a member that is not there, so that one error says so.
    static func missing(in node: JSONNode) -> JSONNode { JSONNode(document: node.document, index: 0) }

    // The first word of the tape is the root's, which is no value.
    private var isMissing: Bool { index == 0 }

    /// The members of an object.
    func object(at path: String) throws(ServingError) -> [String: JSONNode] {
        try expectObject(at: path)
        return members
    }

    /// Refuses what is not an object.
    func expectObject(at path: String) throws(ServingError) {
        guard !isMissing, kind == .object else { throw wrongKind(path, expected: "an object") }
    }

    /// The members of an object that has no others than these.
    ///
    /// Which others it has is not said, for a name that a client made up may be anything.
    func object(at path: String, of known: Set<String>) throws(ServingError) -> [String: JSONNode] {
        let members = try object(at: path)
        guard members.keys.allSatisfy(known.contains) else {
            throw .invalidField(
                path: path, problem: "has a member that is not known here",
                remedy: "send \(known.sorted().joined(separator: ", ")) only")
        }
        return members
    }

    /// The elements of an array.
    func list(at path: String) throws(ServingError) -> [JSONNode] {
        try expectList(at: path)
        return elements
    }

    /// Refuses what is not an array.
    func expectList(at path: String) throws(ServingError) {
        guard !isMissing, kind == .array else { throw wrongKind(path, expected: "an array") }
    }

    /// A string.
    func text(at path: String) throws(ServingError) -> String {
        guard !isMissing, let string else { throw wrongKind(path, expected: "a string") }
        return string
    }

    private func wrongKind(_ path: String, expected: String) -> ServingError {
        let found = isMissing ? "is missing" : "is \(kind.name)"
        return .invalidField(path: path, problem: found, remedy: "send \(expected)")
    }
}
