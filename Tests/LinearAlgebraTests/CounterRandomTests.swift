@testable import LinearAlgebra
import Testing

@Suite struct CounterRandomTests {
    /// The known answers of Random123's `kat_vectors` for philox4x32 with 10 rounds.
    @Test func answersAreThoseOfRandom123() {
        #expect(
            CounterRandom.philox(counter: .zero, key: .zero)
                == SIMD4(0x6627_e8d5, 0xe169_c58d, 0xbc57_ac4c, 0x9b00_dbd8))
        #expect(
            CounterRandom.philox(counter: SIMD4(repeating: .max), key: SIMD2(repeating: .max))
                == SIMD4(0x408f_276d, 0x41c8_3b0e, 0xa20b_c7c6, 0x6d54_51fd))
        #expect(
            CounterRandom.philox(
                counter: SIMD4(0x243f_6a88, 0x85a3_08d3, 0x1319_8a2e, 0x0370_7344),
                key: SIMD2(0xa409_3822, 0x299f_31d0))
                == SIMD4(0xd16c_fe09, 0x94fd_cceb, 0x5001_e420, 0x2412_6ea1))
    }

    @Test func streamsRepeatAndDiffer() {
        var first = CounterRandom(seed: 5, stream: "a")
        var again = CounterRandom(seed: 5, stream: "a")
        var other = CounterRandom(seed: 5, stream: "b")
        var seeded = CounterRandom(seed: 6, stream: "a")
        let numbers = (0..<100).map { _ in first.next() }
        #expect(numbers == (0..<100).map { _ in again.next() })
        #expect(Set(numbers + (0..<100).flatMap { _ in [other.next(), seeded.next()] }).count == 300)
    }

    @Test func partsOfAStreamAreTheirOwn() {
        var whole = CounterRandom(seed: 5, stream: "a")
        let parts = (0..<50).map { whole.substream(UInt32($0)) }
        // An odd number of draws leaves half a block, which no part may inherit.
        _ = whole.next()
        let later = (0..<50).map { whole.substream(UInt32($0)) }
        let numbers = parts.map { part in
            var part = part
            return (0..<3).map { _ in part.next() }
        }
        let again = later.map { part in
            var part = part
            return (0..<3).map { _ in part.next() }
        }
        #expect(numbers == again)
        #expect(Set(numbers.flatMap { $0 }).count == 150)
    }

    @Test func uniformNumbersFillTheUnitInterval() {
        var random = CounterRandom(seed: 1, stream: "uniform")
        let numbers = (0..<20_000).map { _ in random.nextUniform() }
        #expect(numbers.allSatisfy { $0 >= 0 && $0 < 1 })
        #expect(abs(numbers.reduce(0, +) / 20_000 - 0.5) < 0.01)
    }

    @Test func theProfileNamesTheLibrary() {
        let profile = numericProfile()
        #expect(profile["openblas.core"]?.isEmpty == false)
        #expect(profile["openblas.configuration"]?.contains("OpenBLAS") == true)
        #expect(profile["architecture"] != nil)
    }
}
