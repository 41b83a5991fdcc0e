internal import Glibc

/// Days without a single event where the neighbouring weeks lead one to expect many.
///
/// A day's expected number is the mean of the same weekday in the four weeks before and after; its spread is that of a
/// negative binomial fitted to the kind's own days, so that bursty sources may pause. Days on which less than one event
/// is expected say nothing. The rate is divided by the number of days looked at (Bonferroni).
struct SilenceCheck {
    let data: ProfileData
    let rate: Double

    private struct Silence {
        var days: Range<Int>
        var expected: Double
        var logChance: Double
    }

    /// - Complexity: O(kinds x days).
    func findings(_ kinds: KindCounts) -> [ProfileFinding] {
        let spans = kinds.days.map(active)
        let looked = spans.reduce(0) { $0 + $1.count }
        guard looked > 0 else { return [] }
        let limit = log(rate / Double(looked))
        return data.events.groups.indices.compactMap { group in
            let found = silences(kinds.days[group], in: spans[group]).filter { $0.logChance < limit }
            guard let first = found.first, let last = found.last else { return nil }
            let days = found.reduce(0) { $0 + $1.days.count }
            let expected = found.reduce(0) { $0 + $1.expected }
            let spelled = found.prefix(3).map { silence in
                let start = data.calendar.name(ofDay: silence.days.lowerBound)
                let end = data.calendar.name(ofDay: silence.days.upperBound - 1)
                return start == end ? start : "\(start) to \(end)"
            }
            let months = [first.days.lowerBound, last.days.upperBound - 1].map(data.month(ofDay:))
            return ProfileFinding(
                .silence, source: data.events.groups[group].source, kind: data.events.groups[group].kind,
                months: months[0] == months[1] ? [months[0]] : months,
                evidence:
                    "no event on \(days) days where about \(ProfileText.number(expected.rounded())) are to be expected: \(spelled.joined(separator: ", "))\(found.count > 3 ? " and \(found.count - 3) more times" : "")",
                falseAlarms:
                    "\(ProfileText.percent(rate)) of profiles without a pause, if days of one weekday are negative binomial (\(looked) days looked at)",
                remedy: "ask whether the source was down or closed; load what is missing")
        }
    }

    /// The days from the first with an event to the last of the calendar.
    private func active(_ counts: [Int]) -> Range<Int> {
        guard let first = counts.firstIndex(where: { $0 > 0 }) else { return 0..<0 }
        // The last day may be cut.
        return first..<max(first, counts.count - 1)
    }

    private func silences(_ counts: [Int], in span: Range<Int>) -> [Silence] {
        let expected = span.map { mean(counts, around: $0, in: span) }
        var excess = 0.0
        var squares = 0.0
        for (place, day) in span.enumerated() {
            let distance = Double(counts[day]) - expected[place]
            excess += distance * distance - expected[place]
            squares += expected[place] * expected[place]
        }
        let dispersion = squares > 0 ? max(1e-6, excess / squares) : 1e-6
        var found: [Silence] = []
        var day = span.lowerBound
        while day < span.upperBound {
            guard counts[day] == 0 else {
                day += 1
                continue
            }
            var silence = Silence(days: day..<day, expected: 0, logChance: 0)
            while day < span.upperBound, counts[day] == 0 {
                let mean = expected[day - span.lowerBound]
                defer { day += 1 }
                guard mean >= 1 else { continue }
                silence.expected += mean
                silence.logChance -= log1p(dispersion * mean) / dispersion
            }
            silence.days = silence.days.lowerBound..<day
            found.append(silence)
        }
        return found
    }

    private func mean(_ counts: [Int], around day: Int, in span: Range<Int>) -> Double {
        var sum = 0
        var count = 0
        for weeks in 1...4 {
            for neighbour in [day - 7 * weeks, day + 7 * weeks] where span.contains(neighbour) {
                sum += counts[neighbour]
                count += 1
            }
        }
        return count > 0 ? Double(sum) / Double(count) : 0
    }
}
