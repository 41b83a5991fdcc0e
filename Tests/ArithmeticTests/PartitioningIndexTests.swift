import Arithmetic
import Testing

/// The binary search against a linear one.
@Suite struct PartitioningIndexTests {
    @Test(arguments: 0...40)
    func isTheFirstIndexOfTheCondition(count: Int) {
        // Every second number twice, so that ties are met.
        let numbers = (0..<count).map { $0 / 2 * 2 }
        for bound in -1...count + 1 {
            let place = numbers.partitioningIndex { $0 >= bound }
            #expect(place == numbers.firstIndex { $0 >= bound } ?? count)
        }
    }

    @Test func indicesOfASliceAreItsOwn() {
        let slice = [0, 1, 2, 3, 4, 5][2...]
        #expect(slice.partitioningIndex { $0 > 3 } == 4)
        #expect(slice.partitioningIndex { $0 > 9 } == 6)
        #expect(slice.partitioningIndex { _ in true } == 2)
    }

    @Test func asksLogarithmicallyOften() {
        var questions = 0
        _ = (0..<1_000_000).partitioningIndex {
            questions += 1
            return $0 >= 654_321
        }
        #expect(questions <= 20)
    }
}
