internal import Features

/// Times that cannot be: recorded before occurred, in the future, before the creation, an answer before its question.
struct OrderChecks {
    let data: ProfileData
    let settings: QualitySettings?
    /// The kind of the outcome, and of the event that the question is anchored at.
    let outcome: String?
    let anchor: String?

    /// - Complexity: O(events).
    func findings() -> [ProfileFinding] {
        times() + creations() + replies() + outcomes()
    }

    var events: ProfileEvents { data.events }

    private func times() -> [ProfileFinding] {
        var early: [Int: [Int]] = [:]
        var late: [Int: [Int]] = [:]
        var far: [Int: [Int]] = [:]
        var longest: [Int: Int64] = [:]
        for row in 0..<events.count {
            let group = Int(events.group[row])
            if events.recordedAt[row] < events.occurredAt[row] {
                early[group, default: []].append(row)
                longest[group] = max(
                    longest[group] ?? 0, events.occurredAt[row] - events.recordedAt[row])
            }
            if events.occurredAt[row] >= data.end {
                late[group, default: []].append(row)
            } else if data.days[row] < 0 {
                far[group, default: []].append(row)
            }
        }
        return events.groups.indices.flatMap { group -> [ProfileFinding] in
            let place = events.groups[group]
            var found: [ProfileFinding] = []
            if let rows = early[group], let span = longest[group] {
                found.append(
                    ProfileFinding(
                        .recordedBeforeOccurred, source: place.source, kind: place.kind,
                        months: data.months(of: rows),
                        evidence:
                            "\(rows.count) events were recorded before they occurred, by up to \(Self.text(span))",
                        falseAlarms: ProfileFinding.fact,
                        remedy:
                            "check the two fields and their zones: a feature would know such an event too early"
                    ))
            }
            if let rows = late[group] {
                found.append(
                    ProfileFinding(
                        .occurredInFuture, source: place.source, kind: place.kind,
                        months: data.months(of: rows),
                        evidence: "\(rows.count) events occurred after the end of the data",
                        falseAlarms: ProfileFinding.fact,
                        remedy: "check the clock and the zone of the source; planned events are no events yet"
                    ))
            }
            if let rows = far[group] {
                found.append(
                    ProfileFinding(
                        .farTime, source: place.source, kind: place.kind,
                        evidence: "\(rows.count) events lie more than three months away from all others",
                        falseAlarms: ProfileFinding.fact,
                        remedy: "look for default dates such as 1900-01-01; read them as null in the SELECT"))
            }
            return found
        }
    }

    /// A span in its largest unit.
    static func text(_ microseconds: Int64) -> String {
        let seconds = microseconds / 1_000_000
        if seconds < 120 { return "\(seconds) s" }
        if seconds < 7200 { return "\(seconds / 60) minutes" }
        return seconds < 172_800 ? "\(seconds / 3600) hours" : "\(seconds / 86_400) days"
    }
}
