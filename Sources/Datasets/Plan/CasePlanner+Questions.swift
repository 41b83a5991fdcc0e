internal import Features

/// One question about an entity: as known when, and from when on the outcome counts.
struct Question: Equatable {
    var cutoff: Instant
    var start: Instant
}

extension CasePlanner {
    /// The questions about an entity with these events, by cutoff; no cutoff twice.
    ///
    /// - Complexity: O(events x cutoffs).
    func questions(_ events: ArraySlice<Event>) -> [Question] {
        guard let own = anchoredQuestion(events) else {
            if cutoffs.anchored == nil { return calendar.map { Question(cutoff: $0, start: $0) } }
            // Who has no anchor yet can still be asked about on a day, unless the label starts at the anchor.
            return cutoffs.calendar == nil || label.from == .anchor
                ? [] : calendar.map { Question(cutoff: $0, start: $0) }
        }
        let others = calendar.compactMap { day -> Question? in
            if day == own.cutoff { return nil }
            return label.from == .anchor
                ? calendarQuestion(events, at: day) : Question(cutoff: day, start: day)
        }
        return (others + [own]).sorted { $0.cutoff < $1.cutoff }
    }

    /// The question some time after the entity's first anchor event; nil where there is none, or the anchor was not
    /// known yet, so that nobody could have asked.
    func anchoredQuestion(_ events: ArraySlice<Event>) -> Question? {
        guard let anchored = cutoffs.anchored, let first = firstAnchor(anchored.kind, in: events) else {
            return nil
        }
        let cutoff = first.occurredAt + anchored.after
        guard first.recordedAt < cutoff else { return nil }
        return Question(cutoff: cutoff, start: label.from == .anchor ? first.occurredAt : cutoff)
    }

    /// The question on a day whose label starts at the anchor; nil where that is unknown, or the window is over.
    func calendarQuestion(_ events: ArraySlice<Event>, at day: Instant) -> Question? {
        guard let kind = cutoffs.anchored?.kind, let first = firstAnchor(kind, in: events),
            LabelHistory.Mark(first).isKnown(at: day), first.occurredAt + label.window > day
        else { return nil }
        return Question(cutoff: day, start: first.occurredAt)
    }

    private func firstAnchor(_ kind: String, in events: ArraySlice<Event>) -> Event? {
        events.lazy.filter { $0.kind == kind }.min {
            ($0.occurredAt, $0.recordedAt) < ($1.occurredAt, $1.recordedAt)
        }
    }
}
