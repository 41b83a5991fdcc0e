import Features
import Storage
import Testing

@testable import Datasets

/// Rows without an id that are in several files are counted for the warning; they all stay events.
@Suite struct RepeatedRowsTests {
    private static let header = "customer,date,amount\n"
    private static let january = "a,1997-01-01,10\na,1997-01-01,10\nb,1997-01-02,20.5\nc,1997-01-31,7\n"
    private static let february = "c,1997-01-31,7\na,1997-02-01,10\n"

    private static func manifest(
        _ files: [(name: String, bytes: [UInt8])], order: [String]? = nil,
        events: [EventDefinition] = [Fixtures.event]
    ) throws -> ImportManifest.Source {
        let folder = try TemporaryFolder()
        for file in files { try folder.write(file.bytes, to: file.name) }
        var source = Fixtures.source(events: events)
        source.file = ""
        source.files = (order ?? files.map(\.name)).map { SourceFile(path: $0) }
        return try Fixtures.run(folder, source).manifest.sources[0]
    }

    private static func file(_ name: String, _ rows: String) -> (name: String, bytes: [UInt8]) {
        (name, Array((header + rows).utf8))
    }

    @Test func overlappingFilesAreCountedByFile() throws {
        let files = [Self.file("january.csv", Self.january), Self.file("february.csv", Self.february)]
        let found = try Self.manifest(files)
        #expect(found.counts.events == 6)
        #expect(found.repeated?.map(\.rows) == [1, 1])
        #expect(Set((found.repeated ?? []).map(\.file)) == Set(files.map { Digest(of: $0.bytes) }))
        // The order in which files are listed changes nothing, nor does a file with nothing to repeat.
        #expect(try Self.manifest(files, order: ["february.csv", "january.csv"]).repeated == found.repeated)
        let more = try Self.manifest(files + [Self.file("march.csv", "d,1997-03-01,10\n")])
        #expect(more.repeated == found.repeated)
    }

    @Test func equalRowsOfOneFileAreNoRepetition() throws {
        #expect(try Self.manifest([Self.file("january.csv", Self.january)]).repeated == nil)
        let apart = [Self.file("january.csv", Self.january), Self.file("more.csv", "a,1997-02-01,10\n")]
        #expect(try Self.manifest(apart).repeated == nil)
    }

    @Test func otherLineEndsAndCompressionHideNothing() throws {
        let plain = Self.file("january.csv", Self.january)
        let ends = Array((Self.header + Self.january).replacing("\n", with: "\r\n").utf8)
        let twins = try Self.manifest([plain, ("windows.csv", ends)])
        #expect(twins.counts.events == 8)
        #expect(twins.repeated?.map(\.rows) == [4, 4])
        let compressed = try Self.manifest([plain, ("january.csv.gz", Self.gzip(plain.bytes))])
        #expect(compressed.counts.events == 8)
        #expect(compressed.repeated?.map(\.rows) == [4, 4])
    }

    @Test func theSameBytesAndRowsWithIdsCountOnce() throws {
        let plain = Self.file("january.csv", Self.january)
        let same = try Self.manifest([plain, ("copy.csv", plain.bytes)])
        #expect(same.repeated == nil)
        #expect(same.counts.duplicate == 4)
        var event = Fixtures.event
        event.id = "date"
        let named = try Self.manifest(
            [
                Self.file("a.csv", "a,1997-01-01,10\n"),
                Self.file("b.csv", "a,1997-01-01,10\nb,1997-01-02,1\n"),
            ],
            events: [event])
        #expect(named.repeated == nil)
        #expect(named.counts.duplicate == 1)
    }

    @Test func theProfileTellsThem() throws {
        let folder = try TemporaryFolder()
        try folder.write(Self.header + Self.january, to: "january.csv")
        try folder.write(Self.header + Self.february, to: "february.csv")
        var source = Fixtures.source()
        source.file = ""
        source.files = ["january.csv", "february.csv"].map { SourceFile(path: $0) }
        let result = try Fixtures.run(folder, source)
        let profile = try EventProfiler(sources: ["purchases": source], zone: "UTC").profile(
            result.log.table, manifest: result.manifest, quarantine: result.quarantine)
        let finding = try #require(profile.findings.first { $0.check == .repeatedRows })
        #expect(finding.severity == .warn)
        #expect(finding.source == "purchases")
        #expect(finding.evidence.hasPrefix("2 of 6 rows, in 2 files, say what a row of another file says"))
        #expect(!finding.remedy.isEmpty)
    }

    /// RFC 1952 around one stored block of RFC 1951.
    private static func gzip(_ bytes: [UInt8]) -> [UInt8] {
        func little(_ value: UInt32, _ count: Int) -> [UInt8] {
            (0..<count).map { UInt8(truncatingIfNeeded: value >> (8 * UInt32($0))) }
        }
        var check: UInt32 = 0xFFFF_FFFF
        for byte in bytes {
            check ^= UInt32(byte)
            for _ in 0..<8 { check = check & 1 == 1 ? (check >> 1) ^ 0xEDB8_8320 : check >> 1 }
        }
        let count = UInt32(bytes.count)
        return [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255, 1] + little(count, 2) + little(~count, 2) + bytes
            + little(~check, 4) + little(count, 4)
    }
}
