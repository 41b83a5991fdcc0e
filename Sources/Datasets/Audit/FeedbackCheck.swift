internal import Features

/// Finds events that come because of earlier scores: whoever scored high was called, and the call is now a feature.
///
/// A new model then learns what the old one said. The days after a score are compared with as many before it, for the
/// top third of the scores against the rest.
struct FeedbackCheck: CaseCheck {
    /// The share of changed spans with the event after the score, at least among high scores, and beyond the others.
    private static let bound = 0.6
    private static let excess = 0.1

    private let scene: AuditScene
    private let scoring: AuditSettings.Scoring?
    /// The features by the kind of event that they count.
    private let readers: [String: [String]]
    private var last: EntityKey?
    private var scores: [Double] = []
    /// By kind, one entry a score: whether an event lies in the span before, and in the span after.
    private var seen: [String: [(before: Bool, after: Bool)]]

    init(_ scene: AuditScene, scoring: AuditSettings.Scoring?) {
        self.scene = scene
        self.scoring = scoring
        var readers: [String: [String]] = [:]
        for feature in scene.features.features where feature.definition.via == nil {
            for kind in feature.definition.eventKinds where kind != scoring?.kind {
                readers[kind, default: []].append(feature.name)
            }
        }
        self.readers = readers
        seen = readers.mapValues { _ in [] }
    }

    mutating func add(_ item: AuditedCase, _ entity: EntityEvents) {
        guard let scoring, last != entity.entity else { return }
        last = entity.entity
        let span = scoring.within ?? .days(7)
        for score in entity.events where score.kind == scoring.kind {
            guard case .number(let value)? = score.attributes[scoring.attribute] else { continue }
            scores.append(value)
            let time = score.occurredAt
            for kind in readers.keys {
                var found = (before: false, after: false)
                for event in entity.events where event.kind == kind {
                    if event.occurredAt > time, event.occurredAt < time + span { found.after = true }
                    if event.occurredAt < time, time < event.occurredAt + span { found.before = true }
                }
                seen[kind]?.append(found)
            }
        }
    }

    func findings() -> [AuditFinding] {
        guard let scoring else {
            return [
                AuditFinding(
                    .scoreCausedActivity, .pass,
                    evidence: "no event of earlier scores is declared (audit: {scoring: {kind, attribute}})")
            ]
        }
        let bounds = SimultaneousBounds(count: 2 * readers.count)
        let sorted = scores.sorted()
        let high = sorted.isEmpty ? 0 : sorted[min(sorted.count - 1, sorted.count * 2 / 3)]
        var findings: [AuditFinding] = []
        for (kind, spans) in seen.sorted(by: { $0.key < $1.key }) {
            func changed(_ isHigh: Bool) -> (count: Int, of: Int) {
                var count = (count: 0, of: 0)
                for (score, span) in zip(scores, spans) where (score >= high) == isHigh {
                    guard span.before != span.after else { continue }
                    count.of += 1
                    if span.after { count.count += 1 }
                }
                return count
            }
            let (top, rest) = (changed(true), changed(false))
            guard bounds.lower(top.count, of: top.of) >= Self.bound,
                bounds.lowerDifference(top, rest) >= Self.excess
            else { continue }
            for field in readers[kind] ?? [] {
                findings.append(
                    AuditFinding(
                        .scoreCausedActivity, .warn, field: field,
                        evidence:
                            "\(kind) came after but not before the score for \(top.count) of the \(top.of) scores of the top "
                            + "third with it on one side only, and for \(rest.count) of \(rest.of) of the others "
                            + "(\(scores.count) scores of kind \(scoring.kind))",
                        remedy:
                            "the feature repeats what earlier scores said: leave it out, or count only events that the score "
                            + "did not trigger"))
            }
        }
        if !findings.isEmpty { return findings }
        return [
            AuditFinding(
                .scoreCausedActivity, .pass,
                evidence: "no event that features count follows high scores more than others")
        ]
    }
}
