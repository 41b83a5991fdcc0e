/// How many rows a figure must rest on before it is held against a threshold.
///
/// Fewer make the check inconclusive: the figure neither passes nor fails by chance.
public struct MinimumCounts: Equatable, Sendable {
    /// The rows of the slice and group, at least.
    public var rows: Int?
    /// The positive rows among them, at least.
    public var positives: Int?
    /// The negative rows among them, at least.
    public var negatives: Int?

    /// Creates minimum counts.
    public init(rows: Int? = nil, positives: Int? = nil, negatives: Int? = nil) {
        self.rows = rows
        self.positives = positives
        self.negatives = negatives
    }

    /// What is wrong with them as a setting, or nil.
    var invalidity: String? {
        let counts = [rows, positives, negatives].compactMap { $0 }
        if counts.isEmpty { return "minimum has no count; give rows, positives or negatives" }
        return counts.allSatisfy { $0 >= 1 } ? nil : "a count of minimum is below 1"
    }

    /// Why rows do not suffice, or nil where they do.
    ///
    /// - Parameters:
    ///   - found: the number of rows.
    ///   - share: the positives' share of them; nil where it was not measured.
    func shortfall(rows found: Int, positiveShare share: Double?) -> String? {
        if let rows, found < rows { return "\(found) rows, fewer than \(rows)" }
        guard positives != nil || negatives != nil else { return nil }
        guard let share else { return "it is not known how many of the rows are positive" }
        let count = Int((share * Double(found)).rounded())
        if let positives, count < positives { return "\(count) positive rows, fewer than \(positives)" }
        if let negatives, found - count < negatives {
            return "\(found - count) negative rows, fewer than \(negatives)"
        }
        return nil
    }
}

extension MinimumCounts: Codable {
    private enum CodingKeys: String, CodingKey { case rows, positives, negatives }

    /// Reads counts; a key without a number is refused.
    public init(from decoder: any Decoder) throws {
        let container = try decoder.container(keyedBy: CodingKeys.self)
        try self.init(
            rows: container.decodeIfWritten(Int.self, forKey: .rows),
            positives: container.decodeIfWritten(Int.self, forKey: .positives),
            negatives: container.decodeIfWritten(Int.self, forKey: .negatives))
    }
}
