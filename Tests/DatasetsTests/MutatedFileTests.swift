import Features
import TestKit
import Testing

@testable import Datasets

/// Files that were damaged on the way never crash an import: what can be read reconciles, what cannot be read is
/// refused by an error that names the file and what to do.
struct MutatedFileTests {
    private static let runs = 40

    /// The bytes with a few of them changed, lost, doubled or added.
    private func mutated(_ bytes: [UInt8], _ random: inout SplitMix64) -> [UInt8] {
        var bytes = bytes
        for _ in 0...random.below(3) where !bytes.isEmpty {
            let place = random.below(bytes.count)
            let end = min(bytes.count, place + 1 + random.below(24))
            switch random.below(6) {
            case 0: bytes[place] ^= UInt8(1 << random.below(8))
            case 1: bytes[place] = random.pick([0, 0xFF, 0x22, 0x2C, 0x0A, 0x7B, 0x5D, 0xC3])
            case 2: bytes.removeSubrange(place..<end)
            case 3: bytes.insert(contentsOf: bytes[place..<end], at: place)
            case 4: bytes.removeLast(bytes.count - place)
            default:
                bytes.insert(
                    contentsOf: (0..<8).map { _ in UInt8(truncatingIfNeeded: random.next()) }, at: place)
            }
        }
        return bytes
    }

    private func check(_ bytes: [UInt8], _ name: String, _ format: SourceFormat, seed: UInt64) throws {
        let folder = try TemporaryFolder()
        var random = SplitMix64(seed: seed)
        for run in 0..<Self.runs {
            try folder.write(mutated(bytes, &random), to: name)
            do {
                let result = try Fixtures.run(
                    folder, Fixtures.source(file: name, format: format, maximumBad: 1))
                let counts = result.manifest.sources[0].counts
                #expect(
                    counts.accepted + counts.quarantined + counts.duplicate == counts.read, "run \(run)")
                #expect(result.quarantine.count == counts.quarantined, "run \(run)")
                for row in result.quarantine {
                    #expect(row.row >= 1 && row.source == "purchases" && !row.reason.isEmpty, "run \(run)")
                }
            } catch {
                let failure = try #require(error as? DatasetError, "run \(run): \(error)")
                // A column that is not there is told at the line of the pipeline file that names the source.
                let isPlaced = failure.keyPath?.starts(with: ["sources", "purchases"]) ?? false
                #expect(isPlaced || failure.what.contains(name), "run \(run): \(failure)")
                #expect(!failure.remedy.isEmpty, "run \(run): \(failure)")
            }
        }
    }

    @Test func csv() throws {
        try check(Array(Fixtures.purchases.utf8), "purchases.csv", SourceFormat(type: .csv), seed: 1)
    }

    @Test func jsonLines() throws {
        let lines = """
            {"customer": "a", "date": "1997-01-01", "amount": 10, "note": {"x": [1]}}
            {"amount": 20.5, "date": "1997-01-02", "customer": "b\\u00e9"}
            {"customer": "a", "date": "1997-01-02", "amount": "5", "extra": null}

            """
        try check(Array(lines.utf8), "purchases.jsonl", SourceFormat(type: .jsonlines), seed: 2)
    }

    @Test func parquet() throws {
        let folder = try TemporaryFolder()
        let table = ColumnTable(
            names: ["customer", "date", "amount"],
            columns: [
                .texts((0..<50).map { "c\($0 % 9)" }),
                .texts((0..<50).map { "1997-01-\($0 % 18 + 10)" }),
                .numbers((0..<50).map { $0 % 7 == 0 ? nil : Double($0) / 4 }),
            ])
        try TableFile().write(table, to: folder.path + "/whole.parquet")
        try check(
            folder.read("whole.parquet"), "purchases.parquet", SourceFormat(type: .parquet), seed: 3)
    }
}
