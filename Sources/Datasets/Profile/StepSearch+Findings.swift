internal import Evaluation

extension StepSearch {
    /// The steps that chance alone would not show at the rate, as findings and as series to draw.
    ///
    /// - Complexity: O(shuffles x weeks x series).
    func search(rate: Double, shuffles: Int) -> (findings: [ProfileFinding], steps: [StepProfile]) {
        let changes = StepFamily(shuffles: shuffles).search(
            candidates.map(\.series),
            sorts: candidates.map { ProfileCheck.allCases.firstIndex(of: $0.check) ?? 0 })
        var found: [(candidate: Candidate, change: StepChange)] = []
        for (candidate, change) in zip(candidates, changes) {
            if let change, change.familyPValue <= rate { found.append((candidate, change)) }
        }
        // One finding a check and place: its surest series, with the others' names.
        var findings: [ProfileFinding] = []
        var steps: [StepProfile] = []
        var told: Set<String> = []
        for (candidate, _) in found
        where told.insert("\(candidate.check) \(candidate.place)").inserted {
            let alike = found.filter {
                $0.candidate.check == candidate.check && $0.candidate.place == candidate.place
            }.sorted { $0.change.statistic > $1.change.statistic }
            guard let surest = alike.first else { continue }
            findings.append(
                finding(
                    surest.candidate, surest.change, others: alike.dropFirst().map(\.candidate.label),
                    rate: rate, shuffles: shuffles))
            steps.append(
                StepProfile(
                    check: candidate.check, place: candidate.place, label: surest.candidate.label,
                    isShare: surest.candidate.isShare, weeks: surest.candidate.series.weeks,
                    values: surest.candidate.values.map { ProfileText.rounded($0) },
                    firstWeek: surest.change.firstWeek, lastWeek: surest.change.lastWeek,
                    familyPValue: surest.change.familyPValue))
        }
        return (findings, steps)
    }

    private func finding(
        _ candidate: Candidate, _ change: StepChange, others: [String], rate: Double, shuffles: Int
    ) -> ProfileFinding {
        let weeks = candidate.series.weeks
        let start = weeks.firstIndex(of: change.firstWeek) ?? 0
        let end = change.lastWeek.flatMap { weeks.firstIndex(of: $0) }.map { $0 + 1 } ?? weeks.count
        let before = mean(candidate, max(0, start - 8)..<start)
        let after = mean(candidate, start..<min(end, start + 8))
        let span =
            change.lastWeek.map {
                "from the week of \(calendar.weekNames[change.firstWeek]) to that of \(calendar.weekNames[$0])"
            } ?? "from the week of \(calendar.weekNames[change.firstWeek]) on"
        let evidence =
            "\(ProfileText.change(before, after, of: candidate.label, isShare: candidate.isShare)) \(span)"
            + (others.isEmpty ? "" : "; so do \(others.prefix(3).joined(separator: ", "))")
        let first = calendar.month(ofWeek: change.firstWeek)
        let last = change.lastWeek.map(calendar.month(ofWeek:)) ?? first
        return ProfileFinding(
            candidate.check, source: candidate.source, kind: candidate.kind, field: candidate.field,
            months: first == last ? [first] : [first, last], evidence: evidence,
            falseAlarms:
                "\(ProfileText.percent(rate)) of profiles without a step raise one or more (\(candidates.count) series, \(shuffles) shuffles); the chance of one this large is \(change.familyPValue <= 1 / Double(shuffles + 1) ? "at most " : "")\(ProfileText.fixed(change.familyPValue, 4))",
            remedy: Self.remedy(candidate.check, before: before, after: after))
    }

    private func mean(_ candidate: Candidate, _ places: Range<Int>) -> Double {
        let counts = places.reduce(0) { $0 + candidate.counts[$1] }
        guard counts > 0 else { return 0 }
        return places.reduce(0) { $0 + candidate.values[$1] * Double(candidate.counts[$1]) } / Double(counts)
    }

    private static func remedy(_ check: ProfileCheck, before: Double, after: Double) -> String {
        switch check {
        case .volumeStep:
            after < 0.05 * before
                ? "the feed seems to have stopped: ask the source's owner, and load what is missing"
                : "ask the source's owner what changed that week; load what is missing, drop what was sent twice, or start the train slice after it"
        case .nullStep:
            after > before
                ? "the field is no longer filled as it was: correct its mapping, or leave it out of the features"
                : "the field began to be filled: a model learns the change of practice, so start the train slice after it or leave the field out"
        case .hourStep:
            "the source's clock or its zone changed: write the offset into the times (%z in the pattern), or correct the earlier rows"
        default:
            "look for a change of unit, of coding or of practice that week; map old values to new ones, or start the train slice after it"
        }
    }
}
