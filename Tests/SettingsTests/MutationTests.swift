import Settings
import Testing

/// Seeded mutations of a valid file: it decodes or it fails with a line, and never crashes.
@Suite struct MutationTests {
    @Test func everyFailureHasALine() {
        var generator = SplitMix(state: 20_240_601)
        let original = Array(PipelineText.valid.utf8)
        var failures = 0
        for _ in 0..<2_000 {
            var bytes = original
            for _ in 0..<Int.random(in: 1...3, using: &generator) { mutate(&bytes, &generator) }
            // Ill-formed UTF-8 is repaired here; the reading of files refuses it before.
            guard let error = failure(Pipeline.self, String(decoding: bytes, as: UTF8.self)) else { continue }
            failures += 1
            #expect(error.line.map { $0 >= 1 && $0 <= 60 } == true, "\(error)")
            #expect(error.column.map { $0 >= 1 } == true, "\(error)")
            #expect(!error.problem.remedy.isEmpty)
            #expect(error.description.hasPrefix("pipeline.yaml:"))
        }
        #expect(failures > 1_000)
    }

    private func mutate(_ bytes: inout [UInt8], _ generator: inout SplitMix) {
        let place = Int.random(in: 0..<max(1, bytes.count), using: &generator)
        guard place < bytes.count else { return }
        let marks = Array("[]{}:,-&*!|>'\"%@`#?\t\n \\~x0".utf8)
        switch Int.random(in: 0..<6, using: &generator) {
        case 0: bytes.remove(at: place)
        case 1: bytes.insert(marks[Int.random(in: 0..<marks.count, using: &generator)], at: place)
        case 2: bytes[place] = marks[Int.random(in: 0..<marks.count, using: &generator)]
        case 3: bytes[place] ^= UInt8(1) << UInt8.random(in: 0..<8, using: &generator)
        case 4: bytes.removeSubrange(place..<min(bytes.count, place + 12))
        default: bytes.insert(contentsOf: bytes[place..<min(bytes.count, place + 24)], at: place)
        }
    }

    /// Source: Steele, Lea and Flood, "Fast splittable pseudorandom number generators", 2014.
    struct SplitMix: RandomNumberGenerator {
        var state: UInt64

        mutating func next() -> UInt64 {
            state &+= 0x9E37_79B9_7F4A_7C15
            var mixed = (state ^ (state >> 30)) &* 0xBF58_476D_1CE4_E5B9
            mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
            return mixed ^ (mixed >> 31)
        }
    }
}
