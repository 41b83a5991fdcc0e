internal import Features

/// Finds events that come only with the outcome and yet are known at the cutoff: whoever has them is already won.
///
/// Such events are entered with forged times, dated before the sale that they follow from, or stamped by a clock that is
/// late. Events that announce an honest outcome bring exceptions; these do not.
struct ActivityCheck: CaseCheck {
    /// The share of negatives among cases with the events, against their share among all: found, and at most.
    private static let found = 0.05
    private static let atMost = 0.25
    /// Known cases without which nothing is said.
    private static let leastKnown = 5

    private let scene: AuditScene
    private var groups: [Group]

    /// What a feature counts, without its window.
    private struct Filter: Hashable {
        var kinds: [String]
        var channel: String?
        var conditions: [String: AttributeCondition]

        func matches(_ event: Event) -> Bool {
            (kinds.isEmpty || kinds.contains(event.kind)) && (channel == nil || event.channel == channel)
                && conditions.allSatisfy { $0.value.passes(event.attributes[$0.key]) }
        }

        var text: String {
            (kinds + [channel.map { "channel \($0)" }].compactMap { $0 }).joined(separator: ", ")
                + (conditions.isEmpty ? "" : " with \(conditions.keys.sorted().joined(separator: ", "))")
        }
    }

    private struct Group {
        var filter: Filter
        var features: [Feature]
        /// Cases with an event known at the cutoff, and those of them that are positive.
        var known = (positives: 0, count: 0)
        /// Cases with an event before the end of the label's window.
        var ever = (positives: 0, count: 0)
        /// By positive case, days from the outcome to its first event.
        var days: [Double] = []
        var example: (entity: EntityKey, cutoff: Instant)?
    }

    init(_ scene: AuditScene) {
        self.scene = scene
        var order: [Filter] = []
        var features: [Filter: [Feature]] = [:]
        for feature in scene.features.features {
            let definition = feature.definition
            // The channel of a share is what it is compared with, no condition.
            let filter = Filter(
                kinds: definition.eventKinds.sorted(),
                channel: definition.kind == .channelShare ? nil : definition.channel,
                conditions: definition.where)
            let isAll = filter.kinds.isEmpty && filter.channel == nil && filter.conditions.isEmpty
            // The outcome's own events of the past are what the label's definition excludes, or an honest habit.
            guard definition.via == nil, !isAll, scene.outcomeKinds.isDisjoint(with: filter.kinds) else {
                continue
            }
            if features[filter] == nil { order.append(filter) }
            features[filter, default: []].append(feature)
        }
        groups = order.map { Group(filter: $0, features: features[$0] ?? []) }
    }

    mutating func add(_ item: AuditedCase, _ entity: EntityEvents) {
        for index in groups.indices {
            var isKnown = false
            var first: Instant?
            for event in entity.events where groups[index].filter.matches(event) {
                if event.isKnown(at: item.cutoff) { isKnown = true }
                if event.occurredAt < item.end { first = min(first ?? event.occurredAt, event.occurredAt) }
            }
            let hit = item.isPositive ? 1 : 0
            if isKnown {
                groups[index].known.count += 1
                groups[index].known.positives += hit
                if item.isPositive, groups[index].example == nil {
                    groups[index].example = (entity.entity, item.cutoff)
                }
            }
            guard let first else { continue }
            groups[index].ever.count += 1
            groups[index].ever.positives += hit
            if let outcome = item.outcomeAt {
                groups[index].days.append(
                    Double(first.microseconds - outcome.microseconds)
                        / Double(TimeSpan.day.microseconds))
            }
        }
    }

    func findings() -> [AuditFinding] {
        let bounds = SimultaneousBounds(count: 2 * groups.count)
        let positives = scene.train.labels.count { $0 }
        let negativeShare = 1 - Double(positives) / Double(max(1, scene.train.rowCount))
        func isSettled(_ cases: (positives: Int, count: Int)) -> Bool {
            let negatives = cases.count - cases.positives
            return cases.count > 0
                && Double(negatives) / Double(cases.count) <= Self.found * negativeShare
                && bounds.upper(negatives, of: cases.count) <= Self.atMost * negativeShare
        }
        var findings: [AuditFinding] = []
        for group in groups where group.known.count >= Self.leastKnown {
            let known = group.known
            guard
                isSettled(known)
                    || (isSettled(group.ever) && Double(known.positives) >= 0.95 * Double(known.count))
            else { continue }
            let days = group.days.sorted()
            let middle = days.isEmpty ? 0 : days[days.count / 2]
            for feature in group.features {
                findings.append(
                    AuditFinding(
                        .outcomeCausedActivity, .fail, field: feature.name,
                        evidence:
                            "\(known.positives) of the \(known.count) train cases with a known event of "
                            + "\(group.filter.text) are positive, and \(group.ever.positives) of the "
                            + "\(group.ever.count) with one by the end of the label's window, where "
                            + "\(percent(positives, of: scene.train.rowCount)) of all are; the first one lies "
                            + "\(rounded(abs(middle))) days \(middle < 0 ? "before" : "after") the outcome at the median",
                        events: group.example.map {
                            scene.trace.lines($0.entity, cutoff: $0.cutoff, feature: feature.definition)
                        } ?? [],
                        remedy:
                            "if the events follow from the outcome, remove the feature and look at how they are dated; if "
                            + "they decide it, leave such cases out: eligible: {without: [KIND]}"))
            }
        }
        if !findings.isEmpty { return findings }
        return [
            AuditFinding(
                .outcomeCausedActivity, .pass,
                evidence: "no feature counts events that come only with the outcome")
        ]
    }
}
