internal import Features

/// Finds events whose ids say that they were entered later than their times claim, and more so where the outcome came.
///
/// A source that numbers its rows as they are entered keeps a clock that nobody forges: an event with a time of recording
/// far before that of an event with a smaller number was entered after the fact. Where the source states the times of
/// recording, they are forged (`backfill`); where they are only assumed, the events were caused by the outcome and dated
/// before it (`outcomeCausedActivity`).
struct EntryOrderCheck: CaseCheck {
    /// From which distance an event was entered later than it says, and how near the others of its source must be.
    private static let late = TimeSpan.day.microseconds
    private static let near: Int64 = 3_600_000_000
    /// The share of a source's events that must be in the order of their numbers for the numbers to say anything.
    private static let ordered = 0.8
    private static let leastEvents = 100
    /// From which odds ratio late entries are a consequence of the outcome.
    private static let ratio = 3.0
    /// How many of the next events say by when one was entered.
    static let neighbours = 11

    private let scene: AuditScene
    /// Sources whose events carry ids of their own, each with its place.
    private let numbered: [String: Int32]
    /// The places of the outcome's kinds.
    private let outcomes: Set<Int32>
    private var entries: [Entry] = []
    private var cases: [(item: AuditedCase, entries: Range<Int>)] = []
    private var last: (entity: EntityKey, entries: Range<Int>)?

    private struct Entry {
        var source: Int32
        var kind: Int32
        var number: Int64
        var occurredAt: Instant
        var recordedAt: Instant
    }

    init(_ scene: AuditScene) {
        self.scene = scene
        let names = scene.sources.filter { _, source in source.events.contains { $0.id != nil } }.keys
            .sorted()
        numbered = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, Int32($0)) })
        outcomes = Set(scene.outcome.patterns.compactMap { scene.places[$0.kind].map { Int32($0) } })
    }

    mutating func add(_ item: AuditedCase, _ entity: EntityEvents) {
        if numbered.isEmpty { return }
        if last?.entity != entity.entity {
            let start = entries.count
            for (place, event) in entity.events.enumerated()
            where entity.kinds[place] >= 0 && entity.numbers[place] >= 0 {
                guard let source = numbered[event.source] else { continue }
                entries.append(
                    Entry(
                        source: source, kind: Int32(entity.kinds[place]), number: entity.numbers[place],
                        occurredAt: event.occurredAt, recordedAt: event.recordedAt))
            }
            last = (entity.entity, start..<entries.count)
        }
        cases.append((item, last?.entries ?? 0..<0))
    }

    /// What is known of the cases with events of a kind.
    private struct Story {
        var table = StratifiedTable()
        /// Positives with a late entry, and those of them that have one of at or after the outcome.
        var late = 0
        var afterOutcome = 0
        var example: (entity: EntityKey, cutoff: Instant)?
    }

    func findings() -> [AuditFinding] {
        let stories = stories()
        let bounds = SimultaneousBounds(count: stories.count)
        var findings: [AuditFinding] = []
        for (kind, story) in stories.sorted(by: { $0.key < $1.key }) {
            guard let odds = story.table.oddsRatio(quantile: bounds.quantile), odds.lower >= Self.ratio else {
                continue
            }
            let name = scene.kinds[kind]
            let readers = scene.features.features.filter {
                $0.definition.via == nil && $0.definition.eventKinds.contains(name)
            }.map(\.name)
            // Where the source states times of recording, they are forged; where it states none, they were assumed.
            let isForged = scene.sources.contains { source, definition in
                scene.timed.contains(source) && definition.events.contains { $0.kind == name }
            }
            for field in readers.isEmpty ? [name] : readers {
                findings.append(
                    AuditFinding(
                        isForged ? .backfill : .outcomeCausedActivity, readers.isEmpty ? .warn : .fail,
                        field: field, evidence: evidence(story, of: name, odds),
                        events: story.example.map {
                            scene.trace.lines(
                                $0.entity, cutoff: $0.cutoff, feature: scene.features.definition(of: field))
                        } ?? [],
                        remedy: isForged
                            ? "the events were entered because of the outcome, with times of before: remove the "
                                + "feature, or take the time of entry as recordedAt"
                            : "the events follow from the outcome and are dated before it: remove the feature, or "
                                + "bring the time of entry as recordedAt"))
            }
        }
        return findings
    }

    private func evidence(
        _ story: Story, of kind: String, _ odds: (value: Double, lower: Double)
    ) -> String {
        let (won, lost) = (story.table.exposed(isPositive: true), story.table.exposed(isPositive: false))
        return "\(percent(won.count, of: won.of)) of the positive and "
            + "\(percent(lost.count, of: lost.of)) of the negative train cases with known \(kind) events "
            + "have one that by its number was entered more than a day after its time of recording; "
            + "the odds are \(rounded(odds.value)) to 1 (at least \(rounded(odds.lower))); for \(story.afterOutcome) of "
            + "the \(story.late) positives it was entered at or after the outcome"
    }

    /// By kind of event, how late entries go with the outcome.
    private func stories() -> [Int: Story] {
        let entered = entered()
        var stories: [Int: Story] = [:]
        for (item, range) in cases {
            var counts: [Int32: (events: Int, late: Int, afterOutcome: Int)] = [:]
            for index in range {
                let entry = entries[index]
                guard let time = entered[index], !outcomes.contains(entry.kind),
                    Event.isKnown(
                        occurredAt: entry.occurredAt, recordedAt: entry.recordedAt, at: item.cutoff)
                else { continue }
                var count = counts[entry.kind] ?? (0, 0, 0)
                count.events += 1
                if time.microseconds - entry.recordedAt.microseconds > Self.late {
                    count.late += 1
                    if let outcome = item.outcomeAt, time >= outcome { count.afterOutcome += 1 }
                }
                counts[entry.kind] = count
            }
            for (kind, count) in counts {
                var story = stories[Int(kind)] ?? Story()
                story.table.add(
                    stratum: Int.bitWidth - count.events.leadingZeroBitCount, isExposed: count.late > 0,
                    isPositive: item.isPositive)
                if item.isPositive, count.late > 0 {
                    story.late += 1
                    if count.afterOutcome > 0 { story.afterOutcome += 1 }
                    if story.example == nil {
                        story.example = (scene.train.features.entities[item.row], item.cutoff)
                    }
                }
                stories[Int(kind)] = story
            }
        }
        return stories
    }

    /// By entry, when it was entered at the earliest; nil where the numbers of its source do not follow its times.
    private func entered() -> [Instant?] {
        var entered = [Instant?](repeating: nil, count: entries.count)
        for source in 0..<Int32(numbered.count) {
            var order = entries.indices.filter { entries[$0].source == source }
            guard order.count >= Self.leastEvents else { continue }
            order.sort {
                (entries[$0].number, entries[$0].recordedAt, $0)
                    < (entries[$1].number, entries[$1].recordedAt, $1)
            }
            let times = order.map { entries[$0].recordedAt.microseconds }
            let clock = Self.clock(times)
            let near = zip(clock, times).count { $0 - $1 <= Self.near }
            guard Double(near) >= Self.ordered * Double(order.count) else { continue }
            for (index, time) in zip(order, clock) { entered[index] = Instant(microseconds: time) }
        }
        return entered
    }

    /// By place in the order of entry, the latest time of recording so far.
    ///
    /// One event that is stamped years ahead would make all after it late: no event counts as later than most of the next
    /// few.
    /// - Complexity: O(n).
    static func clock(_ times: [Int64]) -> [Int64] {
        var latest = Int64.min
        // The next few times in ascending order.
        var next = times.dropFirst().prefix(neighbours).sorted()
        return times.indices.map { place in
            latest = max(latest, next.isEmpty ? times[place] : min(times[place], next[next.count / 2]))
            if place + 1 < times.count, let gone = next.firstIndex(of: times[place + 1]) {
                next.remove(at: gone)
            }
            if place + 1 + neighbours < times.count {
                let time = times[place + 1 + neighbours]
                next.insert(time, at: next.firstIndex { $0 > time } ?? next.count)
            }
            return latest
        }
    }
}
