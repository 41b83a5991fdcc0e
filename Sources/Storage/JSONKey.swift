/// A place in a JSON tree: a member's name or an element's index.
struct JSONKey: CodingKey {
    let stringValue: String
    let intValue: Int?

    init(_ name: String) {
        stringValue = name
        intValue = nil
    }

    init(_ index: Int) {
        stringValue = String(index)
        intValue = index
    }

    init?(stringValue: String) { self.init(stringValue) }
    init?(intValue: Int) { self.init(intValue) }

    /// A path as readers write it: `rows[3].inputs.recency`; the whole document is `.`.
    static func text(_ path: [any CodingKey]) -> String {
        var text = ""
        for key in path {
            if key is JSONKey, let index = key.intValue {
                text += "[\(index)]"
            } else {
                text += (text.isEmpty ? "" : ".") + key.stringValue
            }
        }
        return text.isEmpty ? "." : text
    }
}
