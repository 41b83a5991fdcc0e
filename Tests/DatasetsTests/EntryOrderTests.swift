import TestKit
import Testing

@testable import Datasets

struct EntryOrderTests {
    /// The clock of a source, by sorting the next times at every place.
    private func clock(_ times: [Int64]) -> [Int64] {
        times.indices.map { last in
            (0...last).map { place in
                let next = times.dropFirst(place + 1).prefix(EntryOrderCheck.neighbours).sorted()
                return next.isEmpty ? times[place] : min(times[place], next[next.count / 2])
            }.max() ?? 0
        }
    }

    @Test(arguments: [0, 1, 2, 11, 12, 13, 40, 300])
    func theClockIsThatOfASortAtEveryPlace(count: Int) {
        var random = SplitMix64(seed: UInt64(count))
        for _ in 0..<8 {
            let times = (0..<count).map { Int64($0) * 3 + Int64(random.next() % 40) }
            #expect(EntryOrderCheck.clock(times) == clock(times))
        }
    }
}
