import Terminal

/// `leadline quarantine`: the rows that were set aside.
enum QuarantineVerbs {
    static let group = CommandGroup(
        name: "quarantine", summary: "list, try again and forget the rows that were set aside",
        commands: [
            .single(QuarantineList.self), .single(QuarantineReplayVerb.self), .single(QuarantinePurge.self),
        ])
}
