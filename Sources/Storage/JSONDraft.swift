/// One value of a JSON tree under construction; containers hold on to theirs, so it is shared.
final class JSONDraft {
    enum Content {
        case value(JSONValue)
        case array([JSONDraft])
        case object([String: JSONDraft])
    }

    /// A value that encodes nothing at all becomes an empty object, as in Foundation.
    var content: Content = .object([:])

    func becomeObject() {
        if case .object = content { return }
        content = .object([:])
    }

    func becomeArray() {
        if case .array = content { return }
        content = .array([])
    }

    /// The draft of a new member; one of the same name is dropped.
    func member(_ name: String) -> JSONDraft {
        guard case .object(var members) = content else { preconditionFailure("a keyed value is an object") }
        content = .value(.null)
        let draft = JSONDraft()
        members[name] = draft
        content = .object(members)
        return draft
    }

    /// The draft of a new last element.
    func element() -> JSONDraft {
        guard case .array(var elements) = content else { preconditionFailure("an unkeyed value is an array") }
        content = .value(.null)
        let draft = JSONDraft()
        elements.append(draft)
        content = .array(elements)
        return draft
    }

    /// The number of elements of an array.
    var count: Int { if case .array(let elements) = content { elements.count } else { 0 } }

    /// The finished tree.
    var value: JSONValue {
        switch content {
        case .value(let value): value
        case .array(let elements): .array(elements.map(\.value))
        case .object(let members): .object(members.mapValues(\.value))
        }
    }
}
