extension JSONNode {
    /// Calls for each element in order; does nothing for what is not an array.
    func forEachElement<Failure>(_ body: (JSONNode) throws(Failure) -> Void) throws(Failure) {
        guard kind == .array else { return }
        let last = end - 1
        var next = index + 1
        while next < last {
            let element = JSONNode(document: document, index: next)
            try body(element)
            next = element.end
        }
    }

    /// Calls for each member in order; does nothing for what is not an object.
    func forEachMember<Failure>(_ body: (String, JSONNode) throws(Failure) -> Void) throws(Failure) {
        guard kind == .object else { return }
        let last = end - 1
        var next = index + 1
        while next < last {
            let key = JSONNode(document: document, index: next)
            let value = JSONNode(document: document, index: next + 1)
            try body(key.string ?? "", value)
            next = value.end
        }
    }

    /// The members by name; empty for what is not an object.
    var members: [String: JSONNode] {
        var members: [String: JSONNode] = [:]
        forEachMember { key, value in members[key] = value }
        return members
    }

    /// The elements in order; empty for what is not an array.
    var elements: [JSONNode] {
        var elements: [JSONNode] = []
        forEachElement { elements.append($0) }
        return elements
    }
}
