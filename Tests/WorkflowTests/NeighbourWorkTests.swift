import Learning
import LinearAlgebra
import Storage
import TestKit
import Testing

@testable import Workflow

/// The file of an index, and how its number of probes is chosen and judged.
@Suite struct NeighbourWorkTests {
    private func write(_ rows: Int, seed: UInt64, to path: String) throws {
        var random = SplitMix64(seed: seed)
        func uniform() -> Double { Double(random.next() >> 11) * 0x1p-53 - 0.5 }
        let numbers = (0..<rows * 3).map { _ in uniform() }
        try AtomicFile.write(NumberFile.numPy(numbers, columns: 3), to: path)
    }

    private func learn(_ path: String, _ choice: ProbeChoice) throws -> NeighbourDocument {
        try NeighbourDocument.learning(
            VectorFile(path), configuration: .init(lists: 2, neighbours: 2), choice: choice, concurrency: 1
        ).document
    }

    /// A file whose digest is right may still tell a shape that nothing has.
    @Test func aShapeThatNothingHasIsRefused() throws {
        let folder = TemporaryDirectory()
        let (vectors, path) = (folder.path + "/rows.npy", folder.path + "/rows.lists")
        try write(20, seed: 1, to: vectors)
        let file = try VectorFile(vectors)
        let document = try learn(vectors, .told(1))
        for (lists, columns) in [
            (Int.max, 3), (Int.max / 3 + 1, 3), (2, Int.max), (Int.min, 3), (2, -3), (0, 3), (2, 0), (3, 2),
            (6, 1), (1, 6), (1, 3), (3, 3),
        ] {
            var mutated = document
            (mutated.lists, mutated.columns) = (lists, columns)
            try AtomicFile.write(try SealedJSON.encode(mutated), to: path)
            let read = try NeighbourDocument.read(sealed: path)
            let error = #expect(throws: WorkflowError.self) { try read.search(file, concurrency: 1) }
            #expect("\(try #require(error))".contains("shape"), "\(lists) \(columns)")
        }
        try AtomicFile.write(try SealedJSON.encode(document), to: path)
        #expect(try NeighbourDocument.read(sealed: path).search(file, concurrency: 1).rows == 20)
    }

    /// The index knows its embedder when the file beside the vectors is gone.
    @Test func anIndexKnowsItsEmbedder() throws {
        let folder = TemporaryDirectory()
        let (vectors, queries) = (folder.path + "/rows.npy", folder.path + "/asked.npy")
        try write(20, seed: 1, to: vectors)
        try write(5, seed: 2, to: queries)
        func tell(_ embedder: Digest, of path: String) throws {
            let origin = VectorOrigin(
                embedder: embedder, version: nil, vectors: try FileSystem.read(path, limit: 1 << 20))
            try AtomicFile.write(CanonicalJSON.encode(origin), to: VectorOrigin.path(of: path))
        }
        func refused(_ body: () throws -> Void) throws {
            let error = #expect(throws: (any Error).self) { try body() }
            #expect("\(try #require(error))".contains("nothing in common"))
        }
        let (one, two) = (Digest(of: [1]), Digest(of: [2]))
        let bare = try VectorFile(vectors)
        try tell(one, of: vectors)
        try tell(two, of: queries)
        let document = try learn(vectors, .told(1))
        #expect(document.embedder == one)
        let search = try document.search(bare, concurrency: 1)
        #expect(search.file.embedder == one)
        try refused { _ = try search.answers(VectorFile(queries), neighbours: 2) }
        try tell(one, of: queries)
        #expect(try search.answers(VectorFile(queries), neighbours: 2).neighbours.count == 5)
        // The vectors are said to be another embedder's than the index was learned from.
        try tell(two, of: vectors)
        try refused { _ = try document.search(VectorFile(vectors), concurrency: 1) }
        #expect(bare.made(by: nil).embedder == nil)
    }

    @Test func withoutRowsHeldOutNothingIsChosen() throws {
        let folder = TemporaryDirectory()
        let path = folder.path + "/few.npy"
        for rows in [4, 9] {
            try write(rows, seed: 1, to: path)
            for choice in [ProbeChoice.recall(0.9), .budget(1e6)] {
                let error = #expect(throws: WorkflowError.self) { try learn(path, choice) }
                #expect("\(try #require(error))".contains("--probes"))
            }
            #expect(try learn(path, .told(2)).probes == 2)
        }
        try write(10, seed: 1, to: path)
        #expect(try learn(path, .recall(1)).queries == 1)
        #expect(try learn(path, .budget(1e9)).probes == 2)
    }

    /// A round in which the machine does something else decides nothing, and what is just within is not chosen.
    @Test func aBudgetIsKeptWithRoomToSpare() throws {
        func fits(_ rounds: [Double]) -> Bool {
            var next = rounds.makeIterator()
            return ProbeChoice.fits(100, rounds: 3) { next.next() }
        }
        #expect(fits([500, 300, 90]) && fits([90]) && !fits([91, 99, 95]) && !fits([91, 99, 95, 10]))
        #expect(!fits([]))
        #expect(ProbeChoice.budget(1).rounds == 3 && ProbeChoice.recall(1).rounds == 1)
        let folder = TemporaryDirectory()
        let path = folder.path + "/rows.npy"
        try write(40, seed: 1, to: path)
        var measured = try NeighbourDocument.learning(
            VectorFile(path), configuration: .init(lists: 4), choice: .told(1), concurrency: 1
        ).measured
        // 10 of 1,000 take longer than 100, which is what 99 in 100 allow; 12 are no proof of more, 18 are.
        for (late, isKept) in [(10, true), (12, true), (17, true), (18, false), (500, false)] {
            measured.index = Latency(
                ascending: [Double](repeating: 50, count: 1_000 - late)
                    + [Double](repeating: 101, count: late))
            #expect(ProbeChoice.budget(100).isKept(by: measured) == isKept, "\(late)")
        }
        measured.upper = 0.94
        #expect(!ProbeChoice.recall(0.95).isKept(by: measured) && ProbeChoice.told(1).isKept(by: measured))
        #expect(ProbeChoice.recall(0.94).isKept(by: measured))
    }

    /// Ranks by scipy.stats.binom.
    @Test func theLowerEndOfAPercentileGoesByRanks() {
        for (count, rank) in [
            (1, 1), (2, 2), (3, 2), (40, 38), (500, 490), (1_000, 983), (50_000, 49_456), (50_001, 49_457),
        ] {
            #expect(Latency.lowerRank(of: count) == rank, "\(count)")
        }
        let latency = Latency(ascending: (1...1_000).map { Double($0) })
        #expect(latency.median == 500 && latency.p99 == 990 && latency.p99Lower == 983)
        #expect(Latency.measure([]) { _ in 1 } == nil)
        var calls = 0
        let rounds = Latency.measure([7, 8], rounds: 3) {
            calls += 1
            return $0
        }
        #expect(rounds?.queries == 2 && calls == 7)
    }
}
