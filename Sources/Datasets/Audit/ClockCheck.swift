internal import Features

/// Finds sources whose clock is wrong: records from before the event, orders that cannot be, effects before their cause.
struct ClockCheck: CaseCheck {
    /// From which share of entities with an impossible order a source is accused.
    private static let bound = 0.02
    private static let leastCases = 20
    /// The share of negatives, against their share among all cases, up to which a source comes only with the outcome.
    private static let exclusive = 0.05

    private let scene: AuditScene
    private let orders: [AuditSettings.Order]
    private var last: EntityKey?
    /// By source, its events, those recorded before they occurred, and by how much at most.
    private var ahead: [String: (events: Int, early: Int, most: Int64)] = [:]
    /// By declared order, entities with both events, and by the later one's source how much too early it comes where it
    /// does.
    private var violations: [(both: Int, lags: [String: [Int64]])]
    /// By source, positives and negatives with an event before the end of the label's window.
    private var users: [String: (positives: Int, negatives: Int)] = [:]
    /// By source and positive case, the time from the outcome to the first event.
    private var distances: [String: [Int64]] = [:]

    init(_ scene: AuditScene, orders: [AuditSettings.Order]) {
        self.scene = scene
        self.orders = orders
        violations = orders.map { _ in (0, [:]) }
    }

    mutating func add(_ item: AuditedCase, _ entity: EntityEvents) {
        if last != entity.entity {
            last = entity.entity
            addOrders(entity)
        }
        var firsts: [String: Instant] = [:]
        for event in entity.events
        where event.occurredAt < item.end && !scene.outcomeKinds.contains(event.kind) {
            firsts[event.source] = min(firsts[event.source] ?? event.occurredAt, event.occurredAt)
        }
        for (source, first) in firsts {
            var count = users[source] ?? (0, 0)
            if item.isPositive { count.positives += 1 } else { count.negatives += 1 }
            users[source] = count
            if let outcome = item.outcomeAt {
                distances[source, default: []].append(first.microseconds - outcome.microseconds)
            }
        }
    }

    private mutating func addOrders(_ entity: EntityEvents) {
        for event in entity.events {
            var count = ahead[event.source] ?? (0, 0, 0)
            count.events += 1
            // A date stands for the end of its day, which the record may well come before.
            let isDay = event.occurredAt.microseconds % 1_000_000 == 999_999
            if event.recordedAt + (isDay ? .day : TimeSpan(microseconds: 0)) < event.occurredAt {
                count.early += 1
                count.most = max(
                    count.most, event.occurredAt.microseconds - event.recordedAt.microseconds)
            }
            ahead[event.source] = count
        }
        for (index, order) in orders.enumerated() {
            let first = entity.events.lazy.filter { $0.kind == order.first }.map(\.occurredAt).min()
            let then = entity.events.lazy.filter { $0.kind == order.then }.min {
                $0.occurredAt < $1.occurredAt
            }
            guard let first, let then else { continue }
            violations[index].both += 1
            guard then.occurredAt < first else { continue }
            violations[index].lags[then.source, default: []].append(
                first.microseconds - then.occurredAt.microseconds)
        }
    }

    func findings() -> [AuditFinding] {
        let found = recorded() + declared() + effects()
        if !found.isEmpty { return found }
        return [
            AuditFinding(
                .clockSkew, .pass,
                evidence:
                    "no source records what has not occurred, and none comes before what it follows from "
                    + "(\(orders.count) declared orders)")
        ]
    }

    private func recorded() -> [AuditFinding] {
        let bounds = SimultaneousBounds(count: ahead.count)
        return ahead.sorted { $0.key < $1.key }.compactMap { source, count in
            guard bounds.lower(count.early, of: count.events) > 0.001 else { return nil }
            return AuditFinding(
                .clockSkew, .warn, field: source,
                evidence:
                    "\(count.early) of the \(count.events) events of \(source) were recorded before they occurred, by up "
                    + "to \(Self.text(count.most))",
                remedy: "one of the two clocks is wrong: correct the times in the source's SELECT")
        }
    }

    private func declared() -> [AuditFinding] {
        let bounds = SimultaneousBounds(count: orders.count)
        return zip(orders, violations).flatMap { order, count in
            count.lags.sorted { $0.key < $1.key }.compactMap { source, lags in
                guard bounds.lower(lags.count, of: count.both) > Self.bound else { return nil }
                let lags = lags.sorted()
                return AuditFinding(
                    .clockSkew, .fail, field: source,
                    evidence:
                        "\(order.then) of \(source) comes before \(order.first) for \(lags.count) of the \(count.both) "
                        + "entities with both, by \(Self.text(lags[lags.count / 2])) at the median and "
                        + "\(Self.text(lags[lags.count * 19 / 20])) for nineteen of twenty: the clock of \(source) is late by "
                        + "that or more",
                    remedy:
                        "correct the times of \(source) in its SELECT by the offset measured; if they are right, those of "
                        + "\(order.first) are not")
            }
        }
    }

    /// Sources that come only with the outcome, and before it.
    private func effects() -> [AuditFinding] {
        let positives = scene.train.labels.count { $0 }
        let negativeShare = 1 - Double(positives) / Double(max(1, scene.train.rowCount))
        let bounds = SimultaneousBounds(count: users.count)
        var findings: [AuditFinding] = []
        for (source, count) in users.sorted(by: { $0.key < $1.key }) {
            let all = count.positives + count.negatives
            guard count.positives >= Self.leastCases,
                Double(count.negatives) <= Self.exclusive * negativeShare * Double(all)
            else { continue }
            let distances = (distances[source] ?? []).sorted()
            let early = distances.prefix { $0 < 0 }
            guard bounds.lower(early.count, of: distances.count) > Self.bound else { continue }
            let kinds = Set(scene.sources[source]?.events.map(\.kind) ?? [])
            let readers = scene.features.features.filter { feature in
                scene.lineage.uses.contains { $0.feature == feature.name && $0.source == source }
                    || feature.definition.eventKinds.contains(where: kinds.contains)
            }.map(\.name)
            for field in readers.isEmpty ? [source] : readers {
                findings.append(
                    AuditFinding(
                        .clockSkew, readers.isEmpty ? .warn : .fail, field: field,
                        evidence:
                            "\(count.positives) of the \(all) train cases with events of \(source) are positive: it comes "
                            + "with the outcome; yet its first event lies before the outcome for \(early.count) of "
                            + "\(distances.count), by \(Self.text(-early[early.count / 2])) at the median and up to "
                            + "\(Self.text(-early[0])): its clock is late, or its times are those of a plan",
                        remedy:
                            "correct the times of \(source) in its SELECT by that offset, or leave the feature out"
                    ))
            }
        }
        return findings
    }

    private static func text(_ microseconds: Int64) -> String {
        let hours = Double(microseconds) / 3_600_000_000
        return hours < 48 ? "\(rounded(hours)) hours" : "\(rounded(hours / 24)) days"
    }
}
