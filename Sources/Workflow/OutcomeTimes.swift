import Datasets
import Features

/// When what was asked about occurred, of the cases where it did.
struct OutcomeTimes {
    private let times: [CaseQuestion: Instant]

    /// Keeps the times of positive cases.
    ///
    /// - Parameter times: a case's outcome each, as `CasePlanner.outcomes` has them.
    init(_ cases: [Case], _ times: [Instant?]) {
        var known: [CaseQuestion: Instant] = [:]
        for (item, time) in zip(cases, times) {
            if let time { known[CaseQuestion(item)] = time }
        }
        self.times = known
    }

    /// The days from each row's cutoff to its outcome, nil for rows without; nil where a positive row's is not known.
    ///
    /// - Complexity: O(rows).
    func days(of rows: LabelledRows) -> [Double?]? {
        var days = [Double?](repeating: nil, count: rows.labels.count)
        for row in rows.labels.indices where rows.labels[row] {
            let cutoff = rows.frame.cutoffs[row]
            guard let time = times[CaseQuestion(entity: rows.frame.entities[row], cutoff: cutoff)] else {
                return nil
            }
            days[row] = Self.days(from: cutoff, to: time)
        }
        return days
    }

    /// The time between two instants in days of 24 hours.
    static func days(from cutoff: Instant, to time: Instant) -> Double {
        Double(time.microseconds - cutoff.microseconds) / Double(TimeSpan.days(1).microseconds)
    }
}

extension DataRoom {
    /// When outcomes occurred; nil for a plain table, whose rows have none.
    ///
    /// - Parameter cases: all that are asked about.
    func outcomeTimes(of cases: [Case]?) -> OutcomeTimes? {
        guard let cases, case .events(let result, let planner, _) = contents else { return nil }
        let positives = cases.filter { $0.label == .positive }
        return OutcomeTimes(positives, planner.outcomes(of: positives, in: result.log))
    }
}
