import Features
import FoundationEssentials
import TestKit
import Testing

@testable import Datasets

/// Files that were damaged on the way never crash an import: what can be read reconciles, what cannot be read is
/// refused by an error that names the file, the line or the setting, and what to do.
struct MutatedFileTests {
    /// A few in everyday's tests, thousands as a proof.
    private static let runs = ProcessInfo.processInfo.environment["LEADLINE_PROOFS"] == "1" ? 2_000 : 40

    private func check(_ bytes: [UInt8], _ name: String, _ format: SourceFormat, seed: UInt64) throws {
        let folder = try TemporaryFolder()
        var random = SplitMix64(seed: seed)
        for run in 0..<Self.runs {
            try check(random.damaged(bytes), name, format, in: folder, "run \(run)")
        }
    }

    /// Imports a file's bytes and looks at what became of them.
    private func check(
        _ bytes: [UInt8], _ name: String, _ format: SourceFormat, in folder: TemporaryFolder, _ run: String
    ) throws {
        try folder.write(bytes, to: name)
        let source = Fixtures.source(file: name, format: format, maximumBad: 1)
        do {
            let result = try Fixtures.run(folder, source)
            let counts = result.manifest.sources[0].counts
            #expect(counts.accepted + counts.quarantined + counts.duplicate == counts.read, "\(run)")
            #expect(result.quarantine.count == counts.quarantined, "\(run)")
            for row in result.quarantine {
                #expect(row.source == "purchases" && !row.reason.isEmpty, "\(run): \(row.reason)")
                // A value at fault is told by its field, a line that is no row by its place alone.
                let isField = row.field.map { source.fields[$0] != nil } ?? (row.content == nil)
                #expect(isField, "\(run): \(row.field ?? "") \(row.reason)")
                let lines = format.isText ? 1 + bytes.count { $0 == 0x0A || $0 == 0x0D } : counts.read
                #expect((1...lines).contains(row.row), "\(run): line \(row.row) of \(lines)")
            }
            try checkRefusal(of: result, run)
        } catch {
            let failure = try #require(error as? DatasetError, "\(run): \(error)")
            #expect(failure.what.contains(name), "\(run): \(failure)")
            #expect(failure.keyPath?.starts(with: ["sources", "purchases"]) ?? true, "\(run): \(failure)")
            #expect(!failure.remedy.isEmpty, "\(run): \(failure)")
        }
    }

    /// Where no bad row is admitted, the error names the source, the fields and their first lines.
    private func checkRefusal(of result: EventImportResult, _ run: String) throws {
        guard let first = result.quarantine.first else { return }
        let strict = EventImportResult(
            log: result.log, manifest: result.manifest, quarantine: result.quarantine,
            maximumBad: ["purchases": 0])
        let error = try #require(throws: DatasetError.self, "\(run)") { try strict.check() }
        #expect(error.keyPath == ["sources", "purchases"] && !error.remedy.isEmpty, "\(run): \(error)")
        #expect(
            error.what.contains("(first in line ") || error.what.contains("(first in row "),
            "\(run): \(error)")
        if result.quarantine.count == 1 {
            #expect(error.what.contains(" \(first.row))"), "\(run): \(error)")
            #expect(first.field.map { error.what.contains("\($0): ") } ?? true, "\(run): \(error)")
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

    private static func parquet() throws -> [UInt8] {
        let folder = try TemporaryFolder()
        let table = ColumnTable(
            names: ["customer", "date", "amount"],
            columns: [
                .texts((0..<50).map { "c\($0 % 9)" }),
                .texts((0..<50).map { "1997-01-\($0 % 18 + 10)" }),
                .numbers((0..<50).map { $0 % 7 == 0 ? nil : Double($0) / 4 }),
            ])
        try TableFile().write(table, to: folder.path + "/whole.parquet")
        return try folder.read("whole.parquet")
    }

    @Test func parquet() throws {
        try check(Self.parquet(), "purchases.parquet", SourceFormat(type: .parquet), seed: 3)
    }

    /// Every bit of the footer flipped and every length cut off, or some of them day by day.
    @Test func parquetFooters() throws {
        let bytes = try Self.parquet()
        let folder = try TemporaryFolder()
        let format = SourceFormat(type: .parquet)
        // The last eight bytes are the footer's length, little-endian, and the magic number.
        let length = bytes.suffix(8).prefix(4).reversed().reduce(0) { $0 << 8 | Int($1) }
        let footer = bytes.count - 8 - length
        #expect(footer > 4)
        let bits = Array((footer * 8)..<(bytes.count * 8))
        for bit in stride(from: 0, to: bits.count, by: max(1, bits.count / Self.runs)).map({ bits[$0] }) {
            var flipped = bytes
            flipped[bit / 8] ^= UInt8(1) << UInt8(bit % 8)
            try check(flipped, "purchases.parquet", format, in: folder, "bit \(bit)")
        }
        for count in stride(from: 0, to: bytes.count, by: max(1, bytes.count / Self.runs)) {
            try check(Array(bytes.prefix(count)), "purchases.parquet", format, in: folder, "\(count) bytes")
        }
    }
}
