internal import Features

/// Finds features whose time is only asserted and that tell what has been decided, and nothing of what is still to be.
///
/// No bound on AUROC tells a moderate leak from a good field. But at the end of the data some cases are still open: what was
/// known of them beforehand is known of them now, and what the decision writes is not there yet.
struct HindsightCheck {
    let scene: AuditScene
    let horizon: Instant

    /// The share of a field's foresight up to which, for sure, it has none.
    private static let bound = 0.8
    /// From which separation of decided and undecided cases, in standard errors, there is anything to lose.
    private static let separated = 5.0
    /// Numbers are compared by tenths.
    private static let bins = 10

    func run() -> [AuditFinding] {
        let none = AuditFinding(
            .hindsight, .pass,
            evidence: "no feature whose time is only asserted tells decided cases apart and open ones not")
        guard scene.features.names.contains(where: { !scene.lineage.proven.contains($0) }) else {
            return [none]
        }
        let all = scene.planner.decisions(in: scene.log, at: horizon)
        guard all.contains(where: { !$0.isOver && $0.kind == nil }) else { return [none] }
        let frame = scene.log.frame(scene.features, of: all.map { ($0.entity, $0.asked) })
        let places = Dictionary(uniqueKeysWithValues: all.enumerated().map { ($1.entity, $0) })
        let cases = frame.entities.compactMap { places[$0].map { all[$0] } }
        let kinds = scene.planner.decidingKinds
        var tests: [(column: FeatureColumn, kind: Int, isPresence: Bool, result: Foresight)] = []
        let compared = kinds.indices.compactMap { kind in
            ComparedCases(cases, kind: kind).map { (kind: kind, cases: $0) }
        }
        guard !compared.isEmpty else { return [none] }
        for column in frame.columns where !scene.lineage.proven.contains(column.name) {
            let codings = [(Self.presence(column), true), (Self.levels(column), false)]
            for (kind, compared) in compared {
                for case let (levels?, isPresence) in codings {
                    guard let result = Foresight(compared, levels: levels),
                        result.separation >= Self.separated
                    else { continue }
                    tests.append((column, kind, isPresence, result))
                }
            }
        }
        let bounds = SimultaneousBounds(count: tests.count)
        var findings: [AuditFinding] = []
        for test in tests {
            let upper = test.result.kept + bounds.quantile * test.result.error
            // A field whose presence says it all is named by that once.
            guard upper < Self.bound, !findings.contains(where: { $0.field == test.column.name }) else {
                continue
            }
            findings.append(finding(test.column.name, kinds[test.kind], test.isPresence, test.result, upper))
        }
        return findings.isEmpty ? [none] : findings
    }

    private func finding(
        _ name: String, _ kind: String, _ isPresence: Bool, _ result: Foresight, _ upper: Double
    ) -> AuditFinding {
        AuditFinding(
            .hindsight, .fail, field: name,
            evidence: (isPresence ? "whether \(name) has a value" : name)
                + " tells \(result.decided) cases decided by \(kind) from \(result.undecided) undecided ones "
                + "(\(rounded(result.separation)) standard errors), but of the \(result.open) cases that are still open at "
                + "the end of the data it keeps \(rounded(result.kept)) of that, where a field known beforehand keeps about 1 "
                + "(at most \(rounded(upper)), bound \(Self.bound))",
            remedy:
                "the field is written when the case is decided: declare known: afterOutcome, or bring its history as events"
        )
    }

    /// By row, whether there is a value; nil where there always is, or never.
    private static func presence(_ column: FeatureColumn) -> [Int]? {
        let isThere: [Bool] =
            switch column.values {
            case .numbers(let values): values.map { !$0.isNaN }
            case .categories(let values): values.map { $0 != nil }
            }
        return isThere.contains(true) && isThere.contains(false) ? isThere.map { $0 ? 1 : 0 } : nil
    }

    /// By row, the level of its value: a category, or a tenth of the numbers; a missing value is a level of its own.
    private static func levels(_ column: FeatureColumn) -> [Int]? {
        switch column.values {
        case .categories(let values):
            let names = Set(values.compactMap { $0 }).sorted()
            let places = Dictionary(uniqueKeysWithValues: names.enumerated().map { ($1, $0 + 1) })
            return values.map { $0.flatMap { places[$0] } ?? 0 }
        case .numbers(let values):
            let sorted = values.filter { !$0.isNaN }.sorted()
            guard !sorted.isEmpty else { return nil }
            let edges = Set((1..<bins).map { sorted[$0 * sorted.count / bins] }).sorted()
            return values.map { value in value.isNaN ? 0 : 1 + edges.prefix { $0 <= value }.count }
        }
    }
}
