internal import Features

/// Finds fields of overwritten sources that follow from the outcome: they appear, or change, once it is there.
struct AvailabilityCheck: CaseCheck {
    /// The share of positives from where a field counts as a consequence.
    private static let bound = 0.5
    private static let changeBound = 0.2
    /// Positives that must ever have the field before anything is said of it.
    private static let leastCases = 20

    private let scene: AuditScene
    /// The features by the attribute that they read.
    private let readers: [String: [Int]]
    private var stories: [Story]

    private struct Story {
        var feature: Feature
        var attribute: String
        var positives = 0
        var known = 0
        var late = 0
        var changed = 0
        /// Negatives that ever have the field, and those whose first value came after the cutoff.
        var knownNegatives = 0
        var lateNegatives = 0
        var example: AuditedCase?
        var entity: EntityKey?
    }

    init(_ scene: AuditScene) {
        self.scene = scene
        stories = scene.features.features.compactMap { feature in
            // In a source that keeps its rows a late value is a later event, which the fold leaves out.
            guard let attribute = feature.definition.attribute, feature.definition.via == nil,
                scene.lineage.overwritten.contains(feature.name)
            else { return nil }
            return Story(feature: feature, attribute: attribute)
        }
        var readers: [String: [Int]] = [:]
        for (index, story) in stories.enumerated() { readers[story.attribute, default: []].append(index) }
        self.readers = readers
    }

    /// What a case says of one field.
    private struct Values {
        var first: Instant?
        var before: AttributeValue?
        var after: AttributeValue?
    }

    mutating func add(_ item: AuditedCase, _ entity: EntityEvents) {
        if stories.isEmpty || (item.isPositive && item.outcomeAt == nil) { return }
        // A negative has no outcome: what comes after its cutoff is late.
        let end = item.outcomeAt ?? item.cutoff
        var values: [Int: Values] = [:]
        for event in entity.events where !event.attributes.isEmpty && !scene.outcome.matches(event) {
            for (name, value) in event.attributes {
                for index in readers[name] ?? [] {
                    let kinds = stories[index].feature.definition.eventKinds
                    if !kinds.isEmpty, !kinds.contains(event.kind) { continue }
                    if values[index]?.first == nil {
                        values[index, default: Values()].first = event.recordedAt
                    }
                    if event.recordedAt < end {
                        values[index]?.before = value
                    } else {
                        values[index]?.after = value
                    }
                }
            }
        }
        for (index, value) in values {
            guard let first = value.first else { continue }
            if item.isPositive {
                let isChanged = value.before != nil && value.after != nil && value.before != value.after
                stories[index].known += 1
                if first >= end { stories[index].late += 1 }
                if isChanged { stories[index].changed += 1 }
                if first >= end || isChanged, stories[index].example == nil {
                    stories[index].example = item
                    stories[index].entity = entity.entity
                }
            } else {
                stories[index].knownNegatives += 1
                if first >= end { stories[index].lateNegatives += 1 }
            }
        }
    }

    func findings() -> [AuditFinding] {
        let appearing = stories.filter {
            $0.known >= Self.leastCases && Double($0.late) > Self.bound * Double($0.known)
        }.map { story in
            AuditFinding(
                .availability, .fail, field: story.feature.name,
                evidence:
                    "\(story.attribute) was first recorded at or after the outcome for \(story.late) of the "
                    + "\(story.known) positive train cases that ever have it, and after the cutoff for "
                    + "\(story.lateNegatives) of the \(story.knownNegatives) negative ones",
                events: trace(story), remedy: "it is filled in because of the outcome: remove the feature")
        }
        let changing = stories.filter {
            $0.known >= Self.leastCases && Double($0.changed) > Self.changeBound * Double($0.known)
        }.map { story in
            AuditFinding(
                .valueChangesAfterOutcome, .warn, field: story.feature.name,
                evidence:
                    "\(story.attribute) changed at or after the outcome for \(story.changed) of the "
                    + "\(story.known) positive train cases that ever have it",
                events: trace(story),
                remedy: "use only a source that keeps the values' history; a snapshot shows the late ones")
        }
        return [
            appearing.isEmpty
                ? [
                    AuditFinding(
                        .availability, .pass,
                        evidence: "no field of a source without history appears only with the outcome")
                ] : appearing,
            changing.isEmpty
                ? [
                    AuditFinding(
                        .valueChangesAfterOutcome, .pass,
                        evidence: "no field of a source without history changes with the outcome")
                ] : changing,
        ].flatMap { $0 }
    }

    private func trace(_ story: Story) -> [String] {
        guard let item = story.example, let entity = story.entity else { return [] }
        return scene.trace.lines(entity, cutoff: item.cutoff, feature: story.feature.definition)
    }
}
