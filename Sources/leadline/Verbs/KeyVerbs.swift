import Terminal

/// `leadline key …`.
enum KeyVerbs {
    static let group = CommandGroup(
        name: "key", summary: "keys that leadlined lets in", commands: [.single(KeyNew.self)])
}
