internal import Features

/// When the question is asked, how long the outcome may take, and which days train and test.
struct CutoffGuess {
    /// Days after creation.
    let after: Int
    /// Days from creation in which the outcome counts.
    let window: Int
    /// What `after` rests on.
    let afterEvidence: String
    /// What `window` rests on.
    let windowEvidence: String
    /// First and last day of train, calibrate and test.
    let slices: [(name: String, from: Instant, to: Instant)]
    /// What the slices hold.
    let sliceEvidence: String
    /// Cases to test on.
    let test: Int
    /// Earlier cases whose label reaches into a later slice, of how many; purging them would leave too few if it is
    /// more than half.
    let purged: (count: Int, of: Int)

    private static let day: Int64 = 86_400_000_000

    /// - Parameter horizon: the last time of anything recorded.
    init(unit: UnitGuess, named table: String, horizon: Int64, isUTC: Bool) throws(DraftError) {
        let delays = unit.delays
        func before(_ days: Int) -> Int { delays.count { $0 < Double(days) } }
        let window = [7, 14, 30, 60, 90, 180, 365].first { before($0) * 100 >= delays.count * 95 } ?? 730
        let after = [30, 21, 14, 7, 3].first { $0 * 2 <= window && before($0) * 10 <= delays.count } ?? 1
        self.window = window
        self.after = after
        windowEvidence =
            "guessed: \(Figures.count(before(window), of: delays.count)) outcomes happened in less than \(window) "
            + "days after creation"
        afterEvidence =
            "guessed: the question is asked \(after) days after creation, before which "
            + "\(Figures.count(before(after), of: delays.count)) outcomes had happened (those are not asked about). "
            + "Check: when does the team want the score?"

        var cases: [(day: Int64, isPositive: Bool)] = []
        var undecided = 0
        for (created, reached) in zip(unit.created, unit.reached) {
            guard let created else { continue }
            let cutoff = created + Int64(after) * Self.day
            let end = created + Int64(window) * Self.day
            if let reached, reached < cutoff { continue }
            if end > horizon + 1 {
                undecided += 1
            } else {
                cases.append((cutoff / Self.day, reached.map { $0 < end } ?? false))
            }
        }
        cases.sort { $0.day < $1.day }
        let days = Set(cases.map(\.day)).sorted()
        guard days.count >= 3 else { throw .tooFewDays(table: table, days: days.count) }
        let train = Self.index(of: cases[cases.count * 60 / 100].day, in: days, upTo: days.count - 3)
        let calibrate = max(
            train + 1, Self.index(of: cases[cases.count * 75 / 100].day, in: days, upTo: days.count - 2))
        // Days of another zone than UTC can begin on the UTC day before.
        let spare: Int64 = isUTC ? 0 : 1
        let spans = [
            ("train", days[0] - spare, days[train]), ("calibrate", days[train] + 1, days[calibrate]),
            ("test", days[calibrate] + 1, days[days.count - 1] + spare),
        ]
        slices = spans.map { name, from, to in
            (
                name: name, from: Instant(microseconds: from * Self.day),
                to: Instant(microseconds: to * Self.day)
            )
        }
        let counts = spans.map { _, from, to in
            let inside = cases.filter { (from...to).contains($0.day) }
            return (all: inside.count, positive: inside.count(where: \.isPositive))
        }
        test = counts[2].all
        sliceEvidence =
            "guessed: 60, 15 and 25 % of the cutoffs whose outcome is decided"
            + (undecided > 0 ? " (\(Figures.count(undecided)) later ones are not)" : "")
            + ". Positives, before `eligible`: "
            + zip(spans, counts).map { span, count in
                "\(span.0) \(Figures.count(count.positive, of: count.all))"
            }.joined(separator: ", ")
        // The label of a case ends `window - after` days past its cutoff.
        let reach = Int64(window - after)
        let earlier = cases.filter { $0.day <= days[calibrate] }
        let overlapping = earlier.count { item in
            item.day + reach > (item.day <= days[train] ? days[train] : days[calibrate])
        }
        purged = (count: overlapping, of: earlier.count)
    }

    private static func index(of day: Int64, in days: [Int64], upTo last: Int) -> Int {
        min(days.firstIndex(of: day) ?? 0, last)
    }
}
