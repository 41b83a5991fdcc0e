internal import Features

/// Finds labels that are taken for final before their outcomes are recorded.
///
/// Without `maturity` a label counts as known when its window is over. If outcomes are recorded late, some positives of
/// the last slices are not in the data yet, and their cases count as negative.
struct LabelDelayCheck {
    let scene: AuditScene
    let horizon: Instant

    /// From which share of the positives of a slice missing is warned of: expected, and for sure.
    private static let warned = 0.02
    private static let atLeast = 0.01
    /// The percentile of the delay that a proposed maturity waits for, at least.
    private static let waitedFor = 95
    /// Outcomes without which nothing is said.
    private static let least = 30
    /// How many times of the outcome within the window are looked at.
    private static let times = 64

    func run() -> AuditFinding {
        guard let delays = measured() else {
            return pass(
                "nothing tells how late outcomes are recorded: their time of recording is only assumed")
        }
        let times = outcomeTimes()
        guard delays.count >= Self.least, !times.isEmpty else {
            return pass("\(delays.count) outcomes are too few to tell how late they are recorded")
        }
        let usual =
            "of \(delays.count) outcome events half are recorded within \(days(delays.percentile(0.5))) and 95 % within "
            + days(delays.percentile(0.95))
        if let maturity = scene.planner.label.maturity {
            let missing = expected(delays, times, waiting: maturity)
            return pass(
                "\(usual); \(percentage(missing)) of the positives are recorded later than the maturity of \(maturity)"
            )
        }
        let slices = Set(scene.frame.slices).sorted()
        let bounds = SimultaneousBounds(count: slices.count)
        let found = slices.map { slice in
            (
                slice, expected(delays, times, in: slice, quantile: 0),
                expected(delays, times, in: slice, quantile: bounds.quantile)
            )
        }
        guard let worst = found.max(by: { $0.1 < $1.1 }) else { return pass(usual) }
        let (slice, missing, sure) = worst
        guard missing >= Self.warned, sure >= Self.atLeast else {
            return pass(
                "\(usual): \(percentage(missing)) of the positives of the \(slice.rawValue) slice are still missing"
            )
        }
        let (maturity, percent) = proposal(delays, times)
        return AuditFinding(
            .labelDelay, .warn,
            evidence:
                "\(usual); at the end of the data, \(horizon), \(percentage(missing)) (at least \(percentage(sure)), bound "
                + "\(percentage(Self.warned))) of the positives of the \(slice.rawValue) slice are expected to be recorded still: "
                + "their cases count as negative",
            remedy:
                "declare label: {maturity: \(maturity)}, the \(percent)th percentile of the delay: until then a case is "
                + "immature, and never negative")
    }

    private func pass(_ evidence: String) -> AuditFinding {
        AuditFinding(.labelDelay, .pass, evidence: evidence)
    }

    /// The delays of all outcome events, without what a source only assumes; nil where it assumes all.
    private func measured() -> ReportingDelays? {
        let table = scene.log.table
        let patterns = scene.outcome.patterns
        let isNamed = table.kinds.map { kind in patterns.contains { $0.kind == kind } }
        var events: [(occurredAt: Instant, recordedAt: Instant)] = []
        var isKnown = false
        for row in 0..<table.rowCount where isNamed[Int(table.kind[row])] {
            let event = table.event(at: row)
            guard scene.outcome.matches(event) else { continue }
            let assumed = scene.planner.delays[event.source]?[event.kind]
            if assumed == nil { isKnown = true }
            let recordedAt = event.recordedAt - (assumed ?? .days(0))
            events.append((event.occurredAt, max(event.occurredAt, recordedAt)))
        }
        guard isKnown || events.isEmpty else { return nil }
        let end = events.reduce(horizon) { max($0, $1.recordedAt) }
        return ReportingDelays(
            events.map { (micros($0.recordedAt, $0.occurredAt), micros(end, $0.occurredAt)) })
    }

    /// When in its window the outcome of a positive train case occurred, at even ranks; in microseconds, ascending.
    private func outcomeTimes() -> [Int64] {
        let named = scene.planner.events(of: scene.log)
        let labeller = Labeller(scene.planner.label, events: named)
        let train = scene.train
        let times = train.labels.indices.filter { train.labels[$0] }.compactMap { row -> Int64? in
            let (entity, start) = (train.features.entities[row], train.labelStarts[row])
            return labeller.outcome(
                of: entity, own: named.named(of: entity), start: start, cutoff: train.features.cutoffs[row]
            ).map { micros($0, start) }
        }.sorted()
        let count = min(times.count, Self.times)
        return (0..<count).map { times[(2 * $0 + 1) * times.count / (2 * count)] }
    }

    /// The share of a slice's positives that are recorded only after the end of the data.
    private func expected(
        _ delays: ReportingDelays, _ times: [Int64], in slice: SliceName, quantile: Double
    ) -> Double {
        let rows = scene.frame.indices(of: slice)
        let sum = rows.reduce(0) { sum, row in
            let age = micros(horizon, scene.frame.labelStarts[row])
            return sum + expected(delays, times, at: age, quantile: quantile)
        }
        return sum / Double(max(1, rows.count))
    }

    /// The share of positives that are recorded only after their label is final.
    private func expected(_ delays: ReportingDelays, _ times: [Int64], waiting maturity: TimeSpan) -> Double {
        let end = scene.planner.label.window.microseconds + maturity.microseconds
        return expected(delays, times, at: end, quantile: 0)
    }

    /// The share of positives that are recorded later than so long after the start of their window.
    private func expected(
        _ delays: ReportingDelays, _ times: [Int64], at age: Int64, quantile: Double
    ) -> Double {
        times.reduce(0) { $0 + 1 - delays.share(within: age - $1, quantile: quantile) } / Double(times.count)
    }

    /// The 95th percentile of the delay in whole hours or days, or the first above it that leaves fewer missing than is
    /// warned of.
    private func proposal(_ delays: ReportingDelays, _ times: [Int64]) -> (maturity: TimeSpan, percent: Int) {
        for percent in Self.waitedFor..<99 {
            let maturity = whole(delays.percentile(Double(percent) / 100))
            if expected(delays, times, waiting: maturity) < Self.warned { return (maturity, percent) }
        }
        return (whole(delays.percentile(0.99)), 99)
    }

    /// A span rounded up to whole hours, from two days on to whole days.
    private func whole(_ span: TimeSpan) -> TimeSpan {
        let hour = TimeSpan.day.microseconds / 24
        let unit = span.microseconds > 48 * hour ? 24 * hour : hour
        return TimeSpan(microseconds: max(1, (span.microseconds + unit - 1) / unit) * unit)
    }

    private func micros(_ later: Instant, _ earlier: Instant) -> Int64 {
        later.microseconds - earlier.microseconds
    }

    private func percentage(_ value: Double) -> String { ProfileText.fixed(100 * value, 1) + " %" }

    private func days(_ span: TimeSpan) -> String {
        ProfileText.fixed(Double(span.microseconds) / Double(TimeSpan.day.microseconds), 1) + " days"
    }
}
