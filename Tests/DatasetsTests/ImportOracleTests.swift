import Features
import Storage
import TestKit
import Testing

@testable import Datasets

/// The import in SQL against `NaiveImport`, on random rows with every kind of fault, duplicates and contradictions.
struct ImportOracleTests {
    private static let source = Fixtures.source(
        select: """
            SELECT id, customer, amount, kind, to_timestamp(TRY_CAST(occurred AS BIGINT)) AS occurred,
                to_timestamp(TRY_CAST(recorded AS BIGINT)) AS recorded FROM input
            """,
        fields: [
            "id": FieldDefinition(type: .key, purpose: .identity, namespace: "purchase", nulls: .refuse),
            "customer": FieldDefinition(
                type: .key, purpose: .identity, namespace: "customer", nulls: .refuse),
            "occurred": FieldDefinition(type: .instant, purpose: .time, nulls: .refuse),
            "recorded": FieldDefinition(type: .instant, purpose: .time, nulls: .refuse),
            "amount": FieldDefinition(type: .number, purpose: .feature, minimum: 0, maximum: 100),
            "kind": FieldDefinition(type: .text, purpose: .feature, allowed: ["web", "shop"]),
        ],
        events: [
            EventDefinition(
                kind: "purchase", subject: "customer", id: "id", occurredAt: "occurred",
                recordedAt: "recorded",
                attributes: ["amount", "kind"])
        ], maximumBad: 1)

    private static func rows(seed: UInt64, count: Int) -> [NaiveImport.Row] {
        var random = SplitMix64(seed: seed)
        func pick(_ choices: [String]) -> String { choices[Int(random.next() % UInt64(choices.count))] }
        var rows: [NaiveImport.Row] = []
        for index in 0..<count {
            // One in five repeats an earlier row, perhaps with another amount under the same id.
            if !rows.isEmpty, random.next() % 5 == 0 {
                var again = rows[Int(random.next() % UInt64(rows.count))]
                if random.next() % 4 == 0 { again.amount = pick(["1", "2.5", "3"]) }
                rows.append(again)
                continue
            }
            rows.append(
                NaiveImport.Row(
                    id: random.next() % 30 == 0 ? "" : "id\(index)",
                    customer: random.next() % 30 == 0 ? "" : "c\(random.next() % 6)",
                    occurred: random.next() % 30 == 0 ? pick(["", "x"]) : "\(1_000_000 + random.next() % 4)",
                    recorded: random.next() % 30 == 0 ? "later" : "\(1_000_000 + random.next() % 4)",
                    amount: pick(["", "1", "2.5", "7e1", "100", "0.1", "nan", "-1", "101", "x", "1", "3"]),
                    kind: pick(["", "web", "shop", "web", "phone"])))
        }
        return rows
    }

    @Test(arguments: 0..<12)
    func agreesWithPlainLoops(_ seed: Int) throws {
        let rows = Self.rows(seed: UInt64(seed), count: 1 + seed * 40)
        let naive = NaiveImport(rows)
        let folder = try TemporaryFolder()
        let header = "id,customer,occurred,recorded,amount,kind\n"
        try folder.write(header + rows.map { $0.line + "\n" }.joined(), to: "purchases.csv")
        let result = try Fixtures.run(folder, Self.source)
        let counts = result.manifest.sources[0].counts
        #expect(counts.read == rows.count)
        #expect(counts.quarantined == naive.faults.count { $0 != nil })
        #expect(counts.duplicate == naive.duplicateCount)
        #expect(counts.accepted + counts.quarantined + counts.duplicate == counts.read)
        #expect(counts.events == naive.events.count)
        let expected = naive.faults.enumerated().compactMap { row, fault in fault.map { "\(row + 2) \($0)" } }
        #expect(result.quarantine.map { "\($0.row) \($0.field ?? "")" } == expected)
        let oracle = EventTable(naive.events)
        #expect(result.log.table.rowCount == oracle.rowCount)
        for row in 0..<min(oracle.rowCount, result.log.table.rowCount) {
            #expect(result.log.table.event(at: row) == oracle.event(at: row))
        }
        let stored = try EventImport(
            sources: ["purchases": Self.source], directory: folder.path, zone: "UTC"
        ).publish(in: folder.path + "/work", key: folder.key())
        let table = try stored.store.table()
        #expect(table.entities == oracle.entities && table.bounds == oracle.bounds)
        for row in 0..<min(oracle.rowCount, table.rowCount) {
            #expect([table.event(at: row)] == EventLogStoreTests.withoutIDs([oracle.event(at: row)]))
        }
        // With the ids of the entities asked for.
        let some = Set(oracle.entities.prefix(2))
        for entity in some {
            #expect(try stored.store.table(of: some).events(of: entity) == oracle.events(of: entity))
        }
    }
}
