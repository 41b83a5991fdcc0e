internal import Features

extension TimingChecks {
    /// Reactions that follow a message sooner than people read.
    ///
    /// - Complexity: O(n log n).
    func reactions() -> [ProfileFinding] {
        guard let rule = settings?.reactions else { return [] }
        let within = (rule.within ?? QualitySettings.Reactions.usual).microseconds
        let groups = data.events.groups
        let isSent = groups.map { rule.to.contains($0.kind) }
        let isReaction = groups.map { rule.of.contains($0.kind) }
        var instant = groups.map { _ in Odd() }
        var totals = [Int](repeating: 0, count: groups.count)
        for entity in data.events.bounds.indices.dropLast() {
            let rows = (data.events.bounds[entity]..<data.events.bounds[entity + 1]).sorted {
                (data.events.occurredAt[$0], $0) < (data.events.occurredAt[$1], $1)
            }
            var last: Int64?
            var found: [Int: [Int]] = [:]
            for row in rows {
                let group = Int(data.events.group[row])
                if isSent[group] { last = data.events.occurredAt[row] }
                guard isReaction[group] else { continue }
                totals[group] += 1
                if let last, data.events.occurredAt[row] - last <= within {
                    found[group, default: []].append(row)
                }
            }
            for (group, rows) in found { instant[group].add(rows) }
        }
        return groups.indices.compactMap { group in
            let odd = instant[group]
            guard odd.events >= 20, odd.events * 50 >= totals[group] else { return nil }
            let share = ProfileText.percent(Double(odd.events) / Double(totals[group]))
            return ProfileFinding(
                .instantReaction, source: groups[group].source, kind: groups[group].kind,
                months: data.months(of: odd.rows),
                evidence:
                    "\(odd.events) of \(totals[group]) (\(share)), of \(odd.entities) entities, follow \(rule.to.joined(separator: " or ")) within \(OrderChecks.text(within))",
                falseAlarms:
                    "a rule, not a test: it needs 20 reactions and 2 % of all; people who answer that fast are few",
                remedy: "mail scanners open and follow every link: leave out reactions of the first seconds")
        }
    }
}
