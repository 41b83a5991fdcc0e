import Testing

@testable import Evaluation

/// Differences held against a plain loop that writes every drawn row out and evaluates both scores anew.
struct PairedBootstrapTests {
    private static let resamples = 24

    private static func plan() throws -> EvaluationPlan {
        try EvaluationPlan(
            top: 0.15, capacity: 12, thresholds: [0.2, 0.5], bands: [], resamples: 20,
            pairedResamples: resamples)
    }

    /// - Parameter size: rows of an entity.
    private static func pair(seed: UInt64, size: Int) throws -> (set: EvaluationSet, baseline: [Double]) {
        let sample = Sample(seed: seed, count: 180)
        let set = try EvaluationSet(
            scores: sample.scores, labels: sample.labels,
            clusters: Clustering(name: "id", keys: sample.labels.indices.map { $0 / size }))
        return (set, sample.baseline.map { ($0 + 1) / 8 })
    }

    /// NumPy's, of the method `weibull`.
    static func quantile(_ values: [Double], _ share: Double) -> Double {
        let sorted = values.sorted()
        let place = min(max(share * Double(sorted.count + 1) - 1, 0), Double(sorted.count - 1))
        let below = Int(place)
        let above = min(below + 1, sorted.count - 1)
        return sorted[below] + (place - Double(below)) * (sorted[above] - sorted[below])
    }

    private static func values(_ scores: [Double], _ labels: [Bool]) throws -> [String: Double] {
        let rows = try plan().evaluate(EvaluationSet(scores: scores, labels: labels))
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.metric, $0.value ?? .nan) })
    }

    @Test(arguments: UInt64(1)..<3, [1, 3])
    func isThatOfANaiveLoop(_ seed: UInt64, _ size: Int) throws {
        let (set, baseline) = try Self.pair(seed: seed, size: size)
        let paired = try PairedScores(set, baseline: baseline, scale: .probability)
        let found = paired.differences(try Self.plan(), capacity: 12)
        let draws = Resampling(
            count: Self.resamples, seed: 1, rowCount: set.count, clusters: paired.clusters
        ).map { weights in weights.indices.map { Int(weights[$0]) } }
        #expect(Set(draws).count == Self.resamples && draws.allSatisfy { $0.reduce(0, +) == set.count })
        let first = try Self.values(set.scores, set.labels)
        let second = try Self.values(baseline, set.labels)
        func gap(_ metric: String) -> Double { (first[metric] ?? .nan) - (second[metric] ?? .nan) }
        var naive: [String: [Double]] = [:]
        for weights in draws {
            let rows = paired.rows.indices.flatMap { place in
                [PairedScores.Row](repeating: paired.rows[place], count: weights[place])
            }
            let labels = rows.map(\.isPositive)
            let one = try Self.values(rows.map { paired.candidate.scores[Int($0.candidate)] }, labels)
            let other = try Self.values(rows.map { paired.baseline.scores[Int($0.baseline)] }, labels)
            for (metric, value) in one {
                naive[metric, default: []].append(value - (other[metric] ?? .nan))
            }
        }
        let exact = found.filter { !$0.metric.hasPrefix("calibration") && !$0.metric.hasPrefix("expected") }
        #expect(exact.count == 30)
        for difference in exact {
            let (value, lower, upper) = try bounds(difference.estimate)
            let metric = difference.metric
            #expect(
                abs(value - gap(metric)) < 1e-12, "\(metric)")
            let loop = try #require(naive[metric])
            #expect(abs(lower - Self.quantile(loop, 0.025)) < 1e-12, "\(metric)")
            #expect(abs(upper - Self.quantile(loop, 0.975)) < 1e-12, "\(metric)")
        }
        // A step from the fit of all rows is near the fit of each resample.
        let slope = try #require(found.first { $0.metric == "calibration_slope" }).estimate
        let (value, lower, upper) = try bounds(slope)
        let fits = try #require(naive["calibration_slope"])
        #expect(
            abs(value - gap("calibration_slope"))
                < 1e-9)
        let width = Self.quantile(fits, 0.975) - Self.quantile(fits, 0.025)
        #expect(abs(lower - Self.quantile(fits, 0.025)) < 0.15 * width)
        #expect(abs(upper - Self.quantile(fits, 0.975)) < 0.15 * width)
        let ofError = try #require(found.first { $0.metric == "expected_calibration_error_debiased" })
        let error = try bounds(ofError.estimate)
        // Its bias depends on what rows belong together.
        let own = try bounds(RankedRows(set).brierParts().calibrationError)
        let theirs = try bounds(paired.baselineRows.brierParts().calibrationError)
        #expect(abs(error.0 - (own.0 - theirs.0)) < 1e-12)
        // The bins stay as they are: so does the loop's error over them.
        func distance(_ ranked: RankedRows, _ weights: [Int], _ level: KeyPath<PairedScores.Row, Int32>)
            -> Double
        {
            let bins = CalibrationGaps(ranked).binOfLevel
            var gaps = [Double](repeating: 0, count: 10)
            for (place, row) in paired.rows.enumerated() {
                let level = Int(row[keyPath: level])
                let gap = (row.isPositive ? 1 : 0) - ranked.counts.scores[level]
                gaps[bins[level]] += Double(weights[place]) * gap
            }
            return gaps.reduce(0) { $0 + abs($1) } / Double(set.count)
        }
        let errors = draws.map {
            distance(paired.candidateRows, $0, \.candidate) - distance(paired.baselineRows, $0, \.baseline)
        }
        let length = Self.quantile(errors, 0.975) - Self.quantile(errors, 0.025)
        #expect(abs((error.2 - error.1) / length - 1) < 0.25, "\(error) against \(length)")
        #expect(error.1 < error.0 && error.0 < error.2)
    }

    private func bounds(_ estimate: MetricEstimate) throws -> (Double, Double, Double) {
        (try #require(estimate.value), try #require(estimate.lower), try #require(estimate.upper))
    }

    /// That resamples agree about 0 is certain of equal scores only.
    @Test func onlyEqualScoresHaveAnIntervalOfNothing() throws {
        let labels = (0..<60).map { $0 < 30 }
        let scores = (0..<60).map { 0.9 - 0.01 * Double($0) }
        let set = try EvaluationSet(
            scores: scores, labels: labels, groups: [Grouping(name: "half", values: labels.map { "\($0)" })])
        let plan = try Self.plan()
        func row(_ metric: String, _ baseline: [Double]) throws -> MetricRow {
            let rows = try plan.compare(set, to: baseline, named: "other", scale: .probability)
            return try #require(rows.first { $0.metric == metric + "_difference_to_other" })
        }
        // Perfect as well, in another order within either class.
        let other = labels.indices.map { $0 < 30 ? scores[29 - $0] : scores[89 - $0] }
        for metric in ["auroc", "average_precision", "lift_at_top", "wins_at_capacity", "brier_score"] {
            let equal = try row(metric, scores)
            #expect(equal.value == 0 && equal.lower == 0 && equal.upper == 0, "\(equal)")
        }
        for metric in ["average_precision", "lift_at_top", "wins_at_capacity"] {
            let perfect = try row(metric, other)
            #expect(perfect.value == 0 && perfect.lower == nil && perfect.upper == nil, "\(perfect)")
            #expect(perfect.method.hasSuffix("; no interval, all resamples agree"), "\(perfect)")
        }
        // Scores that only rank alike do the same to a ranking, and not to a loss.
        for metric in ["auroc", "average_precision", "lift_at_top", "wins_at_capacity"] {
            let alike = try row(metric, scores.map { $0 / 2 })
            #expect(alike.value == 0 && alike.lower == 0 && alike.upper == 0, "\(alike)")
        }
        let loss = try row("brier_score", scores.map { $0 / 2 })
        #expect(loss.value != 0 && loss.lower != loss.upper, "\(loss)")
        let area = try row("auroc", other)
        #expect(
            area.value == 0 && area.lower == nil && area.method.contains("its variance is zero"), "\(area)")
        #expect(try row("auroc", scores.map { $0 / 2 }).method.hasSuffix("; the rankings agree"))
    }

    /// Groups that are all selected differ by 0 in every resample, which is no proof that they do not differ.
    @Test func groupsHaveNoIntervalOfNothing() throws {
        let labels = (0..<120).map { $0 % 3 == 0 }
        let set = try EvaluationSet(
            scores: labels.indices.map { _ in 0.3 }, labels: labels,
            groups: [Grouping(name: "half", values: labels.indices.map { $0 < 60 ? "a" : "b" })])
        var plan = try Self.plan()
        plan.groups = ["half"]
        let rows = try plan.evaluate(set)
        let row = try #require(rows.first { $0.metric == "demographic_parity_difference" })
        #expect(row.value == 0 && row.lower == nil && row.upper == nil, "\(row)")
    }

    @Test func aConstantHasNoSlopeAndNoRanking() throws {
        let (set, _) = try Self.pair(seed: 1, size: 1)
        let base = Double(set.labels.count { $0 }) / Double(set.count)
        let rows = try Self.plan().compare(
            set, to: set.scores.map { _ in base }, named: "prior", scale: .probability)
        func value(_ metric: String) -> Double? {
            rows.first { $0.metric == metric + "_difference_to_prior" }?.value
        }
        #expect(value("calibration_slope") == nil)
        let brier = try #require(RankedRows(set).brierScore().value)
        #expect(abs(try #require(value("brier_score")) - (brier - base * (1 - base))) < 1e-12)
        let area = try #require(RankedRows(set).auroc().value)
        #expect(abs(try #require(value("auroc")) - (area - 0.5)) < 1e-12)
    }
}
