/// A set of small codes that is emptied in O(1).
struct CodeMarks: Sendable {
    /// By code, the round that inserted it last.
    private var rounds: [Int] = []
    private var round = 0

    /// Empties the set.
    mutating func clear() { round += 1 }

    /// Inserts a code; whether it was new.
    ///
    /// - Complexity: O(1) amortized.
    mutating func insert(_ code: Int32) -> Bool {
        let index = Int(code)
        if index >= rounds.count {
            rounds.append(contentsOf: repeatElement(0, count: max(64, index + 1 - rounds.count)))
        }
        guard rounds[index] != round else { return false }
        rounds[index] = round
        return true
    }
}
