import Features
import FoundationEssentials
import Storage
import Synchronization
import TestKit
import Testing

@testable import Datasets

struct EventLogStoreTests {
    /// Ties, own ids and none, links, texts, flags, numbers, a personal text and two namespaces.
    static let rows: [String] = (0..<200).map { index in
        let customer = "customer-\(index * 7 % 23)"
        let day = 1 + index * 5 % 28
        let amount = index % 11 == 0 ? "" : "\(Double(index * 37 % 50) / 4)"
        return
            "\(index),\(customer),account-\(index % 5),1997-01-\(day < 10 ? "0" : "")\(day),\(amount),"
            + "\(["web", "shop", ""][index % 3]),\(index % 4 == 0),note \(index % 9)"
    }
    static let header = "id,customer,account,date,amount,place,first,note"

    static func source(_ files: [String]? = nil) -> SourceDefinition {
        var source = Fixtures.source(
            fields: [
                "id": FieldDefinition(type: .key, purpose: .identity, namespace: "purchase"),
                "customer": FieldDefinition(type: .key, purpose: .identity, namespace: "customer"),
                "account": FieldDefinition(type: .key, purpose: .identity, namespace: "account"),
                "date": FieldDefinition(type: .date, purpose: .time),
                "amount": FieldDefinition(type: .number, purpose: .feature, known: .atRecord),
                "place": FieldDefinition(type: .text, purpose: .feature, known: .atRecord),
                "first": FieldDefinition(type: .boolean, purpose: .feature, known: .atRecord),
                "note": FieldDefinition(
                    type: .text, purpose: .feature, personal: true, known: .atRecord),
            ],
            events: [
                EventDefinition(
                    kind: "purchase", subject: "customer", id: "id", occurredAt: "date",
                    recordedAt: "assumed occurredAt + 1d", attributes: ["account", "amount", "place", "note"]),
                EventDefinition(
                    kind: "visit", subject: "customer", channel: "shop", occurredAt: "date",
                    recordedAt: "assumed occurredAt + 0d", attributes: ["first", "amount"]),
                EventDefinition(
                    kind: "served", subject: "account", occurredAt: "date",
                    recordedAt: "assumed occurredAt + 1d", attributes: ["place"],
                    where: ["first": .flag(true)]),
            ])
        if let files {
            source.file = ""
            source.files = files.map { SourceFile(path: $0) }
        }
        return source
    }

    static func importing(_ folder: TemporaryFolder, _ source: SourceDefinition = source()) throws
        -> EventImport
    {
        try EventImport(sources: ["purchases": source], directory: folder.path, zone: "UTC")
    }

    static func write(_ rows: [String], to name: String, in folder: TemporaryFolder) throws {
        try folder.write(([header] + rows).joined(separator: "\n") + "\n", to: name)
    }

    /// A folder with the rows and a log of them.
    static func published() throws -> (folder: TemporaryFolder, log: PublishedLog, key: PseudonymKey) {
        let folder = try TemporaryFolder()
        try write(rows, to: "purchases.csv", in: folder)
        let key = try folder.key()
        let log = try importing(folder).publish(in: folder.path + "/work", key: key)
        return (folder, log, key)
    }

    /// The numbers come in the order of the table's rows, as the ids of the same rows do.
    @Test func entryNumbersAreThoseOfTheIDs() throws {
        let (folder, log, _) = try Self.published()
        let bare = try log.store.table()
        let table = try log.store.table(of: Set(bare.entities))
        let numbers = try log.store.entryNumbers()
        let ids = try #require(table.ids)
        #expect(bare.occurredAt == table.occurredAt && bare.kind == table.kind)
        for (row, id) in ids.enumerated() {
            let hasOwn = table.kinds[Int(table.kind[row])] == "purchase"
            #expect(numbers[row] == (hasOwn ? EntryNumber.parse(id) : -1))
        }
        #expect(numbers.contains { $0 > 0 })
        withExtendedLifetime(folder) {}
    }

    /// The bytes of a log by path.
    static func bytes(_ folder: String) throws -> [String: [UInt8]] {
        var found: [String: [UInt8]] = [:]
        for inner in ["", "/identities"] {
            for name in try FileSystem.names(in: folder + inner)
            where !FileSystem.isDirectory(folder + inner + "/" + name) {
                found[inner + "/" + name] = try FileSystem.read(folder + inner + "/" + name)
            }
        }
        return found
    }

    static func withoutIDs(_ events: [Event]) -> [Event] {
        events.map { event in
            var event = event
            event.id = ""
            return event
        }
    }

    @Test func whatIsReadBackIsWhatWasImported() throws {
        let (folder, published, _) = try Self.published()
        let memory = try Self.importing(folder).run().log.table
        let stored = try published.store.table()
        #expect(stored.entities == memory.entities && stored.bounds == memory.bounds)
        #expect(stored.rowCount == 450 && published.store.rowCount == 450)
        for row in 0..<memory.rowCount {
            #expect(Self.withoutIDs([memory.event(at: row)]) == [stored.event(at: row)])
        }
        let oracle = EventTable((0..<memory.rowCount).map(memory.event(at:)))
        #expect(
            (0..<memory.rowCount).allSatisfy { oracle.event(at: $0) == memory.event(at: $0) },
            "the stored order is the order of events")
    }

    @Test func someEntitiesAreReadWithTheirIDs() throws {
        let (folder, published, _) = try Self.published()
        let memory = try Self.importing(folder).run().log.table
        let asked = Set([memory.entities[3], memory.entities[9]])
        let found = try published.store.table(of: asked)
        #expect(found.entities == asked.sorted())
        for entity in asked { #expect(found.events(of: entity) == memory.events(of: entity)) }
        #expect(try published.store.table(of: []).rowCount == 0)
    }

    @Test func onlyTheAttributesAskedForAreRead() throws {
        let (folder, published, _) = try Self.published()
        defer { withExtendedLifetime(folder) {} }
        let table = try published.store.table(attributes: ["amount"])
        #expect(table.attributes.map(\.name) == ["amount"])
        #expect(try published.store.table(attributes: []).attributes.isEmpty)
        #expect(
            try published.store.table(attributes: ["note", "place"]).attributes.map(\.name) == [
                "note", "place",
            ])
    }

    @Test func theSameRowsGiveTheSameBytesHoweverTheyCome() throws {
        let (folder, published, key) = try Self.published()
        let expected = try Self.bytes(published.store.folder)
        var random = SplitMix64(seed: 7)
        let shuffled = Self.rows.shuffled(using: &random)
        let ways: [(name: String, files: [[String]])] = [
            ("in another order", [Self.rows.reversed()]),
            (
                "in three files",
                [Array(Self.rows[..<70]), Array(Self.rows[70..<71]), Array(Self.rows[71...])]
            ),
            ("in two files, the later first", [Array(Self.rows[120...]), Array(Self.rows[..<120])]),
            ("with a file twice", [Self.rows, Self.rows]),
            ("shuffled", [shuffled]),
        ]
        for (number, way) in ways.enumerated() {
            let names = way.files.indices.map { "part-\(number)-\($0).csv" }
            for (name, rows) in zip(names, way.files) { try Self.write(rows, to: name, in: folder) }
            let other = try Self.importing(folder, Self.source(names)).publish(
                in: folder.path + "/work-\(number)", key: key)
            let found = try Self.bytes(other.store.folder)
            #expect(found.keys.sorted() == expected.keys.sorted())
            for (path, bytes) in expected { #expect(found[path] == bytes, "\(way.name): \(path)") }
            let counts = other.manifest.sources[0].counts
            #expect(counts.accepted + counts.quarantined + counts.duplicate == counts.read)
            #expect(counts.read == way.files.reduce(0) { $0 + $1.count })
        }
    }

    @Test(arguments: [1, 3])
    func theNumberOfThreadsChangesNoByte(_ threads: Int) throws {
        let (folder, published, key) = try Self.published()
        var importing = try Self.importing(folder)
        importing.threads = threads
        let other = try importing.publish(in: folder.path + "/other", key: key)
        #expect(try Self.bytes(other.store.folder) == Self.bytes(published.store.folder))
    }

    /// Two spellings of one key, an umlaut composed and decomposed, in any order of rows.
    @Test(arguments: [1, 3])
    func spellingsOfOneKeyChangeNoByte(_ threads: Int) throws {
        let folder = try TemporaryFolder()
        let key = try folder.key()
        let rows = (0..<40).map {
            "\($0),\($0 % 2 == 0 ? "J\u{FC}rgen" : "Ju\u{308}rgen"),a,1997-01-01,1,web,true,n"
        }
        var logs: [[String: [UInt8]]] = []
        for (number, order) in [rows, rows.reversed()].enumerated() {
            try Self.write(order, to: "purchases.csv", in: folder)
            var importing = try Self.importing(folder)
            importing.threads = threads
            let log = try importing.publish(in: folder.path + "/work\(number)", key: key)
            #expect(try log.store.table().entities.count { $0.namespace == "customer" } == 1)
            logs.append(try Self.bytes(log.store.folder))
        }
        #expect(logs[0] == logs[1])
    }

    /// The last day there is: what is assumed to be recorded a day later cannot be written, and is set aside.
    @Test func theEndOfTimeIsReadAgain() throws {
        let folder = try TemporaryFolder()
        let key = try folder.key()
        let purchases = "customer,date,amount\na,9999-12-31,1\nb,1997-01-01,-1\nc,1997-01-02,2\n"
        try folder.write(purchases, to: "purchases.csv")
        for delay in ["0d", "1d"] {
            var event = Fixtures.event
            event.recordedAt = "assumed occurredAt + \(delay)"
            let source = Fixtures.source(events: [event], maximumBad: 1)
            for _ in 0..<2 {
                let log = try Self.importing(folder, source)
                    .publish(in: folder.path + "/work\(delay)", key: key, isFresh: true)
                let result = try EventImportResult(log)
                #expect(result.quarantine.count == (delay == "0d" ? 1 : 2))
                #expect(result.log.horizon.map { $0 <= .latest } == true)
            }
        }
    }

    @Test func partitionsHoldWholeEntitiesAndAllOfThem() throws {
        let (folder, one, key) = try Self.published()
        var importing = try Self.importing(folder)
        importing.partitionRowCount = 60
        let many = try importing.publish(in: folder.path + "/parts", key: key)
        #expect(many.store.partitionCount == 8 && one.store.partitionCount == 1)
        var entities: [EntityKey] = []
        var rows = 0
        for partition in 0..<many.store.partitionCount {
            var reader = try PartitionReader(
                many.store, partition: partition, attributes: [], readsChannels: false)
            let table = try #require(try reader.next(100_000))
            #expect(try reader.next(100_000) == nil)
            // 28 entities over 8 parts: a part with half of them would not be one of equal ranges.
            #expect(table.entities.count < 14)
            entities += table.entities
            rows += table.rowCount
        }
        let whole = try one.store.table()
        #expect(entities.sorted() == whole.entities && rows == whole.rowCount)
        let joined = try many.store.table()
        #expect((0..<rows).allSatisfy { joined.event(at: $0) == whole.event(at: $0) })
    }

    @Test func noKeyAndNothingPersonalLiesOutsideTheIdentities() throws {
        let (folder, published, key) = try Self.published()
        defer { withExtendedLifetime(folder) {} }
        for (path, bytes) in try Self.bytes(published.store.folder) {
            let file = published.store.folder + path
            var text = String(decoding: bytes, as: UTF8.self)
            if path.hasSuffix(".parquet") {
                let rows = try Database(files: [file]).query(
                    "SELECT CAST(to_json(row) AS VARCHAR) FROM '\(file)' row")
                text += (rows.columns[0].strings ?? []).compactMap { $0 }.joined()
            }
            #expect(text.contains("customer-1") == (path == "/identities/entities.parquet"), "\(path)")
            #expect(text.contains("note 1") == (path == "/identities/events-0000.parquet"), "\(path)")
            let mode = try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions]
            if path.hasPrefix("/identities") { #expect("\(mode ?? 0)" == "\(0o600)") }
        }
        let path = published.store.folder + "/entities.parquet"
        let entities = try Database(files: [path]).query("SELECT * FROM '\(path)' ORDER BY entity")
        let pseudonyms = (entities["pseudonym"]?.strings ?? []).compactMap { $0 }
        #expect(pseudonyms.contains(key.pseudonym("customer:customer-1")))
        #expect(pseudonyms == pseudonyms.sorted())
    }

    @Test func aDamagedLogIsRefusedAndMadeAgain() throws {
        let (folder, published, key) = try Self.published()
        let log = published.store.folder
        for (path, bytes) in try Self.bytes(log) {
            for place in [0, bytes.count / 2, bytes.count - 1] {
                var flipped = bytes
                flipped[place] ^= 1
                try AtomicFile.write(flipped, to: log + path)
                let error = #expect(throws: DatasetError.self) { try EventLogStore(log) }
                #expect(error?.what.contains(path) == true && error?.remedy.contains("--fresh") == true)
            }
            try AtomicFile.write(Array(bytes.dropLast()), to: log + path)
            #expect(throws: DatasetError.self) { try EventLogStore(log) }
            let again = try Self.importing(folder).publish(in: folder.path + "/work", key: key)
            #expect(!again.isReused)
            #expect(try FileSystem.read(log + path) == bytes)
        }
    }

    @Test func erasedIdentitiesAreSaidToBeErased() throws {
        let (folder, published, key) = try Self.published()
        try FileSystem.remove(published.store.folder + "/identities")
        let error = #expect(throws: DatasetError.self) { try EventLogStore(published.store.folder) }
        #expect(error?.what.contains("the identities of the event log were erased") == true)
        // Logs that verify partitions when they read them say so then.
        let (other, whole, _) = try Self.published()
        let store = try EventLogStore(whole.store.folder, verifiesPartitions: false)
        try FileSystem.remove(whole.store.folder + "/identities")
        for read in [{ _ = try store.entryNumbers() }, { _ = try store.table() }] {
            let error = #expect(throws: DatasetError.self) { try read() }
            #expect(error?.what.contains("the identities of the event log were erased") == true)
        }
        withExtendedLifetime(other) {}
        #expect(try !Self.importing(folder).publish(in: folder.path + "/work", key: key).isReused)
    }

    /// Statements of the program's own have no place in a pipeline file.
    @Test func aLogThatIsGoneIsToBeImportedAgain() throws {
        let (folder, published, _) = try Self.published()
        defer { withExtendedLifetime(folder) {} }
        let store = published.store
        try FileSystem.remove(store.folder + "/events-0000.parquet")
        let reads = [
            { _ = try store.entryNumbers() }, { _ = try store.table() },
            { _ = try store.table(of: Set(store.entities.prefix(1))) },
            {
                _ = try PartitionReader(store, partition: 0, attributes: [], readsChannels: false)
            },
        ]
        for read in reads {
            let error = #expect(throws: DatasetError.self) { try read() }
            #expect(error?.remedy == "import again with --fresh")
        }
    }

    @Test func whatWasImportedIsOpenedInstead() throws {
        let (folder, first, key) = try Self.published()
        let work = folder.path + "/work"
        let again = try Self.importing(folder).publish(in: work, key: key)
        #expect(
            again.isReused && again.store.digest == first.store.digest && again.manifest == first.manifest)
        #expect(try !Self.importing(folder).publish(in: work, key: key, isFresh: true).isReused)
        var changed = Self.source()
        changed.fields["amount"]?.minimum = -1
        #expect(try !Self.importing(folder, changed).publish(in: work, key: key).isReused)
        #expect(try FileSystem.names(in: work).count { $0.hasPrefix("log-") } == 1)
        #expect(try !Self.importing(folder).publish(in: work, key: key).isReused)
        let row = "999,customer-1,account-1,1997-02-01,1,,false,x"
        try Self.write(Self.rows + [row], to: "purchases.csv", in: folder)
        let more = try Self.importing(folder).publish(in: work, key: key)
        #expect(!more.isReused && more.store.rowCount == first.store.rowCount + 2)
        let otherKey = try PseudonymKey.loadOrCreate(at: folder.path + "/other-key")
        #expect(try !Self.importing(folder).publish(in: work, key: otherKey).isReused)
    }

    @Test func everyStepLeavesTheOldImportOrTheNewOne() throws {
        let (folder, old, key) = try Self.published()
        let work = folder.path + "/work"
        try Self.write(Array(Self.rows.dropLast()), to: "purchases.csv", in: folder)
        let copies = folder.path + "/copies"
        try FileSystem.makeDirectories(copies)
        let steps = Steps()
        try WriteStep.$observer.withValue({ _ in
            let copy = copies + "/\(steps.next())"
            try? FileManager.default.copyItem(atPath: work, toPath: copy)
        }) {
            _ = try Self.importing(folder).publish(in: work, key: key)
        }
        let count = steps.next()
        #expect(count >= 6)
        var found: [Bool] = []
        for step in 0..<count {
            // What a kill at this step would have left: an import that is whole, and the next one succeeds.
            let copy = copies + "/\(step)"
            let files = ImportFiles(folder: copy)
            let manifest = try #require(files.manifest())
            let isOld = manifest.log == old.manifest.log
            found.append(isOld)
            let next = try Self.importing(folder).publish(in: copy, key: key)
            #expect(next.isReused == !isOld, "step \(step)")
            let names = try FileSystem.names(in: copy).filter {
                $0 != "import.json" && $0 != "quarantine.jsonl"
            }
            #expect(names.count == 1 && names[0].hasPrefix("log-"), "step \(step): \(names)")
        }
        #expect(found.first == true && found.last == false)
        #expect(found == found.sorted { $0 && !$1 }, "once new, always new")
    }
}

/// Counts the steps of a write.
private final class Steps: Sendable {
    private let count = Mutex(0)

    func next() -> Int {
        count.withLock { value in
            defer { value += 1 }
            return value
        }
    }
}
