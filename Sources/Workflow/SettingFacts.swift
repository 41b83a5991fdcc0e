import Storage

/// Settings as a flat list: the path of each value, and the value as canonical JSON.
enum SettingFacts {
    /// The values in the order of their paths; an array without objects is one value.
    ///
    /// - Complexity: O(n log n) in the values.
    static func all(in settings: JSONValue) -> [VersionComparison.Fact] {
        var found: [VersionComparison.Fact] = []
        add(settings, at: "", to: &found)
        return found
    }

    private static func add(_ value: JSONValue, at path: String, to found: inout [VersionComparison.Fact]) {
        switch value {
        case .object(let members) where !members.isEmpty:
            for (name, member) in members.sorted(by: { $0.key < $1.key }) {
                add(member, at: path.isEmpty ? name : "\(path).\(name)", to: &found)
            }
        case .array(let items) where items.contains(where: { $0.kind == "an object" }):
            for (index, item) in items.enumerated() { add(item, at: "\(path)[\(index)]", to: &found) }
        case .null: break
        case .text(let text): found.append((path, text))
        default:
            // Canonical JSON ends with a newline.
            found.append((path, String(decoding: CanonicalJSON.encode(value).dropLast(), as: UTF8.self)))
        }
    }
}
