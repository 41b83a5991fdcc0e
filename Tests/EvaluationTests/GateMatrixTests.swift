import Evaluation
import Testing

/// Every state of a gate, under either severity.
@Suite struct GateMatrixTests {
    /// What a gate looks into, and what has to come of it.
    struct Situation: CustomTestStringConvertible, Sendable {
        var testDescription: String
        var rows: [MetricRow]
        var baselines: [String: GateBaseline] = [:]
        var bound = GateDefinition.Bound.value
        var minimum: MinimumCounts?
        var isChange = false
        /// In place of the threshold that all others are held against.
        var threshold: ValueThreshold?
        /// Under `fail`.
        var status: GateCheck.Status
        /// Under `warn`; nil for the same.
        var softened: GateCheck.Status?
        var isOk = false
        var isOkWarning = false
    }

    private static func metric(
        _ value: Double?, _ lower: Double? = nil, _ upper: Double? = nil, name: String = "auroc",
        slice: String = "test", group: String = "overall", n: Int = 100, method: String = "m"
    ) -> MetricRow {
        MetricRow(
            metric: name, slice: slice, group: group, value: value, lower: lower, upper: upper, n: n,
            method: method)
    }

    private static let range = ValueThreshold(lowerBound: 0.8, upperBound: 1.25)
    private static let tooSmall = "undefined: too small to say, fewer than 50 rows"
    private static let difference = "auroc_difference_to_incumbent"

    /// The gate asks for at least 0.75, or for a change of at least -0.01.
    static let situations: [Situation] = [
        .init(testDescription: "holds", rows: [metric(0.75)], status: .passed, isOk: true, isOkWarning: true),
        .init(
            testDescription: "does not hold", rows: [metric(0.75.nextDown)], status: .failed,
            softened: .warned, isOkWarning: true),
        .init(testDescription: "NaN", rows: [metric(.nan)], status: .missing),
        .init(testDescription: "infinite", rows: [metric(.infinity)], status: .missing),
        .init(
            testDescription: "undefined", rows: [metric(nil, method: "undefined: one class")],
            status: .missing),
        .init(
            testDescription: "too small", rows: [metric(nil, method: tooSmall)], status: .inconclusive,
            isOkWarning: true),
        .init(testDescription: "no such metric", rows: [metric(1, name: "lift_at_top")], status: .missing),
        .init(testDescription: "empty slice", rows: [], status: .missing),
        .init(testDescription: "another slice", rows: [metric(0.9, slice: "fold-1")], status: .missing),
        .init(testDescription: "another group", rows: [metric(0.9, group: "region=EU")], status: .missing),
        .init(
            testDescription: "bound holds", rows: [metric(0.8, 0.75, 0.9)], bound: .lower, status: .passed,
            isOk: true, isOkWarning: true),
        .init(
            testDescription: "only the value holds", rows: [metric(0.8, 0.7, 0.9)], bound: .lower,
            status: .inconclusive, isOkWarning: true),
        .init(
            testDescription: "the value fails beyond a far end that holds", rows: [metric(0.7, 0.6, 0.9)],
            bound: .upper, status: .failed, softened: .warned, isOkWarning: true),
        .init(
            testDescription: "an interval beside its value", rows: [metric(0.7, 0.8, 0.9)], bound: .lower,
            status: .failed, softened: .warned, isOkWarning: true),
        .init(
            testDescription: "in a range", rows: [metric(1.1, 0.9, 1.2)], bound: .lower, threshold: range,
            status: .passed, isOk: true, isOkWarning: true),
        .init(
            testDescription: "above a range with its lower end in it", rows: [metric(1.4, 1.2, 1.6)],
            bound: .lower, threshold: range, status: .failed, softened: .warned, isOkWarning: true),
        .init(
            testDescription: "below a range with its upper end in it", rows: [metric(0.7, 0.5, 0.9)],
            bound: .upper, threshold: range, status: .failed, softened: .warned, isOkWarning: true),
        .init(
            testDescription: "in a range with its upper end above", rows: [metric(1.1, 0.9, 1.3)],
            bound: .lower, threshold: range, status: .inconclusive, isOkWarning: true),
        .init(
            testDescription: "in a range with its lower end below", rows: [metric(1.1, 0.7, 1.2)],
            bound: .upper, threshold: range, status: .inconclusive, isOkWarning: true),
        .init(
            testDescription: "in a range with one end", rows: [metric(1.1, 0.9)], bound: .lower,
            threshold: range, status: .missing),
        .init(
            testDescription: "perhaps better, held at the far end",
            rows: [metric(0.8), metric(-0.02, -0.05, 0.01, name: difference)],
            baselines: ["incumbent": .rows([metric(0.82)])], bound: .upper, isChange: true, status: .failed,
            softened: .warned, isOkWarning: true),
        .init(
            testDescription: "neither holds", rows: [metric(0.7, 0.6, 0.9)], bound: .lower, status: .failed,
            softened: .warned, isOkWarning: true),
        .init(testDescription: "no interval", rows: [metric(0.8)], bound: .lower, status: .missing),
        .init(
            testDescription: "NaN bound", rows: [metric(0.8, .nan, 0.9)], bound: .lower, status: .missing),
        .init(
            testDescription: "enough rows", rows: [metric(0.8), metric(0.1, name: "base_rate")],
            minimum: MinimumCounts(rows: 100, positives: 10, negatives: 90), status: .passed, isOk: true,
            isOkWarning: true),
        .init(
            testDescription: "few rows", rows: [metric(0.8)], minimum: MinimumCounts(rows: 101),
            status: .inconclusive, isOkWarning: true),
        .init(
            testDescription: "few rows of a bad figure", rows: [metric(0.2)],
            minimum: MinimumCounts(rows: 101), status: .inconclusive, isOkWarning: true),
        .init(
            testDescription: "few positives", rows: [metric(0.8), metric(0.1, name: "base_rate")],
            minimum: MinimumCounts(positives: 11), status: .inconclusive, isOkWarning: true),
        .init(
            testDescription: "few negatives", rows: [metric(0.8), metric(0.1, name: "base_rate")],
            minimum: MinimumCounts(negatives: 91), status: .inconclusive, isOkWarning: true),
        .init(
            testDescription: "unknown positives", rows: [metric(0.8)],
            minimum: MinimumCounts(positives: 1), status: .inconclusive, isOkWarning: true),
        .init(
            testDescription: "no incumbent", rows: [metric(0.8)], isChange: true, status: .skipped,
            isOk: true, isOkWarning: true),
        .init(
            testDescription: "incumbent refused", rows: [metric(0.8)],
            baselines: ["incumbent": .refused(reason: "it was trained on the slice")], isChange: true,
            status: .inconclusive, isOkWarning: true),
        .init(
            testDescription: "no worse", rows: [metric(0.8)], baselines: ["incumbent": .rows([metric(0.81)])],
            isChange: true, status: .passed, isOk: true, isOkWarning: true),
        .init(
            testDescription: "worse", rows: [metric(0.8)], baselines: ["incumbent": .rows([metric(0.82)])],
            isChange: true, status: .failed, softened: .warned, isOkWarning: true),
        .init(
            testDescription: "the incumbent's is NaN", rows: [metric(0.8)],
            baselines: ["incumbent": .rows([metric(.nan)])], isChange: true, status: .missing),
        .init(
            testDescription: "the incumbent lacks it", rows: [metric(0.8)],
            baselines: ["incumbent": .rows([])], isChange: true, status: .missing),
        .init(
            testDescription: "against 0", rows: [metric(0)], baselines: ["incumbent": .rows([metric(0)])],
            isChange: true, status: .passed, isOk: true, isOkWarning: true),
        .init(
            testDescription: "surely no worse",
            rows: [metric(0.8), metric(0, -0.01, 0.01, name: difference)],
            baselines: ["incumbent": .rows([metric(0.8)])], bound: .lower, isChange: true, status: .passed,
            isOk: true, isOkWarning: true),
        .init(
            testDescription: "perhaps worse", rows: [metric(0.8), metric(0, -0.02, 0.02, name: difference)],
            baselines: ["incumbent": .rows([metric(0.8)])], bound: .lower, isChange: true,
            status: .inconclusive, isOkWarning: true),
        .init(
            testDescription: "no paired difference", rows: [metric(0.8)],
            baselines: ["incumbent": .rows([metric(0.8)])], bound: .lower, isChange: true,
            status: .missing),
    ]

    private func gate(
        _ situation: Situation, _ severity: GateDefinition.Severity
    ) throws -> GateDefinition {
        try GateDefinition(
            metric: "auroc", bound: situation.bound,
            valueThreshold: situation.isChange
                ? nil : situation.threshold ?? ValueThreshold(lowerBound: 0.75),
            changeThreshold: situation.isChange
                ? ChangeThreshold(absolute: -0.01 - 1e-12, direction: .higherIsBetter) : nil,
            minimum: situation.minimum, severity: severity)
    }

    @Test(arguments: situations) func everyState(_ situation: Situation) throws {
        let failing = evaluateGates(
            [try gate(situation, .fail)], rows: situation.rows, baselines: situation.baselines)
        #expect(failing.checks.map(\.status) == [situation.status])
        #expect(failing.isValid == situation.isOk)
        #expect(failing.isRubberStamp == (situation.status == .skipped))
        #expect(failing.isInconclusive == (situation.status == .inconclusive))
        let warning = evaluateGates(
            [try gate(situation, .warn)], rows: situation.rows, baselines: situation.baselines)
        #expect(warning.checks.map(\.status) == [situation.softened ?? situation.status])
        #expect(warning.isValid == situation.isOkWarning)
        #expect(warning.isWarned == (situation.isOkWarning && !situation.isOk))
    }

    /// A gate that warns does not hide one that fails, in either order.
    @Test func noSeverityHidesAnother() throws {
        let rows = [Self.metric(0.8)]
        for order in [[GateDefinition.Severity.warn, .fail], [.fail, .warn]] {
            let gates = try order.map {
                try GateDefinition(
                    metric: "auroc", valueThreshold: ValueThreshold(lowerBound: 0.99), severity: $0)
            }
            let result = evaluateGates(gates, rows: rows)
            #expect(!result.isValid)
            #expect(Set(result.checks.map(\.status)) == [.warned, .failed])
            #expect(Set(result.checks.map(\.name)).count == 2)
        }
    }

    /// Gates that differ in what their names do not say are told apart by a number.
    @Test func namesAreUniqueAndNothingIsLost() throws {
        let rows = [Self.metric(0.8)]
        let threshold = ValueThreshold(lowerBound: 0.75)
        let gates = try [nil, 200, nil].map {
            try GateDefinition(
                metric: "auroc", valueThreshold: threshold, minimum: $0.map { MinimumCounts(rows: $0) })
        }
        let result = evaluateGates(gates, rows: rows)
        #expect(result.checks.map(\.status) == [.passed, .inconclusive])
        #expect(result.checks[1].name == result.checks[0].name + " (2)")
        #expect(!result.isValid)
    }

    /// The end that is asked for may lie on the far side of the threshold: it decides nothing alone.
    @Test func aFarEndPassesNothing() throws {
        let gate = try GateDefinition(
            metric: "brier_score", bound: .lower,
            changeThreshold: ChangeThreshold(absolute: 0, direction: .lowerIsBetter))
        for (value, status) in [(0.02, GateCheck.Status.failed), (-0.001, .passed)] {
            let rows = [
                Self.metric(0.2, name: "brier_score"),
                Self.metric(value, -0.01, 0.05, name: "brier_score_difference_to_incumbent"),
            ]
            let result = evaluateGates(
                [gate], rows: rows, baselines: ["incumbent": .rows([Self.metric(0.18, name: "brier_score")])])
            #expect(result.checks.map(\.status) == [status])
        }
    }

    /// The number that is told is the one that does not hold.
    @Test func theNumberThatDecidesIsTold() throws {
        func actual(_ row: MetricRow, _ bound: GateDefinition.Bound) throws -> Double? {
            let gate = try GateDefinition(metric: "auroc", bound: bound, valueThreshold: Self.range)
            return evaluateGates([gate], rows: [row]).checks[0].actual
        }
        #expect(try actual(Self.metric(1.1, 0.9, 1.3), .lower) == 1.3)
        #expect(try actual(Self.metric(1.1, 0.7, 1.2), .upper) == 0.7)
        #expect(try actual(Self.metric(1.3, 0.9, 1.2), .lower) == 1.3)
        #expect(try actual(Self.metric(1.1, 0.9, 1.2), .lower) == 0.9)
    }

    /// Adding a gate never turns a no into an ok.
    @Test func moreGatesAreNoSofter() throws {
        for first in Self.situations where first.baselines.isEmpty {
            for second in Self.situations where second.baselines.isEmpty {
                for severity in [GateDefinition.Severity.fail, .warn] {
                    let one = [try gate(first, .fail)]
                    let both = one + [try gate(second, severity)]
                    let alone = evaluateGates(one, rows: first.rows).isValid
                    #expect(alone || !evaluateGates(both, rows: first.rows).isValid)
                    #expect(alone || !evaluateGates(both.reversed(), rows: first.rows).isValid)
                }
            }
        }
    }

    /// The decisions of TensorFlow Model Analysis's `metrics_validator`, written anew.
    ///
    /// The grid has NaN, negative baselines and bounds of either sign. A baseline of 0 and relative changes to negative
    /// ones are left out, where the docs say how this differs.
    @Test func agreesWithTheReferenceRules() throws {
        func fails(
            _ value: Double, _ base: Double, _ absolute: Double?, _ relative: Double?, _ isHigher: Bool
        )
            -> Bool
        {
            if value.isNaN || base.isNaN { return true }
            let difference = value - base
            let ratio = difference / base
            if isHigher {
                return difference < absolute ?? -.infinity || ratio < relative ?? -.infinity
            }
            return difference > absolute ?? .infinity || ratio > relative ?? .infinity
        }
        let numbers: [Double] = [-2, -0.5, 0.25, 0.5, 0.75, .nan]
        for value in numbers {
            for base in numbers {
                for (absolute, relative) in [
                    (0.25, nil), (-0.25, nil), (nil, 0.5), (nil, -0.5), (-0.5, -0.25),
                ]
                    as [(Double?, Double?)]
                {
                    for isHigher in [true, false] where relative == nil || !(base < 0) {
                        let gate = try GateDefinition(
                            metric: "auroc",
                            changeThreshold: ChangeThreshold(
                                absolute: absolute, relative: relative,
                                direction: isHigher ? .higherIsBetter : .lowerIsBetter))
                        let isValid = evaluateGates(
                            [gate], rows: [Self.metric(value)],
                            baselines: ["incumbent": .rows([Self.metric(base)])]
                        ).isValid
                        #expect(isValid == !fails(value, base, absolute, relative, isHigher))
                    }
                }
            }
        }
    }

    /// Over a negative baseline a loss would come out as a gain: -0.01 to -0.05 is a ratio of +4.
    @Test(arguments: [-0.01, 0, -0.0])
    func aRelativeChangeNeedsAPositiveBaseline(_ base: Double) throws {
        for (absolute, relative, status) in [
            (nil, -0.1, .missing), (-1, -0.1, .missing), (-1, nil, .passed),
        ] as [(Double?, Double?, GateCheck.Status)] {
            let gate = try GateDefinition(
                metric: "auroc",
                changeThreshold: ChangeThreshold(
                    absolute: absolute, relative: relative, direction: .higherIsBetter))
            let result = evaluateGates(
                [gate], rows: [Self.metric(-0.05)], baselines: ["incumbent": .rows([Self.metric(base)])])
            #expect(result.checks.map(\.status) == [status])
            #expect(result.isValid == (status == .passed))
        }
    }

    /// What an evaluation itself calls too small is inconclusive.
    @Test func theEvaluationsSmallGroupsAreInconclusive() throws {
        let count = 90
        let set = try EvaluationSet(
            scores: (0..<count).map { Double($0) / 100 }, labels: (0..<count).map { $0 % 3 == 0 },
            groups: [Grouping(name: "region", values: (0..<count).map { $0 < 10 ? "EU" : "US" })])
        let plan = try EvaluationPlan(groups: ["region"], minimumGroupSize: 20, resamples: 20)
        for metric in ["auroc", "selection_rate"] {
            let gate = try GateDefinition(
                metric: metric, group: "region=EU", valueThreshold: ValueThreshold(lowerBound: 0))
            let result = evaluateGates([gate], rows: try plan.evaluate(set))
            #expect(result.checks.map(\.status) == [.inconclusive])
        }
    }
}
