internal import Features

/// Checks of fields that follow from the outcome: they appear, or change, once it is there.
struct ConsequenceChecks {
    let log: EventLog
    let plan: CasePlan
    let outcome: LabelDefinition.Outcome
    let features: FeatureSet
    let lineage: FeatureLineage
    let trace: EventTrace

    /// The share of positives from where a field counts as a consequence.
    private static let bound = 0.5
    private static let changeBound = 0.2

    func run() -> [AuditFinding] {
        var appearing: [AuditFinding] = []
        var changing: [AuditFinding] = []
        for feature in features.features {
            guard let attribute = feature.definition.attribute, feature.definition.via == nil else {
                continue
            }
            let story = tell(attribute, of: feature.definition)
            // Where every event carries its recorded time, the fold sees no late value: worth a look, no leak.
            let severity: AuditFinding.Severity = lineage.proven.contains(feature.name) ? .warn : .fail
            if story.known >= 20, Double(story.late) > Self.bound * Double(story.known) {
                appearing.append(
                    AuditFinding(
                        .availability, severity, field: feature.name,
                        evidence:
                            "\(attribute) was first recorded at or after the outcome for \(story.late) of the "
                            + "\(story.known) positive train cases that ever have it",
                        events: story.trace,
                        remedy: "it is filled in because of the outcome: remove the feature"))
            }
            if story.known >= 20, Double(story.changed) > Self.changeBound * Double(story.known) {
                changing.append(
                    AuditFinding(
                        .valueChangesAfterOutcome, .warn, field: feature.name,
                        evidence: "\(attribute) changed at or after the outcome for \(story.changed) of the "
                            + "\(story.known) positive train cases that ever have it",
                        events: story.trace,
                        remedy:
                            "use only a source that keeps the values' history; a snapshot shows the late ones"
                    ))
            }
        }
        if appearing.isEmpty {
            appearing = [
                AuditFinding(
                    .availability, .pass, evidence: "no feature's field appears only with the outcome")
            ]
        }
        if changing.isEmpty {
            changing = [
                AuditFinding(
                    .valueChangesAfterOutcome, .pass, evidence: "no feature's field changes with the outcome")
            ]
        }
        return appearing + changing
    }

    private struct Story {
        var known = 0
        var late = 0
        var changed = 0
        var trace: [String] = []
    }

    private func tell(_ attribute: String, of feature: FeatureDefinition) -> Story {
        let kinds = feature.eventKinds
        var story = Story()
        for item in plan.cases where item.slice == .train && item.label == .positive {
            let events = log.events(of: item.entity)
            guard
                let won = events.first(where: {
                    outcome.matches($0) && $0.occurredAt >= item.labelStart && $0.occurredAt < item.labelEnd
                })
            else { continue }
            // The outcome's own event says nothing of what was known before it.
            let values = events.filter {
                $0.attributes[attribute] != nil && (kinds.isEmpty || kinds.contains($0.kind))
                    && !outcome.matches($0)
            }
            guard let first = values.first else { continue }
            story.known += 1
            let isLate = first.recordedAt >= won.occurredAt
            let before = values.last { $0.recordedAt < won.occurredAt }?.attributes[attribute]
            let after = values.last { $0.recordedAt >= won.occurredAt }?.attributes[attribute]
            let isChanged = before != nil && after != nil && before != after
            if isLate { story.late += 1 }
            if isChanged { story.changed += 1 }
            if isLate || isChanged, story.trace.isEmpty {
                story.trace = trace.lines(item.entity, cutoff: item.cutoff, feature: feature)
            }
        }
        return story
    }
}
