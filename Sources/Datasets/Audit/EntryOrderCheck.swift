internal import Features

/// Finds events whose ids say that they were entered later than their times claim, and more so where the outcome came.
///
/// A source that numbers its rows as they are entered keeps a clock that nobody forges: an event with a time of recording
/// far before that of an event with a smaller number was entered after the fact.
struct EntryOrderCheck: CaseCheck {
    /// From which distance an event was entered later than it says, and how near the others of its source must be.
    private static let late = TimeSpan.day.microseconds
    private static let near: Int64 = 3_600_000_000
    /// The share of a source's events that must be in the order of their numbers for the numbers to say anything.
    private static let ordered = 0.8
    private static let leastEvents = 100
    /// From which odds ratio late entries are a consequence of the outcome.
    private static let ratio = 3.0

    private let scene: AuditScene
    /// Sources whose events carry ids of their own.
    private let numbered: Set<String>
    private var entries: [Entry] = []
    private var cases: [(item: AuditedCase, entity: EntityKey, entries: Range<Int>)] = []
    private var last: (entity: EntityKey, entries: Range<Int>)?

    private struct Entry {
        var source: String
        var kind: Int
        var number: Int
        var occurredAt: Instant
        var recordedAt: Instant
    }

    init(_ scene: AuditScene) {
        self.scene = scene
        numbered = Set(
            scene.sources.filter { _, source in source.events.contains { $0.id != nil } }.keys)
    }

    mutating func add(_ item: AuditedCase, _ entity: EntityEvents) {
        if numbered.isEmpty { return }
        if last?.entity != entity.entity {
            let start = entries.count
            for (event, kind) in zip(entity.events, entity.kinds)
            where kind >= 0 && numbered.contains(event.source) {
                guard let number = Self.number(event.id) else { continue }
                entries.append(
                    Entry(
                        source: event.source, kind: kind, number: number, occurredAt: event.occurredAt,
                        recordedAt: event.recordedAt))
            }
            last = (entity.entity, start..<entries.count)
        }
        cases.append((item, entity.entity, last?.entries ?? 0..<0))
    }

    /// The number that an id ends with; nil where there is none, or one too long to be a count.
    private static func number(_ id: String) -> Int? {
        let digits = id.utf8.reversed().prefix { (48...57).contains($0) }
        guard !digits.isEmpty, digits.count <= 15 else { return nil }
        return digits.reversed().reduce(0) { $0 * 10 + Int($1 - 48) }
    }

    func findings() -> [AuditFinding] {
        let late = lateEntries()
        var tables: [Int: StratifiedTable] = [:]
        var examples: [Int: (entity: EntityKey, cutoff: Instant)] = [:]
        for (item, entity, range) in cases {
            var counts: [Int: (events: Int, late: Int)] = [:]
            for index in range {
                let entry = entries[index]
                guard let isLate = late[index], entry.occurredAt < item.cutoff,
                    entry.recordedAt < item.cutoff, scene.kinds[entry.kind] != scene.outcome.kind
                else { continue }
                var count = counts[entry.kind] ?? (0, 0)
                count.events += 1
                if isLate { count.late += 1 }
                counts[entry.kind] = count
            }
            for (kind, count) in counts {
                tables[kind, default: StratifiedTable()].add(
                    stratum: Int.bitWidth - count.events.leadingZeroBitCount, isExposed: count.late > 0,
                    isPositive: item.isPositive)
                if item.isPositive, count.late > 0, examples[kind] == nil {
                    examples[kind] = (entity, item.cutoff)
                }
            }
        }
        let bounds = SimultaneousBounds(count: tables.count)
        var findings: [AuditFinding] = []
        for (kind, table) in tables.sorted(by: { $0.key < $1.key }) {
            guard let odds = table.oddsRatio(quantile: bounds.quantile), odds.lower >= Self.ratio else {
                continue
            }
            let name = scene.kinds[kind]
            let readers = scene.features.features.filter {
                $0.definition.via == nil && $0.definition.eventKinds.contains(name)
            }.map(\.name)
            let (won, lost) = (table.exposed(isPositive: true), table.exposed(isPositive: false))
            for field in readers.isEmpty ? [name] : readers {
                findings.append(
                    AuditFinding(
                        .backfill, readers.isEmpty ? .warn : .fail, field: field,
                        evidence:
                            "\(percent(won.count, of: won.of)) of the positive and "
                            + "\(percent(lost.count, of: lost.of)) of the negative train cases with known \(name) events "
                            + "have one that by its number was entered more than a day after its time of recording; "
                            + "the odds are \(rounded(odds.value)) to 1 (at least \(rounded(odds.lower)))",
                        events: examples[kind].map {
                            scene.trace.lines(
                                $0.entity, cutoff: $0.cutoff, feature: scene.features.definition(of: field))
                        } ?? [],
                        remedy:
                            "the events were entered because of the outcome, with times of before: remove the feature, "
                            + "or take the time of entry as recordedAt"))
            }
        }
        return findings
    }

    /// By entry of a source whose numbers follow its times, whether it was entered later than it says.
    private func lateEntries() -> [Int: Bool] {
        var late: [Int: Bool] = [:]
        for (_, indices) in Dictionary(grouping: entries.indices, by: { entries[$0].source }) {
            guard indices.count >= Self.leastEvents else { continue }
            let order = indices.sorted {
                (entries[$0].number, entries[$0].recordedAt, $0)
                    < (entries[$1].number, entries[$1].recordedAt, $1)
            }
            var latest = Int64.min
            let distances = order.map { index in
                let time = entries[index].recordedAt.microseconds
                latest = max(latest, time)
                return latest - time
            }
            let near = distances.count { $0 <= Self.near }
            guard Double(near) >= Self.ordered * Double(order.count) else { continue }
            for (index, distance) in zip(order, distances) { late[index] = distance > Self.late }
        }
        return late
    }
}
