import Terminal

/// `leadline personas …`.
enum PersonasVerbs {
    static let group = CommandGroup(
        name: "personas", summary: "who leads are: groups, names for them, and assignments",
        commands: [
            .single(PersonasDiscover.self), .single(PersonasMap.self), .single(PersonasShow.self),
            .single(PersonasAssign.self), .single(PersonasFollow.self), .single(PersonasEvaluate.self),
            .single(PersonasDiff.self),
            .single(PersonasDrift.self),
            .single(PersonasRollback.self),
        ],
        discussion: """
            The usual way: discover, name the groups in the drafted file, map, assign; docs/personas.md tells it with an example.
            """)

    static let model = PositionalSpecification(
        "personas", help: "a published version: NAME@production, NAME@3 or models:/NAME/3")
}
