internal import Arithmetic

/// The cases that a decision sorts, and all that is the same of them for every field.
struct ComparedCases {
    let cases: [CaseDecision]
    /// Cases whose window is over: with the decision, and with none, ascending.
    let decided: [Int]
    let undecided: [Int]
    /// The latter by age.
    let undecidedByAge: [Int]
    /// Cases that are still open when the data end.
    let open: [Int]
    /// Decided cases as young as these.
    let young: [Int]
    /// Cases whose window is over, by the time that they were open for.
    let ended: [Int]
    /// By open case, how many of the ended ones were open for longer than it is old.
    let longer: [Int]

    /// The least cases of each sort.
    private static let least = 30
    /// Decided cases as young as the open ones that must show that a field is still written.
    private static let leastYoung = 10

    /// Sorts the cases.
    ///
    /// - Parameters:
    ///   - cases: what became of the questions.
    ///   - kind: the decision.
    /// - Returns: nil where there are too few cases.
    /// - Complexity: O(n log n).
    init?(_ cases: [CaseDecision], kind: Int) {
        let asked = cases.indices.filter { cases[$0].wasOpen }
        let old = asked.filter { cases[$0].isOver }
        decided = old.filter { cases[$0].kind == kind }
        undecided = old.filter { cases[$0].kind == nil }
        open = asked.filter { !cases[$0].isOver && cases[$0].kind == nil }
        young = asked.filter { !cases[$0].isOver && cases[$0].kind == kind }
        guard min(decided.count, undecided.count, open.count) >= Self.least, young.count >= Self.leastYoung
        else { return nil }
        self.cases = cases
        undecidedByAge = undecided.sorted { (cases[$0].age, $0) < (cases[$1].age, $1) }
        ended = old.sorted { (cases[$0].delay, $0) < (cases[$1].delay, $1) }
        let delays = ended.map { cases[$0].delay }
        longer = open.map { index in
            let age = cases[index].age
            return delays.count - delays.partitioningIndex { $0 > age }
        }
    }
}
