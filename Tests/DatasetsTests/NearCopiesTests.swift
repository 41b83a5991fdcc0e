import Features
import TestKit
import Testing

@testable import Datasets

/// Rows that nearly repeat another, against a loop over all pairs.
struct NearCopiesTests {
    /// Rows of numbers, categories and gaps; some are made from an earlier row, with some values drawn anew.
    private func frame(seed: UInt64, rows: Int = 240) -> TimeSlicedFrame {
        var random = SplitMix64(seed: seed)
        func below(_ bound: Int) -> Int { Int(random.next() % UInt64(bound)) }
        func number(_ column: Int) -> Double {
            switch (column + below(12)) % 12 {
            case 0: [.nan, 0, -0.0, .infinity, -1e-300, 999.6, 1000, 100_049][below(8)]
            case 1...7: Double(below(100_000)) / 100
            default: Double(below(40)) - 20
            }
        }
        var numbers = (0..<6).map { _ in [Double]() }
        var texts = (0..<3).map { _ in [String?]() }
        var entities: [EntityKey] = []
        var labels: [Bool] = []
        for row in 0..<rows {
            let source = row > 20 && below(4) == 0 ? below(row) : nil
            let fresh = below(5)
            for place in numbers.indices {
                let own = number(place)
                numbers[place].append(source.flatMap { below(9) < fresh ? nil : numbers[place][$0] } ?? own)
            }
            for place in texts.indices {
                let bound = [rows, 12, 3][place]
                let own: String? = below(8) == 0 ? nil : "level \(below(bound))"
                if let source, below(9) >= fresh {
                    texts[place].append(texts[place][source])
                } else {
                    texts[place].append(own)
                }
            }
            entities.append(EntityKey(namespace: "lead", id: "\(source != nil && below(6) == 0 ? 0 : row)"))
            labels.append(source.map { below(9) == 0 ? !labels[$0] : labels[$0] } ?? (below(4) == 0))
        }
        let times = labels.indices.map { Instant(microseconds: Int64($0)) }
        let columns =
            numbers.enumerated().map { FeatureColumn(name: "number \($0)", values: .numbers($1)) }
            + texts.enumerated().map { FeatureColumn(name: "text \($0)", values: .categories($1)) }
        return TimeSlicedFrame(
            features: FeatureFrame(entities: entities, cutoffs: times, columns: columns), labels: labels,
            slices: labels.map { _ in .train }, labelStarts: times, labelEnds: times)
    }

    @Test func copiesAreThoseOfAComparisonOfAllPairs() {
        var found = 0
        for seed in 1...20 as ClosedRange<UInt64> {
            let frame = frame(seed: seed)
            let turns = frame.labels.indices.map { UInt8($0 * 3 / frame.rowCount) }
            let copies = NearCopies(frame).copies(byTurn: turns)
            #expect(copies == NaiveNearCopies(frame: frame).copies(byTurn: turns), "seed \(seed)")
            found += copies.count { $0 }
        }
        #expect(found > 100)
    }

    @Test func valuesOfOneCodeAreTheSameToThreeDigits() {
        let column = FeatureColumn(
            name: "number", values: .numbers([1.001, .nan, 7, 1.002, .nan, -0.0, 0, 1.001, 1.5]))
        let coded = CodedColumn(column, few: 30)
        #expect(coded.codes.map { $0 >= 0 } == [true, true, false, true, true, false, false, true, false])
        #expect(coded.codes[0] == coded.codes[3] && coded.codes[0] == coded.codes[7])
        #expect(coded.codes[1] == coded.codes[4] && coded.codes[1] != coded.codes[0])
        #expect(coded.counts.sorted() == [2, 3])
        #expect((0..<coded.alike.count).map { Array(coded.alike[$0]) } == [[0, 7]])
        let levels = FeatureColumn(
            name: "text", values: .categories(["b", nil, "a", "b", nil, "c", "a", "a"]))
        #expect(CodedColumn(levels, few: 2).counts == [2, 3, 2])
        let groups = CodedColumn(levels, few: 2).alike
        #expect((0..<groups.count).map { Array(groups[$0]) } == [[0, 3]])
    }
}
