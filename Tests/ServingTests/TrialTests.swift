import Models
import Storage
import TestKit
import Testing

@testable import Serving

/// When a canary is stopped, and how seldom one that is no worse.
@Suite struct TrialTests {
    /// The chance of as many hits or more, by adding up the binomial distribution.
    private func chance(_ hits: Int, of count: Int, share: Double) -> Double {
        var term = 1.0
        // share^count, then downwards.
        for _ in 0..<count { term *= share }
        var sum = term
        var present = count
        while present > hits {
            term *= Double(present) / Double(count - present + 1) * (1 - share) / share
            present -= 1
            sum += term
        }
        return sum
    }

    @Test(arguments: [(3, 40), (20, 20), (1, 100), (70, 200), (199, 200)])
    func theLeastShareIsSure(hits: Int, count: Int) {
        for risk in [0.05, 0.001, 1e-6] {
            let least = TrialBounds.leastShare(hits, of: count, risk: risk)
            #expect(least > 0 && least < Double(hits) / Double(count))
            #expect(chance(hits, of: count, share: least) <= risk * 1.000_001)
        }
        #expect(TrialBounds.leastShare(0, of: count, risk: 0.05) == 0)
    }

    @Test func constantsOfTheBound() {
        // sqrt(ln(2 / 0.05) / 2000), by a calculator.
        #expect(abs(TrialBounds.deviation(count: 1000, risk: 0.05) - 0.042_946_9) < 1e-6)
        #expect(TrialBounds.bin(reaching: 0.5, of: [1, 1, 2], total: 4) == 1)
        #expect(TrialBounds.bin(reaching: 0.51, of: [1, 1, 2], total: 4) == 2)
        #expect(TrialBounds.bin(reaching: 1.01, of: [1, 1, 2], total: 4) == nil)
    }

    @Test func timesFallIntoTheirBins() {
        var random = SplitMix64(seed: 3)
        for _ in 0..<2_000 {
            let time = Int(random.next() >> (4 + random.next() % 55)) + 4
            let bin = TrialArm.timeBin(time)
            #expect(TrialArm.time(ofBin: bin) <= Double(time) && Double(time) < TrialArm.time(ofBin: bin + 1))
        }
        #expect(TrialArm.timeBin(0) == TrialArm.timeBin(4))
    }

    private struct Behaviour {
        var shift = 0.0
        var slowness = 1.0
        var failures = 0.0
    }

    /// Draws a trial of that many questions, a tenth of them the canary's: what it is stopped by.
    private func trial(
        seed: UInt64, questions: Int, _ behaviour: Behaviour = Behaviour()
    ) -> TrialFinding.Criterion? {
        var random = SplitMix64(seed: seed)
        var (canary, champion, look) = (TrialArm(), TrialArm(), 0)
        let criteria = StopCriteria()
        for _ in 0..<questions {
            let lead = random.next()
            let logit = Double(random.next() >> 11) * 0x1p-53 * 4 - 3
            let time = 1_000 + Int(random.next() % 2_000)
            guard lead % 10 == 0 else {
                champion.answered(lead: lead, Score(margin: 0, logit: logit), nanoseconds: time)
                continue
            }
            if Double(random.next() >> 11) * 0x1p-53 < behaviour.failures {
                canary.failed()
            } else {
                canary.answered(
                    lead: lead, Score(margin: 0, logit: logit + behaviour.shift),
                    nanoseconds: Int(Double(time) * behaviour.slowness))
            }
            guard canary.questions >= criteria.minimumAnswers << look else { continue }
            look += 1
            if let finding = TrialFinding(canary: canary, champion: champion, by: criteria, look: look) {
                return finding.criterion
            }
        }
        return nil
    }

    /// One that is no worse goes on, however often one looks.
    @Test func aSoundCanaryGoesOn() {
        for seed in 0..<40 { #expect(trial(seed: UInt64(seed), questions: 25_000) == nil, "\(seed)") }
        // Within what is admitted.
        #expect(
            trial(seed: 1, questions: 25_000, Behaviour(shift: 0.2, slowness: 1.5, failures: 0.005)) == nil)
    }

    @Test func aWorseOneIsStopped() {
        for seed in 0..<5 {
            let seed = UInt64(seed)
            #expect(trial(seed: seed, questions: 25_000, Behaviour(shift: 1)) == .scores)
            #expect(trial(seed: seed, questions: 25_000, Behaviour(slowness: 5)) == .latency)
            #expect(trial(seed: seed, questions: 25_000, Behaviour(failures: 0.06)) == .errors)
        }
    }

    /// A lead that is asked about all the time weighs no more than another.
    @Test func aLeadCountsOnce() {
        var arm = TrialArm()
        for _ in 0..<1_000 { arm.answered(lead: 7, Score(margin: 0, logit: 2), nanoseconds: 10) }
        arm.answered(lead: 8, Score(margin: 0, logit: -40), nanoseconds: 10)
        #expect(arm.leads == 2 && arm.answers == 1_001 && arm.scores.reduce(0, +) == 2)
        #expect(arm.scores[0] == 1)
    }
}
