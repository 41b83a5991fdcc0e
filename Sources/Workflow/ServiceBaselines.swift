public import Evaluation
import Registry
import Storage

/// The versions in service that gates compare a candidate with, measured on the candidate's own slice.
public struct ServiceBaselines: Codable, Equatable, Sendable {
    /// By the names that gates use.
    public private(set) var baselines: [String: GateBaseline] = [:]
    /// The paired differences that gates ask for.
    public private(set) var rows: [MetricRow] = []
    /// The versions that stand behind the names.
    public private(set) var versions: [ComparedVersion] = []
    /// The numbers of the versions that the best was found among.
    public private(set) var candidatesForBest: [Int] = []

    /// No gate compares with what is in service.
    init() {}

    /// Measures what the gates ask for.
    ///
    /// - Parameters:
    ///   - alias: whose version is the incumbent, and whose former versions the best is found among.
    ///   - slice: reads the data; asked only where there is something to compare with.
    init(
        gates: [GateDefinition], candidate: VerifiedVersion, alias: String, of model: ModelDirectory,
        slice: () throws -> ComparisonSlice
    ) throws {
        let asked = ChangeThreshold.namesInService.filter { name in
            gates.contains { $0.changeThresholds.contains { $0.baseline == name } }
        }
        if asked.isEmpty { return }
        let incumbent = try model.aliases()[alias]
        let former = try Self.former(of: alias, in: model).filter { $0 != candidate.version }
        let names = asked.filter { $0 == ChangeThreshold.best ? !former.isEmpty : incumbent != nil }
        if names.isEmpty { return }
        if names.contains(ChangeThreshold.best) { candidatesForBest = former }
        defer { keepOnlyAsked(gates) }
        let comparison: ComparisonSlice
        do {
            comparison = try slice()
        } catch WorkflowError.refused(let what, _) {
            for name in names { baselines[name] = .refused(reason: what) }
            return
        }
        for name in names {
            do {
                if name == ChangeThreshold.best {
                    try compareWithBest(former, gates, model, comparison)
                } else if let incumbent {
                    try compare(name, with: incumbent, candidate, model, comparison)
                }
            } catch WorkflowError.refused(let what, _) {
                baselines[name] = .refused(reason: what)
                rows.removeAll { $0.metric.hasSuffix(EvaluationPlan.differenceMetric("", to: name)) }
            }
        }
    }

    /// Leaves out figures that no gate looks at.
    private mutating func keepOnlyAsked(_ gates: [GateDefinition]) {
        let metrics = Set(gates.map(\.metric))
        for (name, baseline) in baselines {
            guard case .rows(let rows) = baseline else { continue }
            baselines[name] = .rows(rows.filter { metrics.contains($0.metric) })
        }
        let differences = Set(
            baselines.keys.flatMap { name in
                metrics.map { EvaluationPlan.differenceMetric($0, to: name) }
            })
        rows.removeAll { !differences.contains($0.metric) }
    }

    /// The versions that an alias ever named and that were not retired, ascending.
    static func former(of alias: String, in model: ModelDirectory) throws -> [Int] {
        let entries = try model.history()
        let retired = Set(entries.filter { $0.action == .retire }.map(\.version))
        let named = Set(entries.filter { $0.action == .promote && $0.alias == alias }.map(\.version))
        return named.subtracting(retired).sorted()
    }

    private mutating func compare(
        _ name: String, with version: Int, _ candidate: VerifiedVersion, _ model: ModelDirectory,
        _ slice: ComparisonSlice
    ) throws {
        let verified = try version == candidate.version ? candidate : Self.load(version, of: model)
        versions.append(ComparedVersion(name: name, metric: nil, version: version, digest: verified.digest))
        // A version that is in service already is compared with itself: what was measured of it.
        let isItself = verified.digest == candidate.digest
        let choice: ScorerChoice = isItself || name != ChangeThreshold.incumbent ? .evaluated : .served
        let other = try Self.rescored(verified, choice, on: slice)
        baselines[name] = .rows(other.rows)
        rows += try slice.evaluator.differences(to: other.scores, named: name, on: slice)
    }

    /// Finds the best by each metric that a gate asks about.
    ///
    /// The best of several is an optimistic bar: chance favours one of them.
    private mutating func compareWithBest(
        _ numbers: [Int], _ gates: [GateDefinition], _ model: ModelDirectory, _ slice: ComparisonSlice
    ) throws {
        let others = try numbers.map {
            try Self.rescored(try Self.load($0, of: model), .served, on: slice)
        }
        // One resampling gives the differences of all metrics.
        var differences: [Int: [MetricRow]] = [:]
        var best: [MetricRow] = []
        for (metric, isHigherBetter) in gates.metricsAgainstBest {
            func value(_ one: RescoredVersion) -> Double {
                let row = one.rows.first { $0.metric == metric && $0.group == MetricRow.overall }
                return row?.value.map { isHigherBetter ? $0 : -$0 } ?? -.infinity
            }
            guard let strongest = others.max(by: { value($0) < value($1) }) else { continue }
            versions.append(
                ComparedVersion(
                    name: ChangeThreshold.best, metric: metric, version: strongest.version,
                    digest: strongest.digest))
            best += strongest.rows.filter { $0.metric == metric }
            let difference = EvaluationPlan.differenceMetric(metric, to: ChangeThreshold.best)
            let all =
                try differences[strongest.version]
                ?? slice.evaluator.differences(
                    to: strongest.scores, named: ChangeThreshold.best, on: slice)
            differences[strongest.version] = all
            rows += all.filter { $0.metric == difference }
        }
        baselines[ChangeThreshold.best] = .rows(best)
    }

    /// A version in service; one that is damaged is nothing to compare with, and keeps nobody from deciding to replace it.
    private static func load(_ version: Int, of model: ModelDirectory) throws -> VerifiedVersion {
        do {
            return try model.load(version: version)
        } catch {
            throw unreadable(version)
        }
    }

    private static func rescored(
        _ version: VerifiedVersion, _ choice: ScorerChoice, on slice: ComparisonSlice
    ) throws -> RescoredVersion {
        do {
            return try RescoredVersion(version, choice, on: slice)
        } catch let error as WorkflowError {
            throw error
        } catch {
            throw unreadable(version.version)
        }
    }

    // The error itself may name paths, and what is said here is kept.
    private static func unreadable(_ version: Int) -> WorkflowError {
        .refused(
            what: "version \(version) does not load or score as it was published",
            remedy: "find out why by `leadline registry verify`")
    }
}

extension [GateDefinition] {
    /// The metrics that gates compare with the best version's, and whether higher is better.
    fileprivate var metricsAgainstBest: [(String, Bool)] {
        var found: [(String, Bool)] = []
        for gate in self {
            guard let change = gate.changeThresholds.first(where: { $0.baseline == ChangeThreshold.best }),
                !found.contains(where: { $0.0 == gate.metric })
            else { continue }
            found.append((gate.metric, change.direction == .higherIsBetter))
        }
        return found
    }
}
