/// Turns an `Encodable` into a `JSONValue`.
struct JSONTreeEncoder: Encoder {
    let codingPath: [any CodingKey]
    let userInfo: [CodingUserInfoKey: Any] = [:]
    let draft: JSONDraft

    func container<Key: CodingKey>(keyedBy: Key.Type) -> KeyedEncodingContainer<Key> {
        draft.becomeObject()
        return KeyedEncodingContainer(KeyedJSONEncoding<Key>(codingPath: codingPath, draft: draft))
    }

    func unkeyedContainer() -> any UnkeyedEncodingContainer {
        draft.becomeArray()
        return UnkeyedJSONEncoding(codingPath: codingPath, draft: draft)
    }

    func singleValueContainer() -> any SingleValueEncodingContainer { self }
}

extension JSONTreeEncoder: SingleValueEncodingContainer {
    func encodeNil() throws { draft.content = .value(.null) }
    func encode(_ value: Bool) throws { draft.content = .value(.flag(value)) }
    func encode(_ value: String) throws { draft.content = .value(.text(value)) }
    func encode(_ value: Float) throws { try encode(Double(value)) }
    func encode(_ value: Int) throws { try whole(value) }
    func encode(_ value: Int8) throws { try whole(value) }
    func encode(_ value: Int16) throws { try whole(value) }
    func encode(_ value: Int32) throws { try whole(value) }
    func encode(_ value: Int64) throws { try whole(value) }
    func encode(_ value: UInt) throws { try whole(value) }
    func encode(_ value: UInt8) throws { try whole(value) }
    func encode(_ value: UInt16) throws { try whole(value) }
    func encode(_ value: UInt32) throws { try whole(value) }
    func encode(_ value: UInt64) throws { try whole(value) }

    func encode(_ value: Double) throws {
        guard value.isFinite else {
            throw EncodingError.invalidValue(
                value,
                .init(
                    codingPath: codingPath,
                    debugDescription: "\(value) has no form in JSON; leave a missing number out or write null"
                ))
        }
        draft.content = .value(.number(value))
    }

    func encode<T: Encodable>(_ value: T) throws {
        try value.encode(to: self)
    }

    private func whole(_ value: some BinaryInteger) throws {
        guard let integer = Int64(exactly: value) else {
            throw EncodingError.invalidValue(
                value,
                .init(
                    codingPath: codingPath,
                    debugDescription: "a whole number above \(Int64.max); write it as a string"))
        }
        draft.content = .value(.integer(integer))
    }
}
