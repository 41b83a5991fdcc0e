import Datasets
import Features
import Storage
import Testing

struct EventImportTests {
    @Test func rowsBecomeEventsInTheOneOrder() throws {
        let folder = try TemporaryFolder()
        try folder.write(Fixtures.purchases, to: "purchases.csv")
        let result = try Fixtures.run(folder, Fixtures.source())
        #expect(result.log.subjects.map(\.id) == ["a", "b", "c"])
        let first = try #require(result.log.events.first)
        #expect(first.kind == "purchase" && first.attributes == ["amount": .number(10)])
        #expect(first.occurredAt.description == "1997-01-01T23:59:59.999999Z")
        #expect(first.recordedAt == first.occurredAt)
        #expect(result.log.horizon?.description == "1997-03-02T00:00:00Z")
        let counts = result.manifest.sources[0].counts
        #expect((counts.read, counts.accepted, counts.quarantined, counts.events) == (4, 4, 0, 4))
    }

    @Test func aDateEndsInItsZone() throws {
        let folder = try TemporaryFolder()
        try folder.write("customer,date,amount\na,1997-01-01,1\na,1997-07-01,1\n", to: "purchases.csv")
        let events = try Fixtures.run(folder, Fixtures.source(), zone: "America/New_York").log.events
        #expect(events[0].occurredAt.description == "1997-01-02T04:59:59.999999Z")
        #expect(events[1].occurredAt.description == "1997-07-02T03:59:59.999999Z")
    }

    @Test func importIsIdempotentWhateverTheOrderOfRows() throws {
        let folder = try TemporaryFolder()
        let lines = Fixtures.purchases.split(separator: "\n").map(String.init) + ["a,1997-01-01,10"]
        try folder.write(lines.joined(separator: "\n") + "\n", to: "purchases.csv")
        let once = try Fixtures.run(folder, Fixtures.source())
        let again = try Fixtures.run(folder, Fixtures.source())
        #expect(once.log == again.log && once.manifest == again.manifest)
        #expect(once.log.events.count == 5)
        try folder.write(
            ([lines[0]] + lines.dropFirst().reversed()).joined(separator: "\n"), to: "purchases.csv")
        let shuffled = try Fixtures.run(folder, Fixtures.source())
        #expect(shuffled.log == once.log)
        #expect(shuffled.manifest.run != once.manifest.run)
    }

    @Test func ownIdsFindDuplicatesAndContradictions() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            "id,customer,date,amount\n1,a,1997-01-01,1\n1,a,1997-01-01,1\n2,b,1997-01-01,1\n2,b,1997-01-01,9\n3,c,1997-01-01,1\n",
            to: "purchases.csv")
        var source = Fixtures.source(maximumBad: 1)
        source.fields["id"] = FieldDefinition(type: .key, purpose: .identity, namespace: "purchase")
        source.events[0].id = "id"
        let result = try Fixtures.run(folder, source)
        let counts = result.manifest.sources[0].counts
        #expect((counts.read, counts.accepted, counts.quarantined, counts.duplicate) == (5, 2, 2, 1))
        #expect(result.log.events.map(\.id) == ["1", "3"])
        #expect(result.quarantine.map(\.row) == [4, 5])
    }

    @Test func badRowsAreSetAsideWithLineFieldAndKind() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            customer,date,amount
            a,1997-01-01,10
            b,1997-13-02,20
            c,1997-01-03,Mueller
            d,1997-01-04,-1
            ,1997-01-05,1
            e,1997-01-05
            f,1997-01-06,1,2
            g,1997-01-07,

            """, to: "purchases.csv")
        let result = try Fixtures.run(folder, Fixtures.source())
        let counts = result.manifest.sources[0].counts
        #expect((counts.read, counts.accepted, counts.quarantined, counts.duplicate) == (8, 2, 6, 0))
        #expect(counts.accepted + counts.quarantined + counts.duplicate == counts.read)
        #expect(
            result.quarantine.map { "\($0.row) \($0.field ?? "-"): \($0.reason)" } == [
                "3 date: text of 10 characters where a date (YYYY-MM-DD) is expected",
                "4 amount: text of 7 characters where a number is expected",
                "5 amount: a number below the minimum 0.0",
                "6 customer: nothing where a key is expected",
                "7 -: fewer values than the header has columns",
                "8 -: more values than the header has columns",
            ])
        let error = #expect(throws: DatasetError.self) { try result.check() }
        #expect(error?.keyPath == ["sources", "purchases"])
        #expect(error?.what.contains("6 of 8 rows are bad") == true)
        #expect(error?.description.contains("Mueller") == false)
    }

    @Test func rowsAreFoundOnTheirLinesWhateverSpansLines() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            """
            customer,date,amount

            "a
            and
            b",1997-01-01,10
            b,1997-13-02,20

            "c ""d""
            e",1997-01-03
            d,1997-01-04,-1

            """, to: "purchases.csv")
        let result = try Fixtures.run(folder, Fixtures.source())
        #expect(
            result.quarantine.map { "\($0.row) \($0.field ?? "-")" } == ["6 date", "8 -", "10 amount"])
        #expect(result.log.table.entities.count == 1)
    }

    @Test func theWorkingFilesHoldNoIdentityButForTheOwner() throws {
        let folder = try TemporaryFolder()
        try folder.write(Fixtures.purchases + "Zeta,1997-13-01,1\n", to: "purchases.csv")
        let key = try folder.key()
        let log = try EventImport(
            sources: ["purchases": Fixtures.source(maximumBad: 1)], directory: folder.path, zone: "UTC"
        ).publish(in: folder.path + "/work", key: key)
        #expect(try folder.mode("work/quarantine.jsonl") == 0o600)
        let quarantine = try Quarantine(in: folder.path + "/work").rows
        #expect(
            quarantine.map { "\($0.source) \($0.row) \($0.field ?? "-"): \($0.reason)" } == [
                "purchases 6 date: text of 10 characters where a date (YYYY-MM-DD) is expected"
            ])
        let files = [log.store.folder + "/events-0000.parquet", log.store.folder + "/entities.parquet"]
        let stored = try Database(files: files).query(
            "SELECT * FROM '\(files[0])' JOIN '\(files[1])' USING (entity) ORDER BY \"number.amount\"")
        #expect(stored["pseudonym"]?.strings?.first == key.pseudonym("customer:a"))
        #expect(stored["number.amount"]?.doubles == [5, 7, 10, 20.5])
        #expect(stored["source"]?.strings?.first == "purchases")
        let memory = try Fixtures.run(folder, Fixtures.source(maximumBad: 1))
        #expect(log.manifest.run == memory.manifest.run)
    }

    @Test func tooManyBadRowsKeepTheQuarantineAndNoLog() throws {
        let folder = try TemporaryFolder()
        try folder.write(Fixtures.purchases + "Zeta,1997-13-01,1\n", to: "purchases.csv")
        let key = try folder.key()
        let importing = try EventImport(
            sources: ["purchases": Fixtures.source()], directory: folder.path, zone: "UTC")
        let error = #expect(throws: DatasetError.self) {
            try importing.publish(in: folder.path + "/work", key: key)
        }
        #expect(error?.what.contains("1 of 5 rows are bad") == true)
        #expect(try FileSystem.names(in: folder.path + "/work") == ["quarantine.jsonl"])
    }

    @Test func conditionsLinksAndNullTimesDecideWhichEventsARowYields() throws {
        let folder = try TemporaryFolder()
        try folder.write(
            "lead,account,created,closed,won\nl1,A,2024-01-01T10:00:00Z,2024-02-01 10:00:00,true\n"
                + "l2,A,2024-01-02T10:00:00+02:00,,false\nl3,,2024-01-03,,\n", to: "purchases.csv")
        var source = Fixtures.source(maximumBad: 1)
        source.fields = [
            "lead": FieldDefinition(type: .key, purpose: .identity, namespace: "lead"),
            "account": FieldDefinition(type: .key, purpose: .feature, namespace: "account"),
            "created": FieldDefinition(type: .instant, purpose: .time),
            "closed": FieldDefinition(type: .instant, purpose: .time),
            "won": FieldDefinition(type: .boolean, purpose: .label, known: .afterOutcome),
        ]
        source.events = [
            EventDefinition(
                kind: "created", subject: "lead", id: "lead", occurredAt: "created",
                recordedAt: "assumed occurredAt + 1h", attributes: ["account"]),
            EventDefinition(
                kind: "won", subject: "lead", occurredAt: "closed", recordedAt: "closed",
                where: ["won": .flag(true)]),
        ]
        let result = try Fixtures.run(folder, source, zone: "Europe/Berlin")
        #expect(result.quarantine.map(\.field) == ["created"])
        #expect(result.log.events.map(\.kind) == ["created", "won", "created"])
        #expect(
            result.log.events.map(\.occurredAt.description) == [
                "2024-01-01T10:00:00Z", "2024-02-01T09:00:00Z", "2024-01-02T08:00:00Z",
            ])
        let account = EntityKey(namespace: "account", id: "A")
        let table = result.log.table
        #expect(
            try table.link(
                "account", of: EntityKey(namespace: "lead", id: "l2"), at: Instant("2024-02-02T00:00:00Z"))
                == account)
        #expect(table.linked(by: "account")[account]?.map(\.id) == ["l1", "l2"])
    }
}
