internal import Evaluation
internal import Features

/// Finds features whose time is only asserted and that know what happened after the cutoff.
///
/// No bound on AUROC catches a count that goes on growing, or a flag that is set by a later event: they are only
/// moderately too good at telling the label. But they agree with the log of all events where an honest field can agree
/// only with what the log held at the cutoff.
struct FutureFactCheck: CaseCheck {
    /// The bound on the correlation with what came after the cutoff, where what came before is the same.
    private static let growthBound = 0.5
    /// The bound on the AUROC of a field for events that had not occurred by the cutoff.
    private static let foresightBound = 0.9
    private static let leastRows = 20
    /// A count that peeks goes with the whole of what it counts.
    private static let wholeBound = 0.7
    /// The share of what the log's own numbers at the cutoff leave untold that a field may leave untold.
    private static let untold = 0.5

    private let scene: AuditScene
    private let asserted: [Feature]
    private var facts: [EventFact]
    /// By attribute of a kind, the fact that sums it.
    private let sums: [FactName: Int]
    /// The fact that counts the events of all kinds.
    private let total: Int
    /// By place of a kind, whether its events count in the total: not the outcome, and not what is no event but a record.
    private let isTouch: [Bool]

    private struct FactName: Hashable {
        var kind: Int
        var attribute: String
    }

    init(_ scene: AuditScene) {
        self.scene = scene
        asserted = scene.features.features.filter { !scene.lineage.proven.contains($0.name) }
        guard !asserted.isEmpty else {
            facts = []
            sums = [:]
            total = 0
            isTouch = []
            return
        }
        let rows = scene.train.rowCount
        facts = scene.kinds.map { EventFact(name: "number of \($0) events", kind: $0, rows: rows) }
        var sums: [FactName: Int] = [:]
        for (_, source) in scene.sources.sorted(by: { $0.key < $1.key }) where source.history == .full {
            for event in source.events {
                for (attribute, field) in event.attributeFields.sorted(by: { $0.key < $1.key }) {
                    let type = source.fields[field]?.type
                    guard type == .number || type == .integer, let kind = scene.places[event.kind] else {
                        continue
                    }
                    let name = FactName(kind: kind, attribute: attribute)
                    if sums[name] != nil { continue }
                    sums[name] = facts.count
                    facts.append(
                        EventFact(
                            name: "sum of \(attribute) of \(event.kind) events", kind: event.kind,
                            attribute: attribute, rows: rows))
                }
            }
        }
        self.sums = sums
        total = facts.count
        facts.append(EventFact(name: "number of events", kind: nil, rows: rows))
        let kept = scene.sources.values.filter { $0.history == .full }.flatMap { $0.events.map(\.kind) }
        isTouch = scene.kinds.map { kept.contains($0) && !scene.outcomeKinds.contains($0) }
    }

    mutating func add(_ item: AuditedCase, _ entity: EntityEvents) {
        if asserted.isEmpty { return }
        for (event, kind) in zip(entity.events, entity.kinds) where kind >= 0 {
            let isKnown = event.isKnown(at: item.cutoff)
            facts[kind].add(1, row: item.row, isKnown: isKnown)
            if isKnown { facts[kind].seen(event.occurredAt, before: item.cutoff, row: item.row) }
            if isTouch[kind] {
                facts[total].add(1, row: item.row, isKnown: isKnown)
                if isKnown { facts[total].seen(event.occurredAt, before: item.cutoff, row: item.row) }
            }
            if sums.isEmpty { continue }
            for (name, value) in event.attributes {
                guard case .number(let number) = value,
                    let index = sums[FactName(kind: kind, attribute: name)]
                else { continue }
                facts[index].add(number, row: item.row, isKnown: isKnown)
            }
        }
    }

    func findings() -> [AuditFinding] {
        let counts = asserted.compactMap(growth)
        let known = asserted.compactMap(foresight)
        let none =
            asserted.isEmpty
            ? "no feature's time is only asserted"
            : "no feature whose time is only asserted agrees with the events after the cutoff"
        return [
            counts.isEmpty ? [AuditFinding(.lifetimeCount, .pass, evidence: none)] : counts,
            known.isEmpty ? [AuditFinding(.futureFact, .pass, evidence: none)] : known,
        ].flatMap { $0 }
    }

    /// The finding on a number that grows with the events after the cutoff.
    private func growth(_ feature: Feature) -> AuditFinding? {
        guard case .numbers(let values)? = scene.train.features.column(feature.name)?.values else {
            return nil
        }
        let bounds = SimultaneousBounds(count: asserted.count * facts.count)
        for fact in facts {
            guard let growth = FactGrowth(values, fact, least: Self.leastRows) else { continue }
            let lower = bounds.lowerCorrelation(growth.partial, rows: growth.rows)
            let isPart = growth.isPartOfFuture(bounds)
            guard isPart || (lower >= Self.growthBound && growth.whole >= Self.wholeBound) else { continue }
            let chance = Int((Double(growth.unequal) - growth.outsideByChance).rounded())
            return AuditFinding(
                .lifetimeCount, .fail, field: feature.name,
                evidence:
                    "of \(growth.grown) train rows whose \(fact.name) grows after the cutoff, \(feature.name) "
                    + "equals the whole of it in \(growth.equalAll) and what was known at the cutoff in "
                    + "\(growth.equalBefore); in \(growth.between) of the \(growth.unequal) rows where it is not the "
                    + "latter it lies above it and not above the whole\(isPart ? ", by chance in \(chance)" : ""); "
                    + "correlation with the growth, at the same past, "
                    + "\(rounded(growth.partial)) (at least \(rounded(lower)))",
                remedy: Self.remedy(fact))
        }
        return nil
    }

    private static func remedy(_ fact: EventFact) -> String {
        guard let kind = fact.kind else { return "count the events instead: {kind: count}" }
        guard let attribute = fact.attribute else {
            return "count the events instead: {kind: count, of: \(kind)}"
        }
        return "sum the events instead: {kind: sum, of: \(kind), attribute: \(attribute)}"
    }

    /// The finding on a field that tells which kinds of events come after the cutoff for the first time.
    private func foresight(_ feature: Feature) -> AuditFinding? {
        guard let column = scene.train.features.column(feature.name) else { return nil }
        let bounds = SimultaneousBounds(count: asserted.count * scene.kinds.count)
        for fact in facts where fact.attribute == nil {
            guard let kind = fact.kind, !scene.outcomeKinds.contains(kind) else { continue }
            let rows = fact.before.indices.filter { fact.before[$0] == 0 }
            let later = rows.map { fact.after[$0] > 0 }
            let positives = later.count { $0 }
            guard positives >= Self.leastRows, rows.count - positives >= Self.leastRows else { continue }
            let separation = FeatureSeparation(column.rows(rows), labels: later)
            let lower = bounds.lowerArea(
                separation.estimate, positives: positives, negatives: rows.count - positives)
            guard lower >= Self.foresightBound else { continue }
            // Whoever has gone silent stays silent: an honest field may tell that, as the log itself does.
            let best = known(rows, later)
            guard 1 - separation.auroc <= Self.untold * (1 - best) else { continue }
            return AuditFinding(
                .futureFact, .fail, field: feature.name,
                evidence:
                    "of \(rows.count) train rows without a \(kind) event known at the cutoff, \(positives) get one "
                    + "later, and \(feature.name) tells which with AUROC \(rounded(separation.auroc)) (at least "
                    + "\(rounded(lower)), bound \(Self.foresightBound)), where the best number that the log held at the "
                    + "cutoff has \(rounded(best)): \(separation.settled)",
                remedy:
                    "the field is written by the later event: declare known: afterOutcome, or use the event itself, "
                    + "{kind: count, of: \(kind)}")
        }
        return nil
    }

    /// The greatest AUROC that the log's own numbers at the cutoff have for a question: how many events of a kind, and
    /// since when there has been none.
    private func known(_ rows: [Int], _ later: [Bool]) -> Double {
        facts.filter { $0.attribute == nil }.flatMap { fact in
            [rows.map { fact.before[$0] }, rows.map { fact.last[$0] }]
        }.map { FeatureSeparation.area($0, later).value ?? 0.5 }.max() ?? 0.5
    }
}
