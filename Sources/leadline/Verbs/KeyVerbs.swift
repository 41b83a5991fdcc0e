import Terminal

/// `leadline key …`.
enum KeyVerbs {
    static let group = CommandGroup(
        name: "key", summary: "keys that leadlined lets in, and keys that sign versions",
        commands: [
            .single(KeyNew.self), .single(KeyList.self), .single(KeyRevoke.self), .single(KeySigning.self),
        ])
}
