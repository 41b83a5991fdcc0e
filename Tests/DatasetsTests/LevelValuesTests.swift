import TestKit
import Testing

@testable import Datasets

/// What is kept of a level's numbers, against all of them.
struct LevelValuesTests {
    @Test func aLevelIsSummedUpAsItsRowsSay() {
        var random = SplitMix64(seed: 9)
        for count in 0..<400 {
            let rows = (0..<count % 7).map { _ in
                (value: [-0.0, 0, 1, 2][Int(random.next() % 4)], isPositive: random.next() % 2 == 0)
            }
            var level = LevelValues()
            for row in rows { level.add(row.value, isPositive: row.isPositive) }
            let won = rows.last { $0.isPositive }?.value
            let lost = rows.last { !$0.isPositive }?.value
            #expect(level.isMixed == (won != nil && lost != nil && rows.count > 2))
            let isLower = if let won, let lost { won < lost } else { false }
            #expect(level.isLowerForPositives == (isLower && Set(rows.map(\.value)).count == 2))
        }
    }

    @Test func equalValuesHaveOneCode() {
        let coded = RowCodes(["b", nil, "a", "b", nil, "c"])
        #expect(coded.codes == [0, -1, 1, 0, -1, 2])
        #expect(coded.count == 3)
    }
}
