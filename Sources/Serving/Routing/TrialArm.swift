internal import Models

/// What one version did with the questions of a trial about leads.
struct TrialArm {
    /// Questions it answered.
    private(set) var answers = 0
    /// Questions it could not answer.
    private(set) var failures = 0
    /// Leads whose first score is in `scores`.
    private(set) var leads = 0
    /// Leads by the logit of their first score: a lead that is asked about often counts once.
    private(set) var scores = [Int](repeating: 0, count: scoreBins)
    /// Answers by the time of scoring.
    private(set) var times = [Int](repeating: 0, count: 4 * 64)
    // A bit a lead, by its hash. Two leads may share one: then the second does not count, whatever its score.
    private var seen = [UInt64](repeating: 0, count: 1 << 14)

    /// Logits from -16 to 16, 16 bins for each unit.
    private static let scoreBins = 512

    /// Questions it was asked.
    var questions: Int { answers + failures }

    /// Counts an answer.
    ///
    /// - Parameter lead: a hash of the lead.
    mutating func answered(lead: UInt64, _ score: Score, nanoseconds: Int) {
        answers += 1
        times[Self.timeBin(nanoseconds)] += 1
        let place = Int(lead % UInt64(seen.count * 64))
        guard seen[place / 64] & 1 << UInt64(place % 64) == 0 else { return }
        seen[place / 64] |= 1 << UInt64(place % 64)
        leads += 1
        let bin = ((score.logit + 16) * 16).rounded(.down)
        scores[Int(min(max(bin, 0), Double(Self.scoreBins - 1)))] += 1
    }

    /// Counts a question that the version could not answer.
    mutating func failed() { failures += 1 }

    /// The bin of a time: four to a doubling.
    static func timeBin(_ nanoseconds: Int) -> Int {
        let time = UInt64(max(nanoseconds, 4))
        let power = 63 - time.leadingZeroBitCount
        return 4 * power + Int(time >> UInt64(power - 2) & 3)
    }

    /// The least time of a bin, in nanoseconds.
    static func time(ofBin bin: Int) -> Double {
        let power = bin / 4
        return Double(sign: .plus, exponent: power, significand: 1 + Double(bin % 4) / 4)
    }
}
