import Registry
import Storage
import Testing

@Suite struct FaultTests {
    private let sample: SampleRegistry

    init() throws { sample = try SampleRegistry.promoted() }

    private var root: String { sample.registry.root }

    private func paths() throws -> [String] {
        #expect(try sample.registry.verify().isEmpty)
        return try SampleRegistry.tree(root).keys.filter { !$0.hasSuffix("/.lock") }.sorted()
    }

    private func named(_ path: String) throws -> Bool {
        let found = try sample.registry.verify().map(\.path)
        // The end of an incomplete line only shows in the alias that the line moved.
        let alias = path.hasSuffix("journal.jsonl") && found.contains { $0.contains("/aliases/") }
        return found.contains(path) || alias
    }

    @Test func aFlippedByteAnywhereIsNamed() throws {
        for path in try paths() {
            let bytes = try FileSystem.read(root + "/" + path)
            for index in stride(from: 0, to: bytes.count, by: Swift.max(1, bytes.count / 40)) {
                var flipped = bytes
                flipped[index] ^= 1
                try AtomicFile.write(flipped, to: root + "/" + path)
                #expect(try named(path), "byte \(index) of \(path)")
                if path.contains("/versions/2/") {
                    #expect(throws: RegistryError.self) { try sample.model.load(version: 2) }
                    #expect(throws: Never.self) { try sample.model.load(version: 1) }
                }
            }
            try AtomicFile.write(bytes, to: root + "/" + path)
        }
        #expect(try sample.registry.verify().isEmpty)
    }

    @Test func aMissingFileIsNamed() throws {
        for path in try paths() {
            let bytes = try FileSystem.read(root + "/" + path)
            try FileSystem.remove(root + "/" + path)
            #expect(try named(path), "\(path)")
            try AtomicFile.write(bytes, to: root + "/" + path)
        }
    }

    @Test func aShortenedFileIsNamed() throws {
        for path in try paths() {
            let bytes = try FileSystem.read(root + "/" + path)
            if bytes.isEmpty { continue }
            for count in [0, bytes.count / 2, bytes.count - 1] {
                try AtomicFile.write(Array(bytes[..<count]), to: root + "/" + path)
                #expect(try named(path), "\(path) cut to \(count)")
            }
            try AtomicFile.write(bytes, to: root + "/" + path)
        }
    }

    @Test func anAddedFileIsNamed() throws {
        let places = [
            "versions/1/extra.txt", "versions/1/.hidden", "versions/notes.txt", "aliases/LOUD",
            "aliases/latest",
            "readme.txt",
        ]
        for place in places {
            let path = "models/buyers/" + place
            try AtomicFile.write([49, 10], to: root + "/" + path)
            #expect(try sample.registry.verify().map(\.path) == [path])
            try FileSystem.remove(root + "/" + path)
        }
    }

    @Test func swappedFilesAreBothNamed() throws {
        let version = "models/buyers/versions/1/"
        for (left, right) in [("model.json", "golden.json"), ("manifest.json", "model.json")] {
            let leftBytes = try FileSystem.read(root + "/" + version + left)
            let rightBytes = try FileSystem.read(root + "/" + version + right)
            try AtomicFile.write(rightBytes, to: root + "/" + version + left)
            try AtomicFile.write(leftBytes, to: root + "/" + version + right)
            let found = try sample.registry.verify().map(\.path)
            #expect(found.contains(version + left))
            // Without its manifest nothing else of the version can be judged.
            if left != "manifest.json" { #expect(found.contains(version + right)) }
            try AtomicFile.write(leftBytes, to: root + "/" + version + left)
            try AtomicFile.write(rightBytes, to: root + "/" + version + right)
        }
        #expect(try sample.registry.verify().isEmpty)
    }

    @Test func swappedVersionsAreNamed() throws {
        let files = [1, 2].map { sample.model.path(ofVersion: $0) }
        let one = try SampleRegistry.tree(files[0])
        let two = try SampleRegistry.tree(files[1])
        try SampleRegistry.write(two, to: files[0])
        try SampleRegistry.write(one, to: files[1])
        let found = try sample.registry.verify()
        #expect(found.map(\.path).sorted() == [1, 2].map { "models/buyers/versions/\($0)/manifest.json" })
        #expect(found[0].problem == "is of version 2 of `buyers`: versions were moved or swapped")
    }

    @Test func aReplacedVersionIsNamed() throws {
        let other = try SampleRegistry()
        try other.publish("another")
        try FileSystem.remove(sample.model.path(ofVersion: 1))
        try SampleRegistry.write(
            try SampleRegistry.tree(other.model.path(ofVersion: 1)), to: sample.model.path(ofVersion: 1))
        let found = try sample.registry.verify()
        #expect(Set(found.map(\.path)) == ["models/buyers/versions/1/manifest.json"])
    }

    @Test func anAliasToAMissingVersionIsNamed() throws {
        let alias = sample.model.path + "/aliases/production"
        try AtomicFile.write(Array("9\n".utf8), to: alias)
        let found = try sample.registry.verify()
        #expect(
            found.contains {
                $0.description == "models/buyers/aliases/production: names version 9, which is not there"
            })
        #expect(throws: RegistryError.self) {
            try sample.registry.load(try ModelReference("models:/buyers@production"))
        }
        // Nothing is decided on top of it.
        #expect(throws: RegistryError.self) {
            try sample.model.promote(version: 1, to: "shadow", by: SampleRegistry.decision)
        }
    }

    @Test func anAliasChangedByHandIsNamed() throws {
        try AtomicFile.write(Array("1\n".utf8), to: sample.model.path + "/aliases/production")
        #expect(try sample.registry.verify().map(\.path) == ["models/buyers/aliases/production"])
        try AtomicFile.write(Array("1\n".utf8), to: sample.model.path + "/aliases/invented")
        #expect(try sample.registry.verify().count == 2)
    }

    @Test func aRemovedVersionIsNamed() throws {
        try FileSystem.remove(sample.model.path(ofVersion: 2))
        let found = try sample.registry.verify()
        #expect(found.map(\.path).contains("models/buyers/aliases/production"))
        #expect(found.map(\.path).contains("models/buyers/journal.jsonl"))
    }

    @Test func aNewerFormatIsATypedError() throws {
        let path = sample.model.path(ofVersion: 1) + "/manifest.json"
        try AtomicFile.write(try SealedJSON.encode(["minReader": 99]), to: path)
        #expect(throws: RegistryError.tooNew(path: path, needs: 99, speaks: 1)) {
            try sample.model.load(version: 1)
        }
        #expect(try sample.registry.verify().contains { $0.problem.hasPrefix("needs a reader of format 99") })
    }

    @Test func aMissingRegistryIsAnError() {
        #expect(throws: RegistryError.storage(.missing(path: "/nowhere"))) {
            try Registry(root: "/nowhere").verify()
        }
    }
}
