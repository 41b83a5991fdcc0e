internal import Features
internal import Glibc

/// Finds rows that agree with an earlier one in nearly all that tells rows apart.
///
/// A copy of a case does not repeat every feature: what its account did meanwhile is another. So each value counts by how
/// rare it is, and a row is a copy of another if they share most of what both have to tell, and the label.
struct NearCopies {
    /// The share of both rows' information that they must have in common.
    private static let share = 0.75
    /// The least of it in bits: two of a million rows share thirty by chance about once in a thousand such tables.
    private static let leastBits = 30.0
    /// Values of more rows than these lead to no candidates.
    private static let rare = 30

    private let frame: TimeSlicedFrame
    /// By column and row, the value's code; numbers are rounded to three digits.
    private var codes: [[Int32]] = []
    /// By column and code, the bits that the value tells.
    private var bits: [[Double]] = []
    /// By row, the bits of all its values.
    private var total: [Double]
    /// By column, the rows of each rare exact value, by row; empty for other rows.
    private var alike: [[Int: [Int]]] = []

    /// Weighs every value.
    ///
    /// - Complexity: O(rows x columns).
    init(_ frame: TimeSlicedFrame) {
        self.frame = frame
        total = [Double](repeating: 0, count: frame.rowCount)
        for column in frame.features.columns {
            switch column.values {
            case .numbers(let values):
                addAlike(values.map { $0.isNaN ? nil : $0.bitPattern })
                add(values.map { $0.isNaN ? nil : RowFingerprints.rounded($0, to: 3).bitPattern })
            case .categories(let values):
                addAlike(values)
                add(values)
            }
        }
    }

    private mutating func add<Value: Hashable>(_ values: [Value?]) {
        var places: [Value?: Int32] = [:]
        var counts: [Int] = []
        let own = values.map { value -> Int32 in
            if let place = places[value] {
                counts[Int(place)] += 1
                return place
            }
            places[value] = Int32(counts.count)
            counts.append(1)
            return Int32(counts.count - 1)
        }
        let weights = counts.map { log2(Double(values.count) / Double($0)) }
        for (row, code) in own.enumerated() { total[row] += weights[Int(code)] }
        codes.append(own)
        bits.append(weights)
    }

    private mutating func addAlike<Value: Hashable>(_ values: [Value?]) {
        var rows: [Value: [Int]] = [:]
        for (row, value) in values.enumerated() {
            guard let value, (rows[value]?.count ?? 0) <= Self.rare else { continue }
            rows[value, default: []].append(row)
        }
        var alike: [Int: [Int]] = [:]
        for (_, group) in rows where group.count > 1 && group.count <= Self.rare {
            for row in group { alike[row] = group }
        }
        self.alike.append(alike)
    }

    /// Whether a row is nearly one of some earlier rows, of another entity.
    ///
    /// - Complexity: O(columns x columns).
    func isCopy(_ row: Int, of isEarlier: [Bool]) -> Bool {
        var tried: Set<Int> = []
        for alike in alike {
            for other in alike[row] ?? [] where isEarlier[other] && tried.insert(other).inserted {
                if agree(row, other) { return true }
            }
        }
        return false
    }

    private func agree(_ row: Int, _ other: Int) -> Bool {
        guard frame.labels[row] == frame.labels[other],
            frame.features.entities[row] != frame.features.entities[other]
        else { return false }
        var common = 0.0
        for (own, weights) in zip(codes, bits) where own[row] == own[other] {
            common += weights[Int(own[row])]
        }
        return common >= Self.leastBits && common >= Self.share * max(total[row], total[other])
    }
}
