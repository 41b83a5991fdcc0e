public import Evaluation
import Features
import LinearAlgebra

/// How the levels of a protected attribute are spread over personas: whether some persona has more of a group than there are.
public struct PersonaBias: Codable, Equatable, Sendable {
    /// The attribute.
    public var attribute: String
    /// Leads of whom it is known.
    public var rows: Int
    /// Cramér's V of attribute and persona; 0 where they have nothing to do with each other, 1 where one decides the other.
    public var association: Double
    /// The share of shuffled attributes whose association is at least as great, by 999 shuffles: the test of "personas know nothing of the
    /// attribute".
    public var pValue: Double
    /// The shares, by persona and level.
    public var shares: [Share]

    /// The share of a level among a persona's leads.
    public struct Share: Codable, Equatable, Sendable {
        /// The cluster's id.
        public var persona: String
        /// The level.
        public var level: String
        /// Among the persona's leads.
        public var share: ShareEstimate
        /// Among all leads.
        public var base: Double
        /// How many times the base share it is: what the persona amplifies.
        public var amplification: Double

        /// That a persona has more of the level than there is, in a sentence.
        ///
        /// - Parameters:
        ///   - attribute: whose level it is.
        ///   - name: the persona's name.
        public func finding(of attribute: String, in name: String) -> String {
            "persona '\(name)' has \(Figures.plain(amplification)) times the share of \(attribute) \(level) (\(Figures.percent(share.value ?? 0)) of \(Figures.percent(base)))"
        }
    }

    /// How many times its share among all leads a group may have in a persona.
    public static let amplification = 1.25
    /// The chance by which shuffled attributes would be as unevenly spread, below which spread is no chance.
    public static let significance = 0.01

    /// What personas have much more of than there is, beyond chance.
    public var amplified: [Share] {
        guard pValue < Self.significance else { return [] }
        return shares.filter { $0.amplification > Self.amplification && ($0.share.lower ?? 0) > $0.base }
    }

    /// Shuffles of the test.
    static let draws = 999

    /// Compares personas with the levels of an attribute; nil where it has fewer than two levels.
    ///
    /// - Parameters:
    ///   - values: of the attribute; shape (rows), nil where it is not known.
    ///   - personas: the persona of each row, among `ids`.
    /// - Complexity: O(999 * rows).
    init?(
        _ attribute: String, values: [String?], personas: [Int], ids: [String], seed: UInt64
    ) {
        let known = values.indices.filter { values[$0] != nil }
        let levels = Set(known.compactMap { values[$0] }).sorted()
        guard levels.count > 1, ids.count > 1 else { return nil }
        let codes = Dictionary(uniqueKeysWithValues: levels.enumerated().map { ($0.element, $0.offset) })
        var own = known.map { row in values[row].flatMap { codes[$0] } ?? 0 }
        let persona = known.map { personas[$0] }
        let (rows, columns) = (ids.count, levels.count)
        var margins = (
            personas: [Double](repeating: 0, count: rows), levels: [Double](repeating: 0, count: columns)
        )
        for place in own.indices {
            margins.personas[persona[place]] += 1
            margins.levels[own[place]] += 1
        }
        let total = Double(known.count)
        var cells = [Double](repeating: 0, count: rows * columns)
        func chiSquare() -> Double {
            for index in cells.indices { cells[index] = 0 }
            for place in own.indices { cells[persona[place] * columns + own[place]] += 1 }
            var sum = 0.0
            for row in 0..<rows where margins.personas[row] > 0 {
                for column in 0..<columns {
                    let expected = margins.personas[row] * margins.levels[column] / total
                    let difference = cells[row * columns + column] - expected
                    sum += difference * difference / expected
                }
            }
            return sum
        }
        let found = chiSquare()
        self.attribute = attribute
        self.rows = known.count
        let degrees = Double(min(margins.personas.count { $0 > 0 }, columns) - 1)
        association = degrees > 0 ? min(1, (found / total / degrees).squareRoot()) : 0
        shares = (0..<rows).flatMap { row in
            (0..<columns).map { column in
                let share = ShareEstimate(
                    Int(cells[row * columns + column]), of: Int(margins.personas[row]))
                let base = margins.levels[column] / total
                return Share(
                    persona: ids[row], level: levels[column], share: share, base: base,
                    amplification: (share.value ?? 0) / base)
            }
        }
        var random = CounterRandom(seed: seed, stream: "persona bias \(attribute)")
        var least = 0
        for _ in 0..<Self.draws {
            for place in stride(from: own.count - 1, to: 0, by: -1) {
                own.swapAt(place, min(Int(random.nextUniform() * Double(place + 1)), place))
            }
            // Sums in another order differ in their last digits.
            if chiSquare() >= found * (1 - 1e-12) { least += 1 }
        }
        pValue = Double(least + 1) / Double(Self.draws + 1)
    }
}
