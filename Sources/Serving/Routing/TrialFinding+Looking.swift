extension TrialFinding {
    /// Looks whether a canary is surely worse than what is admitted; nil where it is not.
    ///
    /// - Parameters:
    ///   - look: the number of the look, from 1. The k-th may be wrong once in 2^k times as often as all of them together, so
    ///     that looking again and again stops no more sound versions.
    /// - Precondition: both have answered.
    /// - Complexity: O(bins).
    init?(canary: TrialArm, champion: TrialArm, by criteria: StopCriteria, look: Int) {
        var risk = criteria.falseAlarm / Double(Criterion.allCases.count)
        for _ in 0..<look { risk /= 2 }
        let found =
            Self.errors(canary, criteria, risk) ?? Self.latency(canary, champion, criteria, risk)
            ?? Self.scores(canary, champion, criteria, risk)
        guard let found else { return nil }
        self = found
    }

    private static func errors(_ canary: TrialArm, _ criteria: StopCriteria, _ risk: Double) -> Self? {
        let least = TrialBounds.leastShare(canary.failures, of: canary.questions, risk: risk)
        guard least > criteria.errorShare else { return nil }
        return Self(
            criterion: .errors,
            reason:
                "it could not answer \(canary.failures) of \(canary.questions) questions that the champion answered, "
                + "surely more than \(percent(least)), and \(percent(criteria.errorShare)) are admitted")
    }

    private static func latency(
        _ canary: TrialArm, _ champion: TrialArm, _ criteria: StopCriteria, _ risk: Double
    ) -> Self? {
        guard canary.answers > 0, champion.answers > 0 else { return nil }
        let below = 0.5 - TrialBounds.deviation(count: canary.answers, risk: risk / 2)
        let above = 0.5 + TrialBounds.deviation(count: champion.answers, risk: risk / 2)
        guard let own = TrialBounds.bin(reaching: below, of: canary.times, total: canary.answers),
            let other = TrialBounds.bin(reaching: above, of: champion.times, total: champion.answers)
        else { return nil }
        let (least, most) = (TrialArm.time(ofBin: own), TrialArm.time(ofBin: other + 1))
        guard below > 0, least > criteria.latencyRatio * most else { return nil }
        return Self(
            criterion: .latency,
            reason:
                "half of its \(canary.answers) answers took surely more than \(Int(least)) ns of scoring, half of the "
                + "champion's \(champion.answers) surely less than \(Int(most)) ns, and \(criteria.latencyRatio) times that is "
                + "admitted")
    }

    private static func scores(
        _ canary: TrialArm, _ champion: TrialArm, _ criteria: StopCriteria, _ risk: Double
    ) -> Self? {
        guard canary.leads > 0, champion.leads > 0 else { return nil }
        var (own, other, distance) = (0, 0, 0.0)
        for bin in canary.scores.indices {
            own += canary.scores[bin]
            other += champion.scores[bin]
            let gap = Double(own) / Double(canary.leads) - Double(other) / Double(champion.leads)
            distance = max(distance, abs(gap))
        }
        let least =
            distance - TrialBounds.deviation(count: canary.leads, risk: risk / 2)
            - TrialBounds.deviation(count: champion.leads, risk: risk / 2)
        guard least > criteria.scoreDistance else { return nil }
        return Self(
            criterion: .scores,
            reason:
                "its scores of \(canary.leads) leads are \(rounded(distance)) from the champion's of \(champion.leads), "
                + "surely more than \(rounded(least)), and \(criteria.scoreDistance) is admitted")
    }

    private static func percent(_ share: Double) -> String { "\(rounded(share * 100)) %" }

    private static func rounded(_ value: Double) -> Double { (value * 1000).rounded() / 1000 }
}
