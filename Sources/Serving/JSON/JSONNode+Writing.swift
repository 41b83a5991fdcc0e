extension JSONNode {
    /// Writes the value as it was read; numbers in the fewest digits that read back as the same.
    func write(_ writer: inout JSONWriter) {
        switch kind {
        case .object:
            writer.object { writer in
                forEachMember { key, value in
                    writer.key(key)
                    value.write(&writer)
                }
            }
        case .array: writer.array { writer in forEachElement { $0.write(&writer) } }
        case .string: writer.string(string ?? "")
        case .integer: writer.number(integer ?? 0)
        case .unsigned, .double: writer.number(number ?? .nan)
        case .boolean: writer.boolean(boolean ?? false)
        case .null: writer.null()
        }
    }
}
