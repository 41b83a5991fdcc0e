internal import Features

extension OrderChecks {
    /// Events of an entity before the one that creates it.
    func creations() -> [ProfileFinding] {
        (settings?.creation ?? [:]).sorted { $0.key < $1.key }.flatMap { namespace, kind in
            var early: [Int: [Int]] = [:]
            var entities: [Int: Int] = [:]
            for entity in entityRows(of: namespace) {
                let created = entity.filter { events.groups[Int(events.group[$0])].kind == kind }
                    .map { events.occurredAt[$0] }.min()
                guard let created else { continue }
                var seen: Set<Int> = []
                for row in entity where events.occurredAt[row] < created {
                    let group = Int(events.group[row])
                    early[group, default: []].append(row)
                    if seen.insert(group).inserted { entities[group, default: 0] += 1 }
                }
            }
            return early.sorted { $0.key < $1.key }.map { group, rows in
                ProfileFinding(
                    .beforeCreation, source: events.groups[group].source, kind: events.groups[group].kind,
                    months: data.months(of: rows),
                    evidence:
                        "\(rows.count) events of \(entities[group] ?? 0) entities occurred before the \(kind) of their \(namespace)",
                    falseAlarms: ProfileFinding.fact,
                    remedy:
                        "check whether the \(kind) was written later than it occurred, or whether keys were used twice"
                )
            }
        }
    }

    /// Events before the one they follow.
    func replies() -> [ProfileFinding] {
        (settings?.order ?? []).compactMap { rule in
            var rows: [Int] = []
            var unmatched = 0
            for entity in events.bounds.indices.dropLast() {
                var first: [Int32: Int64] = [:]
                let range = events.bounds[entity]..<events.bounds[entity + 1]
                for row in range where kind(row) == rule.first {
                    guard let code = code(row, rule.by) else { continue }
                    first[code] = min(first[code] ?? .max, events.occurredAt[row])
                }
                for row in range where kind(row) == rule.then {
                    guard let code = code(row, rule.by), let time = first[code] else {
                        unmatched += 1
                        continue
                    }
                    if events.occurredAt[row] < time { rows.append(row) }
                }
            }
            guard !rows.isEmpty else { return nil }
            let group = events.groups[Int(events.group[rows[0]])]
            return ProfileFinding(
                .replyBeforeMessage, source: group.source, kind: rule.then, field: rule.by,
                months: data.months(of: rows),
                evidence:
                    "\(rows.count) events occurred before the \(rule.first) they follow (\(unmatched) more follow none that is there)",
                falseAlarms: ProfileFinding.fact,
                remedy: "check the clocks and zones of the two sources against each other")
        }
    }

    /// Outcomes before the event that the question is anchored at.
    func outcomes() -> [ProfileFinding] {
        guard let outcome, let anchor else { return [] }
        var rows: [Int] = []
        for entity in events.bounds.indices.dropLast() {
            let range = events.bounds[entity]..<events.bounds[entity + 1]
            guard let time = range.lazy.filter({ kind($0) == anchor }).map({ events.occurredAt[$0] }).min()
            else { continue }
            let first = range.first { kind($0) == outcome && events.occurredAt[$0] < time }
            if let first { rows.append(first) }
        }
        guard let first = rows.first else { return [] }
        return [
            ProfileFinding(
                .outcomeBeforeAnchor, source: events.groups[Int(events.group[first])].source, kind: outcome,
                months: data.months(of: rows),
                evidence: "\(rows.count) entities have the outcome before their \(anchor)",
                falseAlarms: ProfileFinding.fact,
                remedy: "such cases were settled before the question: check the anchor, or say so in eligible"
            )
        ]
    }

    private func entityRows(of namespace: String) -> [Range<Int>] {
        events.entities.indices.filter { events.entities[$0].namespace == namespace }.map {
            events.bounds[$0]..<events.bounds[$0 + 1]
        }
    }

    private func kind(_ row: Int) -> String { events.groups[Int(events.group[row])].kind }

    /// What two events must share: the value of an attribute; without one, being of the same entity.
    private func code(_ row: Int, _ attribute: String?) -> Int32? {
        guard let attribute else { return 0 }
        guard let values = events.attributes[attribute] else { return nil }
        let codes = values.codes.isEmpty ? values.links : values.codes
        return !codes.isEmpty && codes[row] >= 0 ? codes[row] : nil
    }
}
