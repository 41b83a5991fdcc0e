internal import Features

/// The events of a request beside what a version reads: which of them count for nothing, and why.
struct EventReview {
    /// Events that no feature reads, by their places.
    private var unread: [Int] = []
    /// Events whose attribute holds what not every feature can take, by their places.
    private var misfits: [(misfit: EventSchema.Misfit, places: [Int])] = []
    /// Events that are not earlier than the question.
    private var late = 0

    /// Looks at every event.
    ///
    /// - Complexity: O(events x attributes that are read of them).
    init(_ events: [Event], at time: Instant, by schema: EventSchema) {
        for (place, event) in events.enumerated() {
            if !event.isKnown(at: time) { late += 1 }
            guard schema.reads(event) else {
                unread.append(place)
                continue
            }
            for misfit in schema.misfits(of: event) {
                if let index = misfits.firstIndex(where: { $0.misfit == misfit }) {
                    misfits[index].places.append(place)
                } else {
                    misfits.append((misfit, [place]))
                }
            }
        }
    }

    /// How many places a sentence names at most.
    private static let limit = 8

    /// What was found, as sentences; a name or a value that a client made up is in none.
    var sentences: [String] {
        var sentences: [String] = []
        if !unread.isEmpty {
            sentences.append(
                "no feature reads events of the type of \(Self.list(unread)), which count for nothing; the model's metadata list what is read"
            )
        }
        for (misfit, places) in misfits {
            let types = AttributeType.allCases.filter(misfit.types.contains).map(\.rawValue)
            let effect = misfit.isTakenBySome ? "does not count with every feature" : "does not count there"
            sentences.append(
                "attribute '\(misfit.name)' is no \(types.joined(separator: " or ")) in \(Self.list(places)) and \(effect)"
            )
        }
        if late > 0 { sentences.append("\(late) events are not earlier than asOf and do not count") }
        return sentences
    }

    private static func list(_ places: [Int]) -> String {
        let named = places.prefix(limit).map { "events[\($0)]" }.joined(separator: ", ")
        return places.count > limit ? "\(named) and \(places.count - limit) more" : named
    }
}
