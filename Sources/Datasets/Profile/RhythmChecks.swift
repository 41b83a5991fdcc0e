/// Sources whose times seem to be in another zone than the contract says.
struct RhythmChecks {
    let data: ProfileData
    let rhythms: [RhythmCounts]

    /// Fewer events show no rhythm.
    private static let fewest = 500

    /// - Complexity: O(sources^2).
    func findings() -> [ProfileFinding] {
        rhythms.flatMap { [midnights($0), shifted($0), daylight($0)].compactMap { $0 } }
    }

    /// What is told of a source's hours.
    func profile(_ rhythm: RhythmCounts) -> RhythmProfile {
        RhythmProfile(
            source: rhythm.source, hours: rhythm.hours, midnights: rhythm.midnights,
            nightShare: ProfileText.rounded(rhythm.nightShare), hoursLater: shift(rhythm)?.hours)
    }

    private func midnights(_ rhythm: RhythmCounts) -> ProfileFinding? {
        let share = Double(rhythm.midnights) / Double(max(1, rhythm.events))
        guard rhythm.midnights >= 20, share >= 0.05 else { return nil }
        let isAll = share >= 0.9
        return ProfileFinding(
            .midnight, source: rhythm.source, months: data.months(of: rhythm.midnightRows),
            evidence:
                "\(ProfileText.percent(share)) of \(rhythm.events) times of day are exactly midnight (\(rhythm.midnights))",
            falseAlarms:
                "none to speak of: where times have seconds, one in 86,400 is midnight; it needs 20 and 5 % of all",
            remedy: isAll
                ? "declare the field as a date: a day is known at its end, not at its start"
                : "part of the rows have a date only: give them their own event kind with a date field, or they are known too early"
        )
    }

    private func shifted(_ rhythm: RhythmCounts) -> ProfileFinding? {
        guard let shift = shift(rhythm), abs(shift.hours) >= 2, shift.best >= 0.85,
            shift.best - shift.unshifted >= 0.3, rhythm.nightShare >= 0.15,
            rhythm.nightShare >= 2 * shift.othersNight
        else { return nil }
        return ProfileFinding(
            .shiftedHours, source: rhythm.source,
            evidence:
                "its day runs \(abs(shift.hours)) hours \(shift.hours > 0 ? "later" : "earlier") than that of the other sources (correlation of the hours \(ProfileText.fixed(shift.best, 2)) so shifted, \(ProfileText.fixed(shift.unshifted, 2)) as they are); \(ProfileText.percent(rhythm.nightShare)) of its events lie between midnight and five, \(ProfileText.percent(shift.othersNight)) of theirs",
            falseAlarms:
                "a rule, not a test: people who do live by other hours, such as those of another continent, raise it",
            remedy:
                "say in which zone the times are written: an offset in the pattern (%z), or timezone(...) in the SELECT"
        )
    }

    /// How a source's hours lie beside those of all others together.
    private struct Shift {
        var hours: Int
        var best: Double
        var unshifted: Double
        var othersNight: Double
    }

    private func shift(_ rhythm: RhythmCounts) -> Shift? {
        var others = [Int](repeating: 0, count: 24)
        for other in rhythms where other.source != rhythm.source {
            for hour in 0..<24 { others[hour] += other.hours[hour] }
        }
        let total = others.reduce(0, +)
        guard rhythm.events >= Self.fewest, total >= Self.fewest else { return nil }
        var best: (hours: Int, correlation: Double)?
        for hours in -11...12 {
            let moved = (0..<24).map { rhythm.hours[($0 + hours + 24) % 24] }
            guard let correlation = Self.correlation(moved, others) else { return nil }
            if correlation > best?.correlation ?? -2 { best = (hours, correlation) }
        }
        guard let best, let unshifted = Self.correlation(rhythm.hours, others) else { return nil }
        return Shift(
            hours: best.hours, best: best.correlation, unshifted: unshifted,
            othersNight: Double(others[0..<5].reduce(0, +)) / Double(total))
    }

    private func daylight(_ rhythm: RhythmCounts) -> ProfileFinding? {
        let offsets = rhythm.hoursByOffset.sorted { $0.key < $1.key }
        guard let winter = offsets.first?.value, let summer = offsets.last?.value, offsets.count >= 2
        else { return nil }
        let (few, many) = (winter.reduce(0, +), summer.reduce(0, +))
        guard few >= 2 * Self.fewest, many >= 2 * Self.fewest else { return nil }
        let distances = [-1, 0, 1].map { hours in
            (0..<24).reduce(0.0) { sum, hour in
                let difference =
                    Double(winter[hour]) / Double(few)
                    - Double(summer[(hour + hours + 24) % 24]) / Double(many)
                return sum + difference * difference
            }
        }
        // What the squares would be by drawing alone is no difference.
        let drawing = 1 / Double(few) + 1 / Double(many)
        let unmoved = distances[1] - drawing
        let moved = max(0, min(distances[0], distances[2]) - drawing)
        guard unmoved > 2 * drawing, moved < 0.25 * unmoved else { return nil }
        let isEarlier = distances[0] < distances[2]
        return ProfileFinding(
            .daylightSaving, source: rhythm.source,
            evidence:
                "its day begins an hour \(isEarlier ? "earlier" : "later") while the clocks of the zone are ahead (moved by an hour, the hours of summer and winter differ by \(ProfileText.percent(moved / unmoved)) of what they do as they are)",
            falseAlarms:
                "a rule, not a test: customs that change with the season by an hour raise it",
            remedy: isEarlier
                ? "the times seem to be UTC but are read in the zone: write an offset into the pattern (%z)"
                : "the times seem to be the zone's but are read as UTC: set data.zone, or use timezone(...) in the SELECT"
        )
    }

    /// Pearson's correlation of two profiles of hours; nil where one is flat.
    private static func correlation(_ left: [Int], _ right: [Int]) -> Double? {
        let (one, other) = (left.map(Double.init), right.map(Double.init))
        let (mean, otherMean) = (one.reduce(0, +) / 24, other.reduce(0, +) / 24)
        var product = 0.0
        var squares = (0.0, 0.0)
        for hour in 0..<24 {
            let (a, b) = (one[hour] - mean, other[hour] - otherMean)
            product += a * b
            squares.0 += a * a
            squares.1 += b * b
        }
        let scale = (squares.0 * squares.1).squareRoot()
        return scale > 0 ? product / scale : nil
    }
}
