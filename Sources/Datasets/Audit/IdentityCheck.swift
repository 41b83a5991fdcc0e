internal import Features

/// Finds events, and links, of before an entity was known that belong to those who had the outcome.
///
/// Visits of an unknown browser become a lead's when somebody ties the two together. If that is done because of the sale,
/// and the visits then carry the lead from the start, only buyers have a past.
struct IdentityCheck: CaseCheck {
    /// The least excess, in shares of the cases, and the least ratio of positives over negatives.
    private static let excess = 0.05
    private static let ratio = 2.0
    /// From which sure ratio of the shares a smaller excess is enough.
    private static let sureRatio = 4.0

    private let scene: AuditScene
    /// The kinds that say since when an entity is known.
    private let anchors: Set<String>
    /// By source, positives and negatives with an event from before.
    private var early: [String: ClassCounts] = [:]
    /// By source, positives and negatives with any known event.
    private var users: [String: ClassCounts] = [:]
    private var examples: [String: (entity: EntityKey, cutoff: Instant)] = [:]
    /// By link, positives that ever have it, and those whose first one was recorded at or after the outcome.
    private var links: [String: (known: Int, late: Int)] = [:]
    private var cases = ClassCounts()
    /// Cases with events from before that a recorded link of another key brought along.
    private var proven = 0
    /// Whether all such links have a time of recording that is not only assumed.
    private let isProven: Bool

    init(_ scene: AuditScene) {
        self.scene = scene
        isProven = FeatureLineage.isProven(scene.features.identity, by: scene.sources)
        anchors = Set(
            [scene.planner.cutoffs.anchored?.kind].compactMap { $0 } + (scene.planner.eligibility.has ?? []))
    }

    mutating func add(_ item: AuditedCase, _ entity: EntityEvents) {
        cases.add(isPositive: item.isPositive)
        if let outcome = item.outcomeAt { addLinks(entity, outcome) }
        let anchors = anchors
        let start = entity.events.filter { anchors.contains($0.kind) }.map(\.occurredAt).min()
        guard let start else { return }
        let known = entity.events.filter { $0.isKnown(at: item.cutoff) }
        for source in Set(known.map(\.source)) {
            users[source, default: ClassCounts()].add(isPositive: item.isPositive)
        }
        var before = known.filter { $0.occurredAt < start }
        // What a recorded link brought along was the entity's from when the link was known: that is no hindsight.
        if isProven, before.contains(where: { $0.subject != entity.entity }) {
            proven += 1
            before.removeAll { $0.subject != entity.entity }
        }
        for source in Set(before.map(\.source)) {
            early[source, default: ClassCounts()].add(isPositive: item.isPositive)
            if item.isPositive, examples[source] == nil {
                examples[source] = (entity.entity, item.cutoff)
            }
        }
    }

    private mutating func addLinks(_ entity: EntityEvents, _ outcome: Instant) {
        for name in scene.features.links {
            let first = entity.events.first {
                if case .link? = $0.attributes[name] { true } else { false }
            }
            guard let first else { continue }
            var count = links[name] ?? (0, 0)
            count.known += 1
            if first.recordedAt >= outcome { count.late += 1 }
            links[name] = count
        }
    }

    func findings() -> [AuditFinding] {
        let bounds = SimultaneousBounds(count: early.count)
        var findings: [AuditFinding] = []
        for (source, count) in early.sorted(by: { $0.key < $1.key }) {
            let lower = bounds.lowerDifference(
                (count.positives, cases.positives), (count.negatives, cases.negatives))
            let isLarge = lower >= Self.excess && Self.ratio(count, of: cases) >= Self.ratio
            let isSure =
                bounds.lower(count.positives, of: cases.positives)
                >= Self.sureRatio * bounds.upper(count.negatives, of: cases.negatives)
            // Where negatives that use the source have a past as often, its clock is wrong, and no link.
            guard isLarge || isSure, Self.ratio(count, of: users[source] ?? cases) >= Self.ratio else {
                continue
            }
            let fields = readers(of: source)
            for field in fields.isEmpty ? [source] : fields {
                findings.append(
                    AuditFinding(
                        .retroactiveIdentity, .fail, field: field,
                        evidence:
                            "\(percent(count.positives, of: cases.positives)) of the positive and "
                            + "\(percent(count.negatives, of: cases.negatives)) of the negative train cases have events "
                            + "of \(source) from before the entity was known "
                            + "(\(anchors.sorted().joined(separator: ", "))); the difference is at least "
                            + "\(rounded(100 * lower)) %",
                        events: examples[source].map {
                            scene.trace.lines(
                                $0.entity, cutoff: $0.cutoff, feature: scene.features.definition(of: field))
                        } ?? [],
                        remedy:
                            "let \(source) keep its own key, and link it to the entity from when the link was recorded"
                    ))
            }
        }
        for (name, count) in links.sorted(by: { $0.key < $1.key })
        where count.known >= 20 && 2 * count.late > count.known {
            findings.append(
                AuditFinding(
                    .retroactiveIdentity, .warn, field: name,
                    evidence:
                        "the link \(name) was first recorded at or after the outcome for \(count.late) of the "
                        + "\(count.known) positive train cases that ever have it",
                    remedy: "what a feature sees through the link appears with the outcome: do not go by it"))
        }
        if !findings.isEmpty { return findings }
        return [
            AuditFinding(
                .retroactiveIdentity, .pass,
                evidence: anchors.isEmpty
                    ? "nothing says since when an entity is known: no anchor, and nobody has to have an event"
                    : "events from before an entity was known are as common without the outcome as with it"
                        + (proven == 0
                            ? ""
                            : "; those of other keys, in \(proven) cases, count from when their links were recorded")
            )
        ]
    }

    /// The share of the positives over that of the negatives; infinite where no negative is counted.
    private static func ratio(_ counts: ClassCounts, of all: ClassCounts) -> Double {
        let positive = Double(counts.positives) / Double(max(1, all.positives))
        let negative = Double(counts.negatives) / Double(max(1, all.negatives))
        return negative > 0 ? positive / negative : positive > 0 ? .infinity : 0
    }

    /// The features that look at kinds of events of a source.
    private func readers(of source: String) -> [String] {
        let kinds = Set(scene.sources[source]?.events.map(\.kind) ?? [])
        return scene.features.features.filter { feature in
            feature.definition.via == nil && feature.definition.eventKinds.contains(where: kinds.contains)
        }.map(\.name)
    }
}
