internal import Evaluation

/// Gathers the weekly series of a profile and searches them all for steps at one false-alarm rate.
struct StepSearch {
    private(set) var candidates: [Candidate] = []
    private(set) var unsearched: [String] = []
    let data: ProfileData

    var calendar: ProfileCalendar { data.calendar }

    /// A series and what it is of.
    struct Candidate {
        var check: ProfileCheck
        var source: String
        var kind: String?
        var field: String?
        /// What is counted, such as `events` or `share missing`.
        var label: String
        var isShare: Bool
        /// As they are told: the series has them on the scale of the search.
        var values: [Double]
        /// How much stands behind each value.
        var counts: [Int]
        var series: WeeklySeries

        var place: String { [source, kind, field].compactMap { $0 }.joined(separator: ".") }
    }

    /// A week with fewer events tells nothing of a share.
    private static let fewest = 5
    /// So many categories of a field are followed.
    private static let categories = 8

    init(_ data: ProfileData) { self.data = data }

    /// Adds the events a week of every kind, from its first whole week on.
    mutating func add(_ kinds: KindCounts) {
        for (place, group) in data.events.groups.enumerated() {
            let counts = kinds.weeks[place]
            guard let first = counts.firstIndex(where: { $0 > 0 }) else { continue }
            // Its first week may be cut where it begins in the middle.
            let weeks = Array(counts.indices.dropFirst(first == 0 ? 0 : first + 1))
            let total = weeks.reduce(0) { $0 + counts[$1] }
            let name = "\(group.source).\(group.kind)"
            guard weeks.count >= WeeklySeries.minimumWeeks else {
                unsearched.append(
                    "\(name): \(weeks.count) whole weeks, needed are \(WeeklySeries.minimumWeeks)")
                continue
            }
            guard total >= Self.fewest * weeks.count else {
                unsearched.append("\(name): fewer than \(Self.fewest) events a week")
                continue
            }
            candidates.append(
                Candidate(
                    check: .volumeStep, source: group.source, kind: group.kind, label: "events a week",
                    isShare: false, values: weeks.map { Double(counts[$0]) }, counts: weeks.map { _ in 1 },
                    series: WeeklySeries(weeks: weeks, counts: weeks.map { counts[$0] })))
        }
    }

    /// Adds the null share and the values of a field.
    mutating func add(_ field: FieldCounts, numbers: NumberCounts?) {
        let group = data.events.groups[field.group]
        func add(
            _ check: ProfileCheck, _ label: String, sums: [Double], counts: [Int], variance: Double? = nil
        ) {
            self.add(
                check, source: group.source, kind: group.kind, field: field.name, label: label, sums: sums,
                counts: counts, variance: variance)
        }
        add(.nullStep, "share missing", sums: field.nullWeeks.map(Double.init), counts: field.eventWeeks)
        guard let attribute = data.events.attributes[field.name] else { return }
        let counts = zip(field.eventWeeks, field.nullWeeks).map { $0 - $1 }
        let weeks = field.rows.map { row in
            data.days[row] < 0 ? nil : data.calendar.week(ofDay: Int(data.days[row]))
        }
        func sums(_ value: (Int) -> Double) -> [Double] {
            var sums = counts.map { _ in 0.0 }
            for (row, week) in zip(field.rows, weeks) {
                if let week { sums[week] += value(row) }
            }
            return sums
        }
        switch field.type {
        case .number:
            guard let numbers else { return }
            let ranks = field.rows.map { numbers.rank(attribute.numbers[$0]) }
            var rankSums = counts.map { _ in 0.0 }
            var edgeSums = rankSums
            for (rank, week) in zip(ranks, weeks) {
                guard let week else { continue }
                rankSums[week] += rank
                edgeSums[week] += abs(2 * rank - 1)
            }
            add(.valueStep, "mean rank of the values", sums: rankSums, counts: counts, variance: 1.0 / 12)
            add(
                .valueStep, "mean distance of the ranks from the middle", sums: edgeSums, counts: counts,
                variance: 1.0 / 12)
        case .flag:
            add(.valueStep, "share true", sums: sums { Double(attribute.flags[$0]) }, counts: counts)
        case .text:
            guard !field.isPersonal else { return }
            let categories = CategoryCounts(field, attribute, data)
            for code in categories.codes.prefix(Self.categories) {
                let name = categories.isShown(code) ? "'\(attribute.texts[code])'" : "one rare value"
                add(
                    .valueStep, "share of \(name)", sums: sums { Int(attribute.codes[$0]) == code ? 1 : 0 },
                    counts: counts)
                // The second of two is the first's other side.
                if categories.codes.count <= 2 { break }
            }
        default: return
        }
    }

    /// Adds a series of weekly means, leaving out weeks with too little in them.
    ///
    /// - Parameter variance: of one value; nil for a share.
    mutating func add(
        _ check: ProfileCheck, source: String, kind: String? = nil, field: String? = nil, label: String,
        sums: [Double], counts: [Int], variance: Double? = nil
    ) {
        let weeks = counts.indices.filter { counts[$0] >= Self.fewest }
        let place = [source, kind, field].compactMap { $0 }.joined(separator: ".")
        guard weeks.count >= WeeklySeries.minimumWeeks else {
            let reason =
                "\(place): \(weeks.count) weeks with \(Self.fewest) values, needed are \(WeeklySeries.minimumWeeks)"
            if unsearched.last != reason { unsearched.append(reason) }
            return
        }
        let means = weeks.map { sums[$0] / Double(counts[$0]) }
        let kept = weeks.map { counts[$0] }
        let share = weeks.reduce(0) { $0 + sums[$1] } / Double(kept.reduce(0, +))
        let isShare = variance == nil
        // A share that never varies has no step.
        guard let first = means.first, means.contains(where: { $0 != first }) else { return }
        candidates.append(
            Candidate(
                check: check, source: source, kind: kind, field: field, label: label, isShare: isShare,
                values: means, counts: kept,
                series: WeeklySeries(
                    weeks: weeks, means: means, counts: kept, variance: variance ?? share * (1 - share))))
    }
}
