/// One step down a document: into a mapping by key or into a list by index.
enum PathStep: Hashable, Sendable {
    case key(String)
    case index(Int)
}

extension [PathStep] {
    /// The path as people write it: `sources.purchases.events[0].kind`.
    var text: String {
        reduce(into: "") { text, step in
            switch step {
            case .key(let name): text += text.isEmpty ? name : ".\(name)"
            case .index(let index): text += "[\(index)]"
            }
        }
    }
}

extension PathStep: CodingKey {
    init?(stringValue: String) { self = .key(stringValue) }

    init?(intValue: Int) { self = .index(intValue) }

    /// The step another type's coding key stands for.
    init(_ key: any CodingKey) {
        if let index = key.intValue { self = .index(index) } else { self = .key(key.stringValue) }
    }

    var stringValue: String {
        switch self {
        case .key(let name): name
        case .index(let index): "Index \(index)"
        }
    }

    var intValue: Int? {
        if case .index(let index) = self { index } else { nil }
    }
}
