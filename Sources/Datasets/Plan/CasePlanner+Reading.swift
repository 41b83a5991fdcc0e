internal import Features

extension CasePlanner {
    /// The names of the attributes that the questions rest on.
    public var attributes: Set<String> {
        Set(
            label.patterns.flatMap { ($0.where ?? [:]).keys } + [label.via, label.members].compactMap { $0 }
                + (identity?.links ?? []))
    }

    /// Whether an entity's questions rest on its own events alone.
    public var asksOwnEventsAlone: Bool {
        label.via == nil && label.members == nil && identity == nil
    }
}
