internal import Features
internal import Glibc

/// Finds rows that agree with an earlier one in nearly all that tells rows apart.
///
/// A copy of a case does not repeat every feature: what its account did meanwhile is another. So each value counts by how
/// rare it is, and a row is a copy of another if they share most of what both have to tell, and the label. Only rows that
/// share a rare exact value are compared.
struct NearCopies {
    /// The share of both rows' information that they must have in common.
    private static let share = 0.75
    /// The least of it in bits: two of a million rows share thirty by chance about once in a thousand such tables.
    private static let leastBits = 30.0
    /// Values of more rows than these lead to no candidates.
    private static let rare = 30
    /// More than sums of the same bits in another order differ by.
    private static let tolerance = 1e-6

    private let frame: TimeSlicedFrame
    private let width: Int
    /// By row and column, the value's code; -1 for a value that no other row has.
    private var codes: [Int32]
    /// By column and code, the bits that the value tells; each column's begin at its start.
    private var bits: [Double] = []
    private var starts: [Int] = []
    /// The bits of a value that no other row has.
    private let unique: Double
    /// By row, the bits of all its values.
    private var total: [Double]
    /// By column, the rows of each rare exact value.
    private var alike: [RowGroups] = []
    /// The columns, those that tell the most first.
    private var telling: [Int] = []

    /// Weighs every value.
    ///
    /// - Complexity: O(columns x rows x log rows) time, O(columns x rows) memory: up to ten bytes a value.
    init(_ frame: TimeSlicedFrame) {
        self.frame = frame
        let rowCount = frame.rowCount
        width = frame.features.columns.count
        codes = [Int32](repeating: -1, count: rowCount * width)
        total = [Double](repeating: 0, count: rowCount)
        unique = log2(Double(rowCount))
        var told: [Double] = []
        for (place, column) in frame.features.columns.enumerated() {
            let coded = CodedColumn(column, few: Self.rare)
            let start = bits.count
            starts.append(start)
            bits += coded.counts.map { log2(Double(rowCount) / Double($0)) }
            var sum = 0.0
            for (row, code) in coded.codes.enumerated() {
                codes[row * width + place] = code
                let own = code < 0 ? unique : bits[start + Int(code)]
                total[row] += own
                sum += own
            }
            alike.append(coded.alike)
            told.append(sum)
        }
        telling = told.indices.sorted { (told[$1], $0) < (told[$0], $1) }
    }

    /// By row, whether it is nearly a row of an earlier turn, of another entity.
    ///
    /// - Parameter turns: by row, its turn.
    /// - Complexity: O(columns x rows x columns), and mostly O(columns x rows): the first columns tell rows apart.
    func copies(byTurn turns: [UInt8]) -> [Bool] {
        var isCopy = [Bool](repeating: false, count: turns.count)
        for groups in alike {
            for place in 0..<groups.count {
                let group = groups[place]
                for row in group where !isCopy[Int(row)] {
                    isCopy[Int(row)] = group.contains {
                        turns[Int($0)] < turns[Int(row)] && agree(Int(row), Int($0))
                    }
                }
            }
        }
        return isCopy
    }

    private func agree(_ row: Int, _ other: Int) -> Bool {
        guard frame.labels[row] == frame.labels[other] else { return false }
        let least = max(Self.leastBits, Self.share * max(total[row], total[other]))
        let (own, others) = (row * width, other * width)
        // Most rows are told apart by what few columns say: the rest need not be asked.
        var spare = total[row] - least + Self.tolerance
        for place in telling where !isSame(own + place, others + place) {
            let code = codes[own + place]
            spare -= code < 0 ? unique : bits[starts[place] + Int(code)]
            if spare < 0 { return false }
        }
        var common = 0.0
        for place in 0..<width where isSame(own + place, others + place) {
            common += bits[starts[place] + Int(codes[own + place])]
        }
        return common >= least && frame.features.entities[row] != frame.features.entities[other]
    }

    private func isSame(_ own: Int, _ other: Int) -> Bool { codes[own] == codes[other] && codes[own] >= 0 }
}
